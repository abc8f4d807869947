package io.kaibo.testing;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;

/** What the application writes, to its log and to standard output, while something runs. */
public final class Output {

    private Output() {}

    /** @return line by line, stack traces included */
    public static List<String> of(Runnable something) {
        var bytes = new ByteArrayOutputStream();
        var captured = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        Handler handler = new Handler() {
            private final PatternFormatter format = new PatternFormatter("%p %c %s%e%n");

            @Override
            public void publish(LogRecord entry) {
                captured.print(format.format(entry));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        handler.setLevel(Level.ALL);
        Logger root = Logger.getLogger("");
        PrintStream standard = System.out;
        root.addHandler(handler);
        System.setOut(captured);
        try {
            something.run();
        } finally {
            System.setOut(standard);
            root.removeHandler(handler);
        }
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
