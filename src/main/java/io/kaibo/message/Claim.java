package io.kaibo.message;

/**
 * A send that this instance alone makes.
 *
 * @param id names the claim in the writes that follow
 */
public record Claim<R extends Recipient>(R recipient, String id) {}
