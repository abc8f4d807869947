package io.kaibo.http;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;

/**
 * The secret {@code viewer-keys}, a JWK set. Each key has a {@code kid} of its own: a token names the key that signed it, and of
 * two keys with one name only the first would be tried, so that a change of keys would log every viewer out.
 */
final class ViewerKeys {

    private ViewerKeys() {}

    /** @throws IllegalStateException saying what is wrong, without anything of the keys */
    static List<JsonWebKey> read(String secret) {
        List<JsonWebKey> keys;
        int written;
        try {
            keys = new JsonWebKeySet(secret).getJsonWebKeys();
            written = JsonUtil.parseJson(secret).get(JsonWebKeySet.JWK_SET_MEMBER_NAME) instanceof Collection<?> all
                    ? all.size()
                    : 0;
        } catch (JoseException e) {
            // without its cause, which may quote the keys
            throw new IllegalStateException("the secret viewer-keys is no JWK set");
        }
        if (written == 0) {
            throw new IllegalStateException("the secret viewer-keys has no key");
        }
        // a set leaves out what it does not understand
        if (keys.size() < written) {
            throw new IllegalStateException("one of the viewer-keys is no JWK");
        }
        Set<String> ids = new HashSet<>();
        for (JsonWebKey key : keys) {
            if (key.getKeyId() == null || key.getKeyId().isBlank()) {
                throw new IllegalStateException("one of the viewer-keys has no kid");
            }
            if (!ids.add(key.getKeyId())) {
                throw new IllegalStateException("two of the viewer-keys have the same kid");
            }
        }
        return keys;
    }
}
