package io.kaibo.push;

import org.jspecify.annotations.Nullable;

/**
 * What WeChat puts into the query of a push; null where it is missing.
 *
 * @param signature over the token, the time and the nonce: it says nothing of the body
 * @param timestamp seconds since 1970, in digits
 * @param msgSignature over the encrypted body, too
 */
public record PushQuery(
        @Nullable String signature,
        @Nullable String timestamp,
        @Nullable String nonce,
        @Nullable String msgSignature) {}
