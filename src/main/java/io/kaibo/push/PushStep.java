package io.kaibo.push;

import java.util.Locale;

/** A step of taking a push: a log line names the one at which a push was refused. */
enum PushStep {
    /** Its time is missing, is no number, or is too far from ours. */
    TIME,
    /** It is not in the form that was agreed: neither JSON nor XML, or nothing is encrypted in it, or everything is. */
    FORM,
    /** It lacks the signature or a signed parameter, or it was signed with another token. */
    SIGNATURE,
    /** What should be encrypted is no Base64. */
    BASE64,
    /** It was not encrypted with our key. */
    PADDING,
    /** It was encrypted for another mini-program. */
    APPID;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
