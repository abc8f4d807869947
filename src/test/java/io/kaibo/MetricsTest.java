package io.kaibo;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import io.kaibo.aws.Metric;
import io.kaibo.testing.DeclaredMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A metric's name says whose it is, means one thing, and stands in the runbook. */
class MetricsTest {

    @Test
    void eachIsDeclaredInAnEnumThatItsFeatureAloneSees() {
        assertThat(DeclaredMetrics.declaringClasses()).isNotEmpty().allSatisfy(declaring -> {
            assertThat(declaring.isEnum()).as(declaring.getName()).isTrue();
            assertThat(declaring.getModifiers().toString())
                    .as(declaring.getName())
                    .doesNotContain("PUBLIC");
        });
    }

    @Test
    void itsNameBeginsWithItsFeature() {
        for (JavaClass declaring : DeclaredMetrics.declaringClasses()) {
            assertThat(DeclaredMetrics.of(declaring).map(Metric::metricName))
                    .isNotEmpty()
                    .allMatch(name -> name.matches("(?i:" + feature(declaring) + ")[A-Z][A-Za-z]+"));
        }
    }

    @Test
    void noNameIsDeclaredTwice() {
        assertThat(DeclaredMetrics.all()).extracting(Metric::metricName).doesNotHaveDuplicates();
    }

    @Test
    void oneClassWritesIt() {
        assertThat(DeclaredMetrics.all())
                .allSatisfy(metric -> assertThat(DeclaredMetrics.writers(metric))
                        .as(metric.metricName())
                        .hasSize(1));
    }

    @Test
    void theRunbookSaysWhatEachCounts() throws IOException {
        assertThat(names("(?m)^\\| `(\\w+)` \\|", section(Files.readString(Path.of("docs/runbook.md")))))
                .containsExactlyInAnyOrderElementsOf(DeclaredMetrics.names());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "docs/runbook.md",
                "docs/adr/0002-how-the-list-is-read.md",
                "infra/stateful.yaml",
                "README.md",
                "README.zh-CN.md"
            })
    void whatIsNamedLikeAMetricIsOne(Path file) throws IOException {
        String features = DeclaredMetrics.declaringClasses().stream()
                .map(type -> type.getSimpleName().replace("Metric", ""))
                .reduce((one, other) -> one + "|" + other)
                .orElseThrow();
        Set<String> parameters = names("(?m)^  (\\w+):\\n    Type: ", Files.readString(Path.of("functions.yaml")));
        assertThat(names("(?:`|\\$\\.|MetricName: |with )((?:" + features + ")[A-Z]\\w+)", Files.readString(file)))
                .isSubsetOf(Stream.concat(DeclaredMetrics.names().stream(), parameters.stream())
                        .collect(toSet()));
    }

    /** The package below io.kaibo. */
    private static String feature(JavaClass type) {
        return type.getPackageName().split("\\.")[2].toLowerCase(Locale.ROOT);
    }

    private static String section(String runbook) {
        String from = runbook.substring(runbook.indexOf("\n## Metrics\n") + 1);
        return from.substring(0, from.indexOf("\n## "));
    }

    private static Set<String> names(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(toSet());
    }
}
