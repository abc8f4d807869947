package io.kaibo.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.local.TemplateYaml.Intrinsic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What functions reserve of the account's concurrency: by audience, by parameter, and none where the parameter is 0. */
class ConcurrencyTest {

    /** What Lambda keeps for the functions of an account that reserve none. */
    private static final int UNRESERVED = 100;

    private final Map<?, ?> template = TemplateYaml.read(Path.of("functions.yaml"));

    @Test
    void functionsThatAreCalledByHttpReserveWhatTheParameterOfTheirAudienceSays() {
        map(template, "Resources").forEach((id, resource) -> {
            Object reserved = map(resource, "Properties").get("ReservedConcurrentExecutions");
            if (map(resource, "Metadata").get("Prefix") instanceof String prefix) {
                String audience = audience(prefix);
                assertThat(reserved)
                        .as(id.toString())
                        .isEqualTo(new Intrinsic(
                                "If",
                                List.of(
                                        audience + "sHaveTheirOwn",
                                        new Intrinsic("Ref", audience + "Concurrency"),
                                        new Intrinsic("Ref", "AWS::NoValue"))));
            } else {
                assertThat(reserved).as(id.toString()).isNull();
            }
        });
    }

    @Test
    void noneIsReservedWhereTheParameterIsZero() {
        for (String audience : List.of("Viewer", "Operator", "Callback")) {
            Object isZero = new Intrinsic("Equals", List.of(new Intrinsic("Ref", audience + "Concurrency"), "0"));
            assertThat(map(template, "Conditions").get(audience + "sHaveTheirOwn"))
                    .isEqualTo(new Intrinsic("Not", List.of(isZero)));
            assertThat(map(map(template, "Parameters"), audience + "Concurrency")
                            .get("MinValue"))
                    .isEqualTo(0);
        }
    }

    @Test
    void theReadmesSayHowMuchItIsAndWhatAnAccountNeeds() throws IOException {
        int reserved = map(template, "Resources").values().stream()
                .map(resource -> map(resource, "Metadata").get("Prefix"))
                .filter(String.class::isInstance)
                .mapToInt(prefix -> defaultOf(audience(prefix.toString()) + "Concurrency"))
                .sum();
        int needed = reserved + UNRESERVED;
        assertThat(Files.readString(Path.of("README.md")))
                .contains("reserve " + reserved + " concurrent executions")
                .contains("needs at least " + needed + ".");
        assertThat(Files.readString(Path.of("README.zh-CN.md")))
                .contains("共保留 " + reserved + " 个并发")
                .contains("至少需要 " + needed + " 个");
    }

    @Test
    void theReadmeHasEveryParameterWithItsDefault() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        map(template, "Parameters").forEach((name, parameter) -> {
            Object byDefault = ((Map<?, ?>) parameter).get("Default");
            String cell = byDefault == null ? "" : byDefault.equals("") ? "none" : byDefault.toString();
            assertThat(readme.lines().filter(line -> line.startsWith("| `" + name + "` | ")))
                    .as(name.toString())
                    .singleElement()
                    .satisfies(line ->
                            assertThat(line.replace("`", "")).endsWith("| " + (cell.isEmpty() ? "|" : cell + " |")));
        });
    }

    private static String audience(String prefix) {
        return prefix.startsWith("/admin/") ? "Operator" : prefix.startsWith("/callbacks/") ? "Callback" : "Viewer";
    }

    private int defaultOf(String parameter) {
        return (int) map(map(template, "Parameters"), parameter).get("Default");
    }

    private static Map<?, ?> map(Object parent, String key) {
        return parent instanceof Map<?, ?> map && map.get(key) instanceof Map<?, ?> child ? child : Map.of();
    }
}
