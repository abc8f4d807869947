package io.kaibo.lottery.admin;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/**
 * How many viewers have entered a lottery.
 *
 * @param countedAt when they were counted, or frozen
 * @param exact true once the entrants are frozen
 */
@RegisterForReflection
record EntrantCount(long count, Instant countedAt, boolean exact) {}
