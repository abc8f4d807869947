package io.kaibo.lottery.tell;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/**
 * That a lottery's winners are not told for now.
 *
 * @param reason in words: what WeChat does not take, or what does not fit a template
 * @param haltedAt when they were first not told for a reason of this kind; each quarter of an hour another try is made
 */
@RegisterForReflection
public record TellHalt(String reason, Instant haltedAt) {}
