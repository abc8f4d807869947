package io.kaibo;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each name in {@link Layers} is a package, or is planned: a shared package whose name were misspelt would be taken for a feature. */
class LayersTest {

    private final Set<String> packages = Stream.of("main", "local")
            .map(sources -> Path.of("src", sources, "java/io/kaibo"))
            .flatMap(LayersTest::directories)
            .collect(toSet());

    @Test
    void eachNameIsAPackageOrPlanned() {
        assertThat(Layers.named())
                .allSatisfy(name -> assertThat(packages.contains(name) || Layers.PLANNED.contains(name))
                        .as(name)
                        .isTrue());
    }

    @Test
    void whatIsPlannedIsNamedAndNoPackageYet() {
        assertThat(Layers.PLANNED).isSubsetOf(Layers.named()).doesNotContainAnyElementsOf(packages);
    }

    private static Stream<String> directories(Path path) {
        try (Stream<Path> below = Files.list(path)) {
            return below
                    .filter(Files::isDirectory)
                    .map(directory -> directory.getFileName().toString())
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
