package io.kaibo.wechat.pay;

/** Why something is not what WeChat Pay signed. */
public enum SignatureFault {
    /** A header is absent, or its time is no number. */
    FORM,
    /** It was signed more than five minutes ago, or ahead. */
    TIME,
    /** It names a key that the secret {@code pay-public-keys} does not have. */
    SERIAL,
    /** The signature is not of these bytes by that key. */
    SIGNATURE
}
