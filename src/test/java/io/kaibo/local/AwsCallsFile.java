package io.kaibo.local;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/**
 * Writes down which calls the tests saw the functions of functions.yaml make, the refused ones too: a line each with the
 * function, the action and the ARN, between tabs. The test JVMs of a build add to one file, which the build deletes before
 * them; the JVM of the *IT adds nothing, since packaging moves LocalLambda away.
 */
@Singleton
class AwsCallsFile {
    static final Path FILE = Path.of("target/aws-calls.tsv");

    private final Template template;
    private final Set<String> lines;

    @SuppressWarnings("unchecked") // nothing else is kept under this key
    AwsCallsFile(Template template) {
        this.template = template;
        // by all applications of this JVM, one after the other
        this.lines = (Set<String>) Kept.map().computeIfAbsent("aws calls", key -> new TreeSet<>());
    }

    void write(@Observes AwsCall call) throws IOException {
        if (template.function(call.function()).isEmpty()) {
            return;
        }
        synchronized (lines) {
            if (lines.add(String.join(
                    "\t", call.function(), call.need().action(), call.need().resource()))) {
                add(FILE, lines);
            }
        }
    }

    /** Afterwards the file has these lines and those that it had, sorted. Processes take turns, and a reader finds all or none of it. */
    static void add(Path file, Collection<String> more) throws IOException {
        try (FileChannel turn =
                FileChannel.open(beside(file, ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            turn.lock();
            Set<String> all = new TreeSet<>(more);
            if (Files.exists(file)) {
                all.addAll(Files.readAllLines(file));
            }
            Path written = beside(file, ".new");
            Files.write(written, all);
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static Path beside(Path file, String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }
}
