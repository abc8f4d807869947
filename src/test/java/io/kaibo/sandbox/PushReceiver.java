package io.kaibo.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** A mini-program's callback, which reads what is pushed with nothing of the sandbox's own. */
final class PushReceiver implements AutoCloseable {
    static final String TOKEN = "pushToken1";
    static final String AES_KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";

    private static final Pattern ENCRYPTED = Pattern.compile("\\{\"ToUserName\":\"gh_\\w+\",\"Encrypt\":\"([^\"]+)\"}"
            + "|<xml><ToUserName><!\\[CDATA\\[gh_\\w+]]></ToUserName>"
            + "<Encrypt><!\\[CDATA\\[([^]]+)]]></Encrypt></xml>");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final BlockingQueue<Push> pushes = new LinkedBlockingQueue<>();
    private final Queue<Reply> replies = new ConcurrentLinkedQueue<>();
    private volatile UnaryOperator<String> check = echostr -> echostr;

    PushReceiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::take);
        server.start();
    }

    /** How a push is answered: throws to drop the connection. */
    @FunctionalInterface
    interface Reply {
        int status() throws Exception;
    }

    /** What came, as it came. */
    record Push(Map<String, String> query, String contentType, String body) {
        String query(String name) {
            return query.getOrDefault(name, "");
        }

        /** The event in a push in plain. */
        String plain() throws Exception {
            assertThat(query).containsOnlyKeys("signature", "timestamp", "nonce", "openid");
            assertThat(query("signature")).isEqualTo(sha1(TOKEN, query("timestamp"), query("nonce")));
            return body;
        }

        /** The event in a push in safe mode. */
        String decrypted() throws Exception {
            assertThat(query)
                    .containsOnlyKeys("signature", "timestamp", "nonce", "openid", "encrypt_type", "msg_signature")
                    .containsEntry("encrypt_type", "aes");
            assertThat(query("signature")).isEqualTo(sha1(TOKEN, query("timestamp"), query("nonce")));
            String encrypted = encrypted();
            assertThat(query("msg_signature")).isEqualTo(sha1(TOKEN, query("timestamp"), query("nonce"), encrypted));
            return decrypt(encrypted);
        }

        String encrypted() {
            Matcher matcher = ENCRYPTED.matcher(body);
            assertThat(matcher.matches()).as(body).isTrue();
            return matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
        }
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/callbacks/wechat");
    }

    /** What WeChat's check of the URL is answered, given its echostr. */
    void answersTheCheck(UnaryOperator<String> answer) {
        check = answer;
    }

    /** How the next pushes are answered; all others with 200. */
    void answers(Reply... next) {
        replies.addAll(List.of(next));
    }

    Push next() throws InterruptedException {
        Push push = pushes.poll(30, TimeUnit.SECONDS);
        assertThat(push).as("what is pushed").isNotNull();
        return push;
    }

    List<Push> rest() {
        List<Push> rest = new ArrayList<>();
        pushes.drainTo(rest);
        return rest;
    }

    @Override
    public void close() {
        threads.shutdownNow();
        server.stop(0);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            String rawQuery =
                    Objects.requireNonNullElse(exchange.getRequestURI().getRawQuery(), "none=");
            Map<String, String> query = Stream.of(rawQuery.split("&"))
                    .map(pair -> pair.split("=", 2))
                    .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], UTF_8)));
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            String answer = "success";
            int status = 200;
            if (exchange.getRequestMethod().equals("GET")) {
                assertThat(query.get("signature")).isEqualTo(sha1(TOKEN, query.get("timestamp"), query.get("nonce")));
                answer = check.apply(query.get("echostr"));
            } else {
                String contentType = exchange.getRequestHeaders().getFirst("Content-Type");
                pushes.add(new Push(query, contentType, body));
                Reply reply = replies.poll();
                status = reply == null ? 200 : reply.status();
            }
            exchange.sendResponseHeaders(status, answer.getBytes(UTF_8).length);
            exchange.getResponseBody().write(answer.getBytes(UTF_8));
        } catch (Exception e) {
            throw new IOException("nothing is answered", e);
        }
    }

    private static String sha1(String... parts) throws Exception {
        String text = Stream.of(parts).sorted().collect(Collectors.joining());
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(UTF_8)));
    }

    /** Random, length, message, appid and the padding of blocks of 32. */
    private static String decrypt(String encrypted) throws Exception {
        byte[] key = Base64.getDecoder().decode(AES_KEY + "=");
        Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
        cipher.init(
                Cipher.DECRYPT_MODE,
                new SecretKeySpec(key, "AES"),
                new IvParameterSpec(Arrays.copyOfRange(key, 0, 16)));
        byte[] plain = cipher.doFinal(Base64.getDecoder().decode(encrypted));
        int padding = plain[plain.length - 1];
        assertThat(plain.length % 32).isZero();
        assertThat(padding).isBetween(1, 32);
        assertThat(Arrays.copyOfRange(plain, plain.length - padding, plain.length))
                .containsOnly(padding);
        int length = ByteBuffer.wrap(plain).getInt(16);
        assertThat(new String(plain, 20 + length, plain.length - padding - 20 - length, UTF_8))
                .isEqualTo(SandboxTestCase.OPTIONS.appid());
        return new String(plain, 20, length, UTF_8);
    }
}
