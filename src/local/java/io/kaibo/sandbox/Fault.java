package io.kaibo.sandbox;

import java.time.Duration;

/** A way in which a call to WeChat, to WeChat Pay, or to a mirror of drand, goes wrong. */
public sealed interface Fault {
    /** HTTP 200 with this errcode, and no effect. WeChat alone. */
    record Refuse(int errcode) implements Fault {}

    /** This HTTP status with this word, signed, and no effect. WeChat Pay alone. */
    record Word(int status, String code) implements Fault {}

    /** HTTP 200 with any body, and no effect. */
    record Say(String body) implements Fault {}

    /** This HTTP status, and no effect. */
    record Fail(int status) implements Fault {}

    /** The effect and its answer, after this delay. */
    record Delay(Duration time) implements Fault {}

    /** The connection closes; there was no effect. */
    record DropBefore() implements Fault {}

    /** The effect happens, then the connection closes without an answer. */
    record DropAfter() implements Fault {}

    /** The number and the signature of the round before, as a mirror that is behind may answer. drand alone. */
    record WrongRound() implements Fault {}

    /** The round's number with 48 bytes that are not its signature. drand alone. */
    record WrongBytes() implements Fault {}
}
