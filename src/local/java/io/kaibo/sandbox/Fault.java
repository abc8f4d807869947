package io.kaibo.sandbox;

import java.time.Duration;

/** A way in which a call to WeChat goes wrong. */
public sealed interface Fault {
    /** HTTP 200 with this errcode, and no effect. */
    record Refuse(int errcode) implements Fault {}

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
}
