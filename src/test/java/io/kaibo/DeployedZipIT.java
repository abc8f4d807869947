package io.kaibo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kaibo.local.NativeZip;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** What is in the zip that is deployed, looked at after packaging. */
class DeployedZipIT {
    private static final Path ZIP = Path.of("target/function.zip");
    /** Of the native zip: each cold start of a new version fetches it. */
    private static final int MOST_BYTES = 30 * 1024 * 1024;

    private static final List<String> FUNCTIONS =
            List.of("io/kaibo/room/list/RoomApi", "io/kaibo/room/sync/RoomSyncFunction", "io/kaibo/session/SessionApi");

    private static final List<String> NOT_DEPLOYED = List.of(
            "io/kaibo/local/",
            "io/kaibo/sandbox/",
            "io/kaibo/testing/",
            "application-dev.properties",
            "application-test.properties",
            "io/quarkus/scheduler/",
            "org/yaml/snakeyaml/",
            "com/amazonaws/services/dynamodbv2/",
            "org/elasticmq/");

    @Test
    void itHasTheFunctionsAndNothingOfTheLocalStack() throws IOException {
        try (ZipFile zip = new ZipFile(ZIP.toFile())) {
            ZipEntry bootstrap = zip.getEntry("bootstrap");
            if (bootstrap == null) {
                assertClassFiles(zip);
            } else {
                assertThat(zip.stream()).hasSize(1);
                assertThat(Files.size(ZIP)).isLessThan(MOST_BYTES);
                assertBinary(zip.getInputStream(bootstrap).readAllBytes());
            }
        }
    }

    @Test
    void theNativeBinaryAsksForNoNewerCLibraryThanLambdaHas() throws IOException {
        try (ZipFile zip = new ZipFile(ZIP.toFile())) {
            assumeTrue(zip.getEntry("bootstrap") != null, "the zip of class files asks for none");
        }
        assertThatNoException().isThrownBy(() -> NativeZip.requireThatLambdaStarts(ZIP));
    }

    private static void assertClassFiles(ZipFile zip) throws IOException {
        List<String> names = new ArrayList<>();
        for (ZipEntry entry : zip.stream().toList()) {
            names.add(entry.getName());
            if (entry.getName().endsWith(".jar")) {
                try (InputStream jar = zip.getInputStream(entry)) {
                    names.addAll(namesIn(jar.readAllBytes()));
                }
            }
        }
        assertThat(names).containsAll(FUNCTIONS.stream().map(f -> f + ".class").toList());
        assertThat(names.stream().filter(name -> NOT_DEPLOYED.stream().anyMatch(name::startsWith)))
                .isEmpty();
    }

    /** The names of the classes in a binary are those that stack traces and injection need: of what is used, nearly all. */
    private static void assertBinary(byte[] binary) {
        String text = new String(binary, StandardCharsets.ISO_8859_1);
        assertThat(FUNCTIONS.stream().map(f -> f.replace('/', '.'))).allMatch(text::contains);
        assertThat(NOT_DEPLOYED.stream().filter(name -> name.endsWith("/")).map(name -> name.replace('/', '.')))
                .noneMatch(text::contains);
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
