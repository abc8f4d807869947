package io.kaibo.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kaibo.http.GoodBodies;
import io.kaibo.testing.BodyEdges;
import io.kaibo.testing.Calls;
import io.kaibo.testing.Contract;
import io.kaibo.testing.Http;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.Operation;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the contract's schemas take the code takes, and what they refuse it refuses: the edges of each rule, on both sides.
 */
@QuarkusTest
@WithTestResource(LocalServers.class)
class BodiesContractTest {

    private static final String SESSION = "/session";
    private static final String REMINDERS = "/reminders/wx-%d";
    private static final String TEMPLATES = "/admin/reminders/templates/t";
    private static final String HALTS = "/admin/reminders/halts/wx-%d";
    private static final String ANNOUNCING = "/admin/rooms/wx-%d/announcing";

    @Inject
    Reminding reminding;

    @Inject
    Http http;

    @Inject
    World world;

    private long room;

    @BeforeEach
    void aRoomToCome() {
        reminding.clean();
        room = reminding.room();
        Calls.reset();
    }

    static Stream<Arguments> bodies() {
        return Stream.of(
                        texts(
                                SESSION,
                                "{\"code\":%s}",
                                "\"" + "a".repeat(15) + "\"",
                                "\"" + "a-_9".repeat(4) + "\"",
                                "\"" + "a".repeat(128) + "\"",
                                "\"" + "a".repeat(129) + "\"",
                                "\"" + "a".repeat(16) + ".\"",
                                "7"),
                        texts(
                                REMINDERS,
                                "{\"templateId\":%s}",
                                "\"" + Reminding.TEMPLATE + "\"",
                                "\"\"",
                                "\" \"",
                                "\"" + "a".repeat(65) + "\""),
                        texts(
                                HALTS,
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
                                ANNOUNCING,
                                "{\"announce\":true,\"startingSoonMinutes\":%s}",
                                "1",
                                "1440",
                                "374.0",
                                "3.74e2",
                                "374.5",
                                "0",
                                "0.0",
                                "1441",
                                "1440.0",
                                "1e3",
                                "1e4",
                                "-1",
                                "null",
                                "\"5\"",
                                "true",
                                "4294967301"),
                        texts(ANNOUNCING, "{\"announce\":%s}", "true", "false", "null", "1", "\"true\"", "1.0"),
                        texts(
                                TEMPLATES,
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
                                TEMPLATES,
                                "{\"kind\":%s,\"page\":\"p\",\"fields\":{\"thing1\":{\"room\":\"name\"}}}",
                                "\"starting-soon\"",
                                "\"on-air \"",
                                "\"on_air\"",
                                "\"ON_AIR\"",
                                "0",
                                "\"0\"",
                                "null"),
                        texts(
                                TEMPLATES,
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
                        fieldNames(),
                        edges())
                .flatMap(stream -> stream);
    }

    /** The edges of every rule that the schemas have in numbers or words, so that no bound of the code's is another one. */
    private static Stream<Arguments> edges() {
        return Stream.of(SESSION, REMINDERS, TEMPLATES, HALTS, ANNOUNCING).flatMap(path -> {
            ObjectNode good = GoodBodies.of(new Operation(
                    method(path), path.replace("wx-%d", "{roomId}").replaceFirst("/t$", "/{templateId}")));
            if (path.equals(REMINDERS)) {
                good.put("templateId", Reminding.TEMPLATE);
            }
            return BodyEdges.of(Contract.body(method(path), path.formatted(1)), good)
                    .map(body -> Arguments.of(path, body));
        });
    }

    private static String method(String path) {
        return path.equals(SESSION) ? "POST" : "PUT";
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
                TEMPLATES,
                "{\"kind\":\"on-air\",\"page\":\"p\",\"fields\":{\"" + name + "\":{\"text\":\"" + fitting(name)
                        + "\"}}}"));
    }

    /** A text that fits a field of this kind, so that its name decides. */
    private static String fitting(String name) {
        return Stream.of("x", "1", "12:30", "2026-06-24", "10元", "!", "直播", "+86")
                .filter(text -> FieldKind.of(name)
                        .flatMap(kind -> kind.fit(text))
                        .filter(text::equals)
                        .isPresent())
                .findFirst()
                .orElse("x");
    }

    private static Stream<Arguments> texts(String path, String body, String... values) {
        return Stream.of(values).map(value -> Arguments.of(path, body.formatted(value)));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void theCodeTakesWhatTheContractTakes(String path, String body) {
        String method = method(path);
        Http.Call call = path.equals(REMINDERS)
                ? reminding.as("o-1", method, path.formatted(room))
                : http.call(method, path.formatted(room)).asOperator();
        int status = call.json(body).send().status();
        assertThat(status != 400 && status != 422)
                .as("%s %s is answered %d", path, body, status)
                .isEqualTo(Contract.takes(method, path.formatted(room), world.tree(body)));
        assertThat(status).isLessThan(500);
    }
}
