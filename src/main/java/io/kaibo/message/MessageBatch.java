package io.kaibo.message;

/**
 * Recipients who are sent to together.
 *
 * @param table where they are
 * @param halting halts these recipients and those like them
 * @param round how often the batch was put off
 */
public record MessageBatch<R extends Recipient>(SendTable<R> table, Halting halting, int round) {}
