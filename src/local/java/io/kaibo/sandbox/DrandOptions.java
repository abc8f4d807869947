package io.kaibo.sandbox;

import java.util.Iterator;
import java.util.List;

/**
 * The options with which a mirror of the test chain starts. Two mirrors with the same genesis and period have the same chain.
 *
 * @param port 0 for any free port
 * @param genesisSecond the time of round 1, in seconds since 1970
 */
public record DrandOptions(int port, long genesisSecond, int periodSeconds) {

    /** A chain with a round each second, begun long ago. */
    public static DrandOptions defaults() {
        return new DrandOptions(0, 1_700_000_000L, 1);
    }

    public DrandOptions withGenesis(long second) {
        return new DrandOptions(port, second, periodSeconds);
    }

    public DrandOptions withPeriod(int seconds) {
        return new DrandOptions(port, genesisSecond, seconds);
    }

    static DrandOptions parse(String... args) {
        DrandOptions options = defaults();
        for (Iterator<String> rest = List.of(args).iterator(); rest.hasNext(); ) {
            String option = rest.next();
            options = switch (option) {
                case "--port" ->
                    new DrandOptions((int) number(option, rest, 65_535), options.genesisSecond, options.periodSeconds);
                case "--genesis" -> options.withGenesis(number(option, rest, 9_999_999_999L));
                case "--period" -> options.withPeriod((int) number(option, rest, 3600));
                default -> throw new IllegalArgumentException("unknown option " + option);
            };
        }
        return options;
    }

    private static long number(String option, Iterator<String> rest, long most) {
        String text = rest.hasNext() ? rest.next() : "";
        if (!text.matches("\\d{1,10}") || Long.parseLong(text) > most) {
            throw new IllegalArgumentException(option + " must be 0 to " + most);
        }
        return Long.parseLong(text);
    }
}
