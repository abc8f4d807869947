package io.kaibo.lottery.code;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * That a tier has its codes. They are not shown again.
 *
 * @param tier from 0
 * @param version of the plan that they are for
 * @param missing the tiers of codes that have none yet for this plan: with one of them the lottery does not start
 */
@RegisterForReflection
record CodesGiven(int tier, String version, int count, List<Integer> missing) {}
