package io.kaibo.reminder;

import io.kaibo.http.BodyContract;
import io.kaibo.message.FieldKind;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.Operation;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The patterns and the rules between fields that the schemas of reminders have are those of the code, on both sides of each edge. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class BodiesContractTest {

    private static final Operation SUBSCRIPTION = new Operation("PUT", "/reminders/{roomId}");
    private static final Operation TEMPLATE = new Operation("PUT", "/admin/reminders/templates/{templateId}");
    private static final Operation HALT = new Operation("PUT", "/admin/reminders/halts/{roomId}");

    @Inject
    BodyContract contract;

    @BeforeEach
    void prepare() {
        contract.prepare();
    }

    static Stream<Arguments> bodies() {
        return Stream.of(
                        texts(
                                SUBSCRIPTION,
                                "{\"templateId\":%s}",
                                "\"t\"",
                                "\"\"",
                                "\" \"",
                                "\"" + "a".repeat(65) + "\""),
                        texts(
                                HALT,
                                "{\"reason\":%s}",
                                "\"r\"",
                                "\" r\\n\"",
                                "\"\"",
                                "\" \"",
                                "\"\\u3000\"",
                                "\"\\u00a0\"",
                                "\"\\u200b\\u0000\\t\\n\"",
                                "\"\\n\\n彩排\"",
                                "\"" + "x".repeat(200) + "\"",
                                "\"" + "x".repeat(201) + "\"",
                                "\"" + "😀".repeat(200) + "\"",
                                "\"" + "😀".repeat(201) + "\"",
                                "\"" + " ".repeat(200) + "x\""),
                        texts(
                                TEMPLATE,
                                "{\"kind\":\"on-air\",\"page\":%s,\"fields\":{\"thing1\":{\"room\":\"name\"}}}",
                                "\"p\"",
                                "\"pages/room?id={roomId}\"",
                                "\"/p\"",
                                "\"\"",
                                "\"p q\"",
                                "\"p\\u3000q\"",
                                "\"p:q\"",
                                "\"p" + "x".repeat(1023) + "\"",
                                "\"p" + "x".repeat(1024) + "\"",
                                "\"p" + "😀".repeat(1023) + "\"",
                                "null"),
                        texts(
                                TEMPLATE,
                                "{\"kind\":%s,\"page\":\"p\",\"fields\":{\"thing1\":{\"room\":\"name\"}}}",
                                "\"starting-soon\"",
                                "\"on-air \"",
                                "\"on_air\"",
                                "\"ON_AIR\"",
                                "0",
                                "\"0\"",
                                "null"),
                        texts(
                                TEMPLATE,
                                "{\"kind\":\"on-air\",\"page\":\"p\",\"fields\":{\"thing1\":%s}}",
                                "{\"room\":\"name\"}",
                                "{\"room\":\"name\",\"text\":null}",
                                "{\"room\":null,\"text\":\"x\"}",
                                "{\"room\":\"name\",\"text\":\"x\"}",
                                "{\"room\":null,\"text\":null}",
                                "{\"room\":\" name\"}",
                                "{\"room\":\"anchor-name\"}",
                                "{\"room\":\"anchorName\"}",
                                "{\"room\":\"NAME\"}",
                                "{\"room\":1}",
                                "{}",
                                "null",
                                "{\"text\":\"x\",\"more\":1}",
                                "{\"text\":7}"),
                        fieldNames())
                .flatMap(stream -> stream);
    }

    /** Each kind of field, and names that are like one. */
    private static Stream<Arguments> fieldNames() {
        List<String> kinds = Stream.of(FieldKind.values())
                .map(kind -> kind.name().toLowerCase(java.util.Locale.ROOT))
                .toList();
        Stream<String> names = Stream.of(
                        kinds.stream().map(kind -> kind + "1"),
                        Stream.of(
                                "thing",
                                "thing12",
                                "thing123",
                                "Thing1",
                                "thing1x",
                                " thing1",
                                "x1",
                                "",
                                "enum_string2",
                                "thing１"))
                .flatMap(some -> some);
        return names.map(name -> Arguments.of(
                TEMPLATE,
                "{\"kind\":\"on-air\",\"page\":\"p\",\"fields\":{\"" + name + "\":{\"text\":\"" + fitting(name)
                        + "\"}}}"));
    }

    /** A text that fits a field of this kind, so that its name decides. */
    private static String fitting(String name) {
        return Stream.of("x", "1", "12:30", "2026-06-24", "10元", "!", "直播", "+86")
                .filter(text -> FieldKind.find(name)
                        .flatMap(kind -> kind.fit(text))
                        .filter(text::equals)
                        .isPresent())
                .findFirst()
                .orElse("x");
    }

    private static Stream<Arguments> texts(Operation operation, String body, String... values) {
        return Stream.of(values).map(value -> Arguments.of(operation, body.formatted(value)));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void theCodeTakesWhatTheContractTakes(Operation operation, String body) {
        contract.check(operation, body);
    }
}
