package io.kaibo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** What is in the zip that is deployed, looked at after packaging. */
class DeployedZipIT {

    @Test
    void itHasTheFunctionsAndNothingOfTheLocalStack() throws IOException {
        List<String> entries = entries();
        assertThat(entries)
                .contains(
                        "io/kaibo/room/RoomApi.class",
                        "io/kaibo/room/RoomSyncFunction.class",
                        "io/kaibo/session/SessionApi.class",
                        "application.properties");
        assertThat(entries)
                .noneMatch(entry -> entry.startsWith("io/kaibo/local/")
                        || entry.startsWith("io/kaibo/sandbox/")
                        || entry.startsWith("io/kaibo/testing/")
                        || entry.equals("application-dev.properties")
                        || entry.equals("application-test.properties")
                        || entry.equals("META-INF/services/io.smallrye.config.ConfigSourceFactory")
                        || entry.contains("scheduler")
                        || entry.contains("snakeyaml")
                        || entry.contains("DynamoDBLocal")
                        || entry.contains("elasticmq"));
    }

    /** The names in the zip, and in the application's own jar within it. */
    private static List<String> entries() throws IOException {
        List<String> names = new ArrayList<>();
        try (ZipFile zip = new ZipFile(Path.of("target/function.zip").toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                names.add(entry.getName());
                if (entry.getName().contains("kaibo") && entry.getName().endsWith(".jar")) {
                    try (InputStream jar = zip.getInputStream(entry)) {
                        names.addAll(namesIn(jar.readAllBytes()));
                    }
                }
            }
        }
        return names;
    }

    private static List<String> namesIn(byte[] jar) throws IOException {
        List<String> names = new ArrayList<>();
        try (ZipInputStream entries = new ZipInputStream(new ByteArrayInputStream(jar))) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        return names;
    }
}
