package io.kaibo.local;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/**
 * Writes down which calls the tests saw the functions of functions.yaml make, the refused ones too: a line each with the
 * function, the action and the ARN, between tabs. A test JVM begins the file anew, and a build has only one in which
 * functions run: packaging moves LocalLambda away.
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
                Files.write(FILE, lines);
            }
        }
    }
}
