package io.kaibo.sandbox;

import java.util.Iterator;
import java.util.List;

/**
 * The options with which a sandbox starts.
 *
 * @param port 0 for any free port
 * @param demoRooms true if it begins with the rooms of {@link DemoRooms}, false if with none
 */
public record Options(int port, String appid, String secret, boolean demoRooms) {
    public static Options defaults() {
        return new Options(0, "wx0a1b2c3d4e5f6071", "sandbox-secret", true);
    }

    public Options withoutRooms() {
        return new Options(port, appid, secret, false);
    }

    static Options parse(String... args) {
        Options options = defaults();
        for (Iterator<String> rest = List.of(args).iterator(); rest.hasNext(); ) {
            String option = rest.next();
            options = switch (option) {
                case "--port" ->
                    new Options(port(value(option, rest)), options.appid, options.secret, options.demoRooms);
                case "--appid" -> new Options(options.port, value(option, rest), options.secret, options.demoRooms);
                case "--secret" -> new Options(options.port, options.appid, value(option, rest), options.demoRooms);
                case "--empty" -> options.withoutRooms();
                default -> throw new IllegalArgumentException("unknown option " + option);
            };
        }
        return options;
    }

    private static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return rest.next();
    }

    private static int port(String text) {
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > 65_535) {
            throw new IllegalArgumentException("--port must be 0 to 65535, not " + text);
        }
        return Integer.parseInt(text);
    }
}
