package io.kaibo.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kaibo.testing.Calls;
import io.kaibo.testing.Contract;
import io.kaibo.testing.Http;
import io.kaibo.testing.LocalServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each body that a path takes, spoiled in each way that any body can be: no path has a reading of its own. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class BadBodiesTest {

    private static final String TYPE = "application/json";

    @Inject
    Http http;

    @Inject
    Credentials credentials;

    @BeforeEach
    void clean() {
        Calls.reset();
    }

    static Stream<String> paths() {
        return GoodBodies.all().keySet().stream().sorted();
    }

    /** A path, the body with one text spoiled, and the field of that text. */
    static Stream<Arguments> damagedTexts() {
        return paths().flatMap(path -> texts("", GoodBodies.of(path).orElseThrow())
                .flatMap(field -> Stream.of("\\ud800", "x\\udc00", "\\ud800\\ud800", "\uFFFD", "\\ufffd")
                        .map(damage -> Arguments.of(path, with(path, field, "\"" + damage + "\""), field))));
    }

    /** A path, the body with a word of an enum spoiled, and the field of that word. */
    static Stream<Arguments> wrongWords() {
        return Stream.of("kind", "fields.thing1.room")
                .flatMap(field -> Stream.of(
                                "0",
                                "1",
                                "\"0\"",
                                "\" %s\"",
                                "\"%s \"",
                                "\"\\t%s\"",
                                "\"LATER\"",
                                "\"\"",
                                "\" \"",
                                "true",
                                "[\"%s\"]",
                                "1.0")
                        .map(word -> word.formatted(field.equals("kind") ? "on-air" : "name"))
                        .map(word -> Arguments.of(
                                "/admin/reminders/templates/{templateId}",
                                with("/admin/reminders/templates/{templateId}", field, word),
                                field)));
    }

    @Test
    void theExampleOfTheContractKeepsToItsSchema() {
        assertThat(paths())
                .isNotEmpty()
                .allSatisfy(path -> assertThat(Contract.takes(
                                method(path), example(path), GoodBodies.of(path).orElseThrow()))
                        .isTrue());
    }

    @ParameterizedTest
    @MethodSource("paths")
    void everyTextMayHaveAnyCharacter(String path) {
        // not 400: what breaks a rule here is the value, and the good body is not even that
        assertThat(call(path)
                        .json(GoodBodies.of(path).orElseThrow().toString())
                        .send()
                        .status())
                .isNotEqualTo(400);
        Calls.reset();
        String body = texts("", GoodBodies.of(path).orElseThrow())
                .filter(field -> GoodBodies.isFreeText(path, field))
                .findFirst()
                .map(field -> with(path, field, "\"\\ud83d\\ude00😀\""))
                .orElse(GoodBodies.all().get(path).toString());
        assertThat(call(path).json(body).send().status()).isNotEqualTo(400);
    }

    @ParameterizedTest
    @MethodSource("damagedTexts")
    void aTextWithACharacterThatIsNoneIsNamed(String path, String body, String field) {
        assertRefused(call(path).json(body), path, 400, field);
    }

    @ParameterizedTest
    @MethodSource("paths")
    void aNameWithACharacterThatIsNoneIsAnswered(String path) {
        assertRefused(call(path).json("{\"a\\ud800\":1}"), path, 400, "body");
    }

    @Test
    void ofAMapTheFieldAroundTheNameIsNamed() {
        String path = "/admin/reminders/templates/{templateId}";
        assertRefused(call(path).json(with(path, "fields", "{\"\\udfff\":{\"text\":\"x\"}}")), path, 400, "fields");
    }

    @ParameterizedTest
    @MethodSource("wrongWords")
    void onlyAWordOfAnEnumIsOne(String path, String body, String field) {
        assertRefused(call(path).json(body), path, 400, field);
    }

    @ParameterizedTest
    @MethodSource("paths")
    void aBodyIsUtf8(String path) {
        String body = GoodBodies.all().get(path).toString();
        for (String charset : List.of("gbk", "utf-16", "iso-8859-1", "us-ascii", "\"GB18030\"", "")) {
            assertRefused(
                    call(path)
                            .header("content-type", TYPE + "; charset=" + charset)
                            .body(body),
                    path,
                    415,
                    "content-type");
        }
        for (String charset : List.of("UTF-8", "utf-8", "\"utf-8\"")) {
            assertThat(call(path)
                            .header("content-type", TYPE + ";charset=" + charset)
                            .body(body)
                            .send()
                            .status())
                    .isNotEqualTo(415);
        }
        Calls.reset();
        byte[] damaged = body.replace(':', (char) 0xff).getBytes(StandardCharsets.ISO_8859_1);
        byte[] surrogate = body.replaceFirst("\":", "\u00ed\u00a0\u0080\":").getBytes(StandardCharsets.ISO_8859_1);
        for (byte[] bytes : List.of(
                damaged, surrogate, body.getBytes(StandardCharsets.UTF_16BE), body.getBytes(StandardCharsets.UTF_16))) {
            assertRefused(
                    call(path)
                            .header("content-type", TYPE)
                            .base64(Base64.getEncoder().encodeToString(bytes)),
                    path,
                    400,
                    "body");
        }
    }

    @ParameterizedTest
    @MethodSource("paths")
    void anEmptyBodyAFieldThatStandsTwiceAWrongTypeAndNoJsonAreToldApart(String path) {
        String good = GoodBodies.of(path).orElseThrow().toString();
        String first = GoodBodies.of(path).orElseThrow().fieldNames().next();
        List<String> details = new ArrayList<>();
        details.add(assertRefused(call(path).json(""), path, 400, "body"));
        details.add(
                assertRefused(call(path).json(good.replaceFirst("\\{", "{\"" + first + "\":1,")), path, 400, first));
        details.add(assertRefused(call(path).json(with(path, first, "{}")), path, 400, first));
        details.add(assertRefused(call(path).json(good.substring(1)), path, 400, "body"));
        assertThat(details).doesNotHaveDuplicates();
        assertThat(assertRefused(call(path).json(" \n"), path, 400, "body")).isEqualTo(details.getFirst());
        assertThat(assertRefused(call(path).header("content-type", TYPE), path, 400, "body"))
                .isEqualTo(details.getFirst());
    }

    @Test
    void aWrongWordIsToldTheRightOnes() {
        String path = "/admin/reminders/templates/{templateId}";
        assertThat(assertRefused(call(path).json(with(path, "kind", "\"LATER\"")), path, 400, "kind"))
                .isEqualTo("must be one of on-air, starting-soon");
        assertThat(assertRefused(
                        call(path).json(with(path, "fields.thing1.room", "\"openid\"")),
                        path,
                        400,
                        "fields.thing1.room"))
                .isEqualTo("must be one of name, anchor-name, starts-at, ends-at");
    }

    @ParameterizedTest
    @ValueSource(strings = {"5.5", "1e-1", "1e999999999", "1e99999999999", "-1e-999999999", "0.5e400", "1e19"})
    void aNumberThatIsNoIntegerIsNamedHoweverLongItIs(String number) {
        String path = "/admin/rooms/{roomId}/announcing";
        assertRefused(call(path).json(with(path, "startingSoonMinutes", number)), path, 400, "startingSoonMinutes");
    }

    /** Jackson would take it for null, which takes a setting away. */
    @ParameterizedTest
    @ValueSource(strings = {"\" \"", "\"\\t\"", "\"\\n\\n\"", "\"\\u0000\"", "\"\""})
    void aBlankTextIsNoNumberAndNoBoolean(String blank) {
        String path = "/admin/rooms/{roomId}/announcing";
        for (String field : List.of("startingSoonMinutes", "announce")) {
            assertRefused(call(path).json(with(path, field, blank)), path, 400, field);
        }
    }

    private String assertRefused(Http.Call call, String path, int status, String field) {
        Http.Answer answer = call.send();
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.field()).isEqualTo(field);
        assertThat(Calls.writes()).isZero();
        return answer.body().at("/errors/0/detail").asText();
    }

    private Http.Call call(String path) {
        return credentials.give(http.call(method(path), example(path)), path);
    }

    private static String method(String path) {
        return GoodBodies.method(path).orElseThrow();
    }

    private static String example(String path) {
        return path.replaceAll("\\{\\w+}", "wx-1");
    }

    private static Stream<String> texts(String path, JsonNode node) {
        return node.properties().stream().flatMap(entry -> {
            String field = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
            return entry.getValue().isTextual() ? Stream.of(field) : texts(field, entry.getValue());
        });
    }

    /** The good body of a path with other JSON, written as it is, in place of one field. */
    private static String with(String path, String field, String json) {
        var body = GoodBodies.of(path).orElseThrow();
        String pointer = "/" + field.replace('.', '/');
        int last = pointer.lastIndexOf('/');
        ((ObjectNode) body.at(pointer.substring(0, last))).put(pointer.substring(last + 1), "PLACE");
        return body.toString().replace("\"PLACE\"", json);
    }
}
