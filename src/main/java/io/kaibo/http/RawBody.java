package io.kaibo.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The body of an event, before a route says how long it may be. */
record RawBody(@Nullable String text, boolean isBase64) {

    static RawBody of(APIGatewayV2HTTPEvent event) {
        return new RawBody(event.getBody(), event.getIsBase64Encoded());
    }

    /** @throws Problem 413 if it is too large, 400 if it is not the Base64 that it says it is, or no Unicode */
    byte[] decode(int limit) {
        if (text == null || text.isEmpty()) {
            return new byte[0];
        }
        // so long a text is too large for sure: Base64 has four characters for three bytes, any other text one at the
        // most
        if (text.length() > 2L * limit) {
            throw Problem.tooLarge(limit);
        }
        byte[] bytes;
        try {
            bytes = isBase64 ? Base64.getDecoder().decode(text) : encodeUtf8(text);
        } catch (IllegalArgumentException e) {
            throw Problem.unreadable("body", "must be Base64, as the event says");
        }
        if (bytes.length > limit) {
            throw Problem.tooLarge(limit);
        }
        return bytes;
    }

    private static byte[] encodeUtf8(String body) {
        try {
            ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(body));
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            return copy;
        } catch (CharacterCodingException e) {
            throw Problem.unreadable("body", "must be UTF-8");
        }
    }
}
