package io.kaibo.reminder.ledger;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What the ledger has of a template.
 *
 * @param accepted how often somebody was asked and accepted a message; WeChat does not tell of those who let it ask no more
 * @param rejected how often somebody was asked and refused
 * @param turnedOff how often somebody turned it off in WeChat's settings
 * @param delivered how many messages came
 * @param undelivered how many did not, for reasons that are WeChat's own
 */
@RegisterForReflection
public record TemplateCounts(long accepted, long rejected, long turnedOff, long delivered, long undelivered) {}
