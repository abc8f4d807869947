package io.kaibo.room.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What an operator is told about an errcode stands in the runbook too, for the reader of an alarm. */
class SyncAdviceTest {

    /** A row such as {@code | 40125, 40013 | what it means | what to do |}. */
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([0-9, ]+) \\| [^|]+ \\| ([^|]+) \\|$");

    @Test
    void theRunbookGivesTheSameAdviceInTheSameWords() throws IOException {
        Map<Integer, String> runbook = new HashMap<>();
        ROW.matcher(Files.readString(Path.of("docs/runbook.md"))).results().forEach(row -> {
            for (String code : row.group(1).split(", ")) {
                runbook.put(Integer.valueOf(code), row.group(2));
            }
        });
        assertThat(runbook).containsAllEntriesOf(SyncProblem.ADVICE);
    }
}
