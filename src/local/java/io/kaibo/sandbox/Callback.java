package io.kaibo.sandbox;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The address and the form of pushed events, as set in WeChat's console (消息推送服务器配置).
 *
 * @param key null in plain mode
 */
record Callback(
        URI url, String token, PushFormat format, @Nullable SecretKeySpec key) {
    static Callback read(Fields fields) {
        boolean safe = matching(fields, "mode", "safe|plain").equals("safe");
        return new Callback(
                url(fields.text("url")),
                matching(fields, "token", "[A-Za-z0-9]{3,32}"),
                PushFormat.valueOf(matching(fields, "format", "json|xml").toUpperCase(Locale.ROOT)),
                safe ? PushCipher.key(matching(fields, "encoding_aes_key", "[A-Za-z0-9+/]{43}")) : null);
    }

    /** The request by which WeChat checks the URL before it takes it: the answer must be echostr itself. */
    HttpRequest check(String echostr, Instant now, RandomText random) {
        return to(signed(time(now), random.nonce()) + "&echostr=" + echostr)
                .GET()
                .build();
    }

    /** The request for one delivery of the event, signed and encrypted for this delivery. */
    HttpRequest push(PushEvent event, String appid, Instant now, RandomText random) {
        String time = time(now);
        String nonce = random.nonce();
        String query = signed(time, nonce) + "&openid=" + URLEncoder.encode(event.from(), StandardCharsets.UTF_8);
        String body = event.text(format);
        if (key != null) {
            String encrypted = PushCipher.encrypt(key, random.padding(), body, appid);
            query += "&encrypt_type=aes&msg_signature=" + PushCipher.sign(token, time, nonce, encrypted);
            body = envelope(encrypted);
        }
        return to(query)
                .header("Content-Type", format.contentType())
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private String signed(String time, String nonce) {
        return "signature=" + PushCipher.sign(token, time, nonce) + "&timestamp=" + time + "&nonce=" + nonce;
    }

    private HttpRequest.Builder to(String query) {
        return HttpRequest.newBuilder(URI.create(url + (url.getRawQuery() == null ? "?" : "&") + query));
    }

    private String envelope(String encrypted) {
        return switch (format) {
            case JSON ->
                Json.MAPPER
                        .createObjectNode()
                        .put("ToUserName", PushEvent.TO)
                        .put("Encrypt", encrypted)
                        .toString();
            case XML ->
                "<xml><ToUserName><![CDATA[" + PushEvent.TO + "]]></ToUserName><Encrypt><![CDATA[" + encrypted
                        + "]]></Encrypt></xml>";
        };
    }

    private static String time(Instant now) {
        return Long.toString(now.getEpochSecond());
    }

    private static URI url(String text) {
        try {
            URI url = new URI(text);
            if (text.matches("https?://.*") && url.getHost() != null && url.getFragment() == null) {
                return url;
            }
        } catch (URISyntaxException e) {
            // Refused like an address of another kind.
        }
        throw BadControl.field("url", "must be an address that begins with http:// or https://");
    }

    private static String matching(Fields fields, String name, String pattern) {
        String text = fields.text(name);
        if (!text.matches(pattern)) {
            throw BadControl.field(name, "must match " + pattern);
        }
        return text;
    }
}
