package io.kaibo.coupon.grant;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/**
 * Why WeChat Pay is asked for nothing.
 *
 * @param reason in words, for operators; it names no person
 */
@RegisterForReflection
public record GrantHalt(String reason, Instant haltedAt) {}
