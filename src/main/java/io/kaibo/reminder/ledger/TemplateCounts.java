package io.kaibo.reminder.ledger;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * The counts of a template in the ledger.
 *
 * @param accepted how often viewers were asked and accepted a message; WeChat tells nothing of viewers who chose not to be asked again
 * @param rejected how often viewers were asked and refused
 * @param turnedOff how often viewers turned it off in WeChat's settings
 * @param delivered messages that came
 * @param undelivered messages that did not come, for reasons of WeChat's own
 */
@RegisterForReflection
public record TemplateCounts(long accepted, long rejected, long turnedOff, long delivered, long undelivered) {}
