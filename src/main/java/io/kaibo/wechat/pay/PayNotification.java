package io.kaibo.wechat.pay;

import io.kaibo.wechat.Members;
import java.time.Instant;

/** What a request to the address of notifications turned out to be. Nothing but an {@link Event} is believed. */
public sealed interface PayNotification {

    /**
     * Something that happened at WeChat Pay.
     *
     * @param id the same each time that it is notified
     * @param type such as {@code COUPON.USE}
     * @param createdAt to the second
     * @param resource what it happened to, decrypted
     */
    record Event(String id, String type, Instant createdAt, Members resource) implements PayNotification {}

    /** WeChat Pay has not signed it within the last five minutes. */
    record Unsigned(SignatureFault fault) implements PayNotification {}

    /**
     * WeChat Pay signed it, and it is no notification that can be read.
     *
     * @param fault names the member that is odd, and not its value
     */
    record Unreadable(String fault) implements PayNotification {}

    /** WeChat Pay signed it, and its resource is not encrypted with the secret {@code pay-api-key}. */
    record Undecryptable() implements PayNotification {}
}
