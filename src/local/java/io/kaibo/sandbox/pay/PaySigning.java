package io.kaibo.sandbox.pay;

import io.kaibo.sandbox.BadControl;
import java.util.Locale;
import java.util.stream.Stream;

/** How WeChat Pay signs answers and notifications. */
public enum PaySigning {
    /** By the key that the request names; notifications by the public key. */
    NAMED,
    /** By the other key, as during a switch from one to the other. */
    OTHER,
    /** With a wrong signature, as WeChat Pay does to see whether it is refused. */
    PROBE,
    /** With the signature of other bytes. */
    WRONG,
    /** Not at all. */
    NONE;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static PaySigning parse(String word) {
        return Stream.of(values())
                .filter(signing -> signing.word().equals(word))
                .findAny()
                .orElseThrow(() -> BadControl.field("how", "must be named, other, probe, wrong or none"));
    }
}
