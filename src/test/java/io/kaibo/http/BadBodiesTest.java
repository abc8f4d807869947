package io.kaibo.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kaibo.testing.Calls;
import io.kaibo.testing.Contract;
import io.kaibo.testing.Http;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.Operation;
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

/** The body of each operation that takes JSON, spoiled in each way that any body can be: no operation reads bodies in its own way. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class BadBodiesTest {

    private static final String TYPE = "application/json";
    private static final Operation TEMPLATE = new Operation("PUT", "/admin/reminders/templates/{templateId}");
    private static final Operation ANNOUNCING = new Operation("PUT", "/admin/rooms/{roomId}/announcing");

    @Inject
    Http http;

    @Inject
    Credentials credentials;

    @BeforeEach
    void clean() {
        Calls.reset();
    }

    static Stream<Operation> operations() {
        return GoodBodies.operations();
    }

    /** An operation, its body with one text spoiled, and the field of that text. */
    static Stream<Arguments> damagedTexts() {
        return operations()
                .flatMap(operation -> texts("", GoodBodies.of(operation))
                        .flatMap(field -> Stream.of("\\ud800", "x\\udc00", "\\ud800\\ud800", "\uFFFD", "\\ufffd")
                                .map(damage ->
                                        Arguments.of(operation, with(operation, field, "\"" + damage + "\""), field))));
    }

    /** An operation, its body with a word of an enum spoiled, and the field of that word. */
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
                        .map(word -> Arguments.of(TEMPLATE, with(TEMPLATE, field, word), field)));
    }

    @Test
    void theExampleOfTheContractKeepsToItsSchema() {
        assertThat(operations())
                .isNotEmpty()
                .allSatisfy(operation -> assertThat(
                                Contract.takes(operation.method(), operation.path(), GoodBodies.of(operation)))
                        .isTrue());
    }

    @ParameterizedTest
    @MethodSource("operations")
    void everyTextMayHaveAnyCharacter(Operation operation) {
        // not 400: what breaks a rule here is the value, and the good body is not even that
        assertThat(call(operation)
                        .json(GoodBodies.of(operation).toString())
                        .send()
                        .status())
                .isNotEqualTo(400);
        Calls.reset();
        String body = texts("", GoodBodies.of(operation))
                .filter(field -> GoodBodies.isFreeText(operation, field))
                .findFirst()
                .map(field -> with(operation, field, "\"\\ud83d\\ude00😀\""))
                .orElse(GoodBodies.of(operation).toString());
        assertThat(call(operation).json(body).send().status()).isNotEqualTo(400);
    }

    @ParameterizedTest
    @MethodSource("damagedTexts")
    void aTextWithACharacterThatIsNoneIsNamed(Operation operation, String body, String field) {
        assertRefused(call(operation).json(body), 400, field);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void aNameWithACharacterThatIsNoneIsAnswered(Operation operation) {
        assertRefused(call(operation).json("{\"a\\ud800\":1}"), 400, "body");
    }

    @Test
    void aBadNameInAMapIsNamedByTheFieldAroundIt() {
        assertRefused(call(TEMPLATE).json(with(TEMPLATE, "fields", "{\"\\udfff\":{\"text\":\"x\"}}")), 400, "fields");
    }

    @ParameterizedTest
    @MethodSource("wrongWords")
    void onlyAWordOfAnEnumIsOne(Operation operation, String body, String field) {
        assertRefused(call(operation).json(body), 400, field);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void aBodyIsUtf8(Operation operation) {
        String body = GoodBodies.of(operation).toString();
        for (String charset : List.of("gbk", "utf-16", "iso-8859-1", "us-ascii", "\"GB18030\"", "")) {
            assertRefused(
                    call(operation)
                            .header("content-type", TYPE + "; charset=" + charset)
                            .body(body),
                    415,
                    "content-type");
        }
        for (String charset : List.of("UTF-8", "utf-8", "\"utf-8\"")) {
            assertThat(call(operation)
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
                    call(operation)
                            .header("content-type", TYPE)
                            .base64(Base64.getEncoder().encodeToString(bytes)),
                    400,
                    "body");
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void anEmptyBodyAFieldThatStandsTwiceAWrongTypeAndNoJsonAreToldApart(Operation operation) {
        String good = GoodBodies.of(operation).toString();
        String first = GoodBodies.of(operation).fieldNames().next();
        List<String> details = new ArrayList<>();
        details.add(assertRefused(call(operation).json(""), 400, "body"));
        details.add(assertRefused(call(operation).json(good.replaceFirst("\\{", "{\"" + first + "\":1,")), 400, first));
        String wrongType = GoodBodies.of(operation).path(first).isObject() ? "[]" : "{}";
        details.add(assertRefused(call(operation).json(with(operation, first, wrongType)), 400, first));
        details.add(assertRefused(call(operation).json(good.substring(1)), 400, "body"));
        assertThat(details).doesNotHaveDuplicates();
        assertThat(assertRefused(call(operation).json(" \n"), 400, "body")).isEqualTo(details.getFirst());
        assertThat(assertRefused(call(operation).header("content-type", TYPE), 400, "body"))
                .isEqualTo(details.getFirst());
    }

    @Test
    void aWrongWordIsToldTheRightOnes() {
        assertThat(assertRefused(call(TEMPLATE).json(with(TEMPLATE, "kind", "\"LATER\"")), 400, "kind"))
                .isEqualTo("must be one of on-air, starting-soon");
        assertThat(assertRefused(
                        call(TEMPLATE).json(with(TEMPLATE, "fields.thing1.room", "\"openid\"")),
                        400,
                        "fields.thing1.room"))
                .isEqualTo("must be one of name, anchor-name, starts-at, ends-at");
    }

    @ParameterizedTest
    @ValueSource(strings = {"5.5", "1e-1", "1e99999999999", "-1e-999999999", "2147483648.5"})
    void aNumberThatIsNoIntegerIsNamedHoweverLongItIs(String number) {
        assertRefused(
                call(ANNOUNCING).json(with(ANNOUNCING, "startingSoonMinutes", number)), 400, "startingSoonMinutes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2147483647",
                "2147483648",
                "-2147483649",
                "99999999999999999999",
                "1e19",
                "-1e19",
                "1e999999999",
                "0.5e400",
                "2147483648.0"
            })
    void anIntegerHoweverLargeBreaksTheRuleOfItsField(String number) {
        assertThat(assertRefused(
                        call(ANNOUNCING).json(with(ANNOUNCING, "startingSoonMinutes", number)),
                        422,
                        "startingSoonMinutes"))
                .startsWith("must be from 1 to ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"5.0", "50e-1", "0.5e1"})
    void anIntegerMayBeWrittenAsADecimal(String number) {
        assertThat(call(ANNOUNCING)
                        .json(with(ANNOUNCING, "startingSoonMinutes", number))
                        .send()
                        .status())
                .isNotIn(400, 422);
    }

    /** What is beyond an int is read as the nearest one, so a field without such bounds would take it. */
    @ParameterizedTest
    @MethodSource("operations")
    void everyIntegerHasBoundsWithinAnInt(Operation operation) {
        assertThat(integers(Contract.body(operation.method(), operation.path())))
                .allSatisfy(schema -> {
                    assertThat(schema.path("minimum").asLong(Long.MIN_VALUE)).isGreaterThan(Integer.MIN_VALUE);
                    assertThat(schema.path("maximum").asLong(Long.MAX_VALUE)).isLessThan(Integer.MAX_VALUE);
                });
    }

    private static Stream<JsonNode> integers(JsonNode schema) {
        JsonNode resolved = Contract.resolved(schema);
        boolean isInteger = resolved.path("type").asText().equals("integer")
                || resolved.path("type")
                        .valueStream()
                        .anyMatch(type -> type.asText().equals("integer"));
        return isInteger
                ? Stream.of(resolved)
                : Stream.of(
                                resolved.path("properties").valueStream(),
                                resolved.path("oneOf").valueStream(),
                                Stream.of(resolved.path("items"), resolved.path("additionalProperties")))
                        .flatMap(children -> children)
                        .filter(JsonNode::isObject)
                        .flatMap(BadBodiesTest::integers);
    }

    /** Jackson would take it for null, which takes a setting away. */
    @ParameterizedTest
    @ValueSource(strings = {"\" \"", "\"\\t\"", "\"\\n\\n\"", "\"\\u0000\"", "\"\""})
    void aBlankTextIsNoNumberAndNoBoolean(String blank) {
        for (String field : List.of("startingSoonMinutes", "announce")) {
            assertRefused(call(ANNOUNCING).json(with(ANNOUNCING, field, blank)), 400, field);
        }
    }

    private String assertRefused(Http.Call call, int status, String field) {
        Http.Answer answer = call.send();
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.field()).isEqualTo(field);
        assertThat(Calls.writes()).isZero();
        return answer.body().at("/errors/0/detail").asText();
    }

    private Http.Call call(Operation operation) {
        return credentials.authorize(http.call(operation.method(), operation.examplePath()), operation.path());
    }

    private static Stream<String> texts(String parent, JsonNode node) {
        return node.properties().stream().flatMap(entry -> {
            String field = parent.isEmpty() ? entry.getKey() : parent + "." + entry.getKey();
            return entry.getValue().isTextual() ? Stream.of(field) : texts(field, entry.getValue());
        });
    }

    /** The good body of an operation with other JSON, written as it is, in place of one field. */
    private static String with(Operation operation, String field, String json) {
        var body = GoodBodies.of(operation);
        String pointer = "/" + field.replace('.', '/');
        int last = pointer.lastIndexOf('/');
        ((ObjectNode) body.at(pointer.substring(0, last))).put(pointer.substring(last + 1), "PLACE");
        return body.toString().replace("\"PLACE\"", json);
    }
}
