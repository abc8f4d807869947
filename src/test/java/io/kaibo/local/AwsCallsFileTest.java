package io.kaibo.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AwsCallsFileTest {

    @TempDir
    Path directory;

    @Test
    void whatSeveralJvmsSawIsInOneFile() throws IOException {
        Path file = directory.resolve("calls.tsv");
        AwsCallsFile.add(file, List.of("b", "d"));
        AwsCallsFile.add(file, List.of("a", "b"));
        AwsCallsFile.add(file, List.of("b", "c", "d"));
        assertThat(Files.readAllLines(file)).containsExactly("a", "b", "c", "d");
    }
}
