package io.kaibo.lottery.tell;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/**
 * That the winners of a lottery who accepted messages of a template are not told for now.
 *
 * @param reason in words: what WeChat does not take, or what does not fit the template
 * @param haltedAt when they were first not told for a reason of this kind; each quarter of an hour another try is made
 */
@RegisterForReflection
public record TellHalt(String templateId, String reason, Instant haltedAt) {}
