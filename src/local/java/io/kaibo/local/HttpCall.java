package io.kaibo.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A request as it came in, and the event that a function URL makes of it: payload format 2.0,
 * https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html.
 *
 * @param rawPath the path, percent-encoded as it was sent
 * @param rawQuery the query, percent-encoded as it was sent; empty if there is none
 * @param headers names in any case, each with its values in their order
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record HttpCall(
        String method,
        String rawPath,
        String rawQuery,
        String protocol,
        String sourceIp,
        Map<String, List<String>> headers,
        byte[] body) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    byte[] event(String requestId, Instant now) {
        Map<String, String> joined = new TreeMap<>();
        headers.forEach((name, values) -> joined.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
        ObjectNode event = JSON.createObjectNode()
                .put("version", "2.0")
                .put("routeKey", "$default")
                .put("rawPath", rawPath)
                .put("rawQueryString", rawQuery);
        // Cookies come as a list of their own and not among the headers.
        String cookies = joined.remove("cookie");
        if (cookies != null) {
            var list = event.putArray("cookies");
            for (String cookie : cookies.split(";\\s*", -1)) {
                list.add(cookie);
            }
        }
        joined.put("x-forwarded-for", sourceIp);
        joined.put("x-forwarded-proto", "http");
        event.set("headers", JSON.valueToTree(joined));
        Map<String, String> query = query();
        if (!query.isEmpty()) {
            event.set("queryStringParameters", JSON.valueToTree(query));
        }
        event.set("requestContext", context(joined, requestId, now));
        if (body.length > 0) {
            boolean text = isText(joined.get("content-type"));
            event.put(
                    "body",
                    text
                            ? new String(body, StandardCharsets.UTF_8)
                            : Base64.getEncoder().encodeToString(body));
            event.put("isBase64Encoded", !text);
        } else {
            event.put("isBase64Encoded", false);
        }
        try {
            return JSON.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can be written", e);
        }
    }

    private ObjectNode context(Map<String, String> joined, String requestId, Instant now) {
        String host = joined.getOrDefault("host", "localhost").replaceFirst(":\\d+$", "");
        ObjectNode context = JSON.createObjectNode()
                .put("accountId", "anonymous")
                .put("apiId", "local")
                .put("domainName", host)
                .put("domainPrefix", host.split("\\.", 2)[0])
                .put("requestId", requestId)
                .put("routeKey", "$default")
                .put("stage", "$default")
                .put("time", TIME.format(now))
                .put("timeEpoch", now.toEpochMilli());
        context.putObject("http")
                .put("method", method)
                .put("path", rawPath)
                .put("protocol", protocol)
                .put("sourceIp", sourceIp)
                .put("userAgent", joined.getOrDefault("user-agent", ""));
        return context;
    }

    private Map<String, String> query() {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String pair : rawQuery.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
                String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
                values.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
            }
        }
        Map<String, String> query = new LinkedHashMap<>();
        values.forEach((name, all) -> query.put(name, String.join(",", all)));
        return query;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text; // a % without two hex digits is a plain %
        }
    }

    private static boolean isText(@Nullable String contentType) {
        if (contentType == null) {
            return false;
        }
        String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return type.startsWith("text/")
                || type.endsWith("+json")
                || type.endsWith("+xml")
                || List.of("application/json", "application/xml", "application/javascript")
                        .contains(type);
    }
}
