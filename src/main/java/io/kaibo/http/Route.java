package io.kaibo.http;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A method and a path, whose segments are words or {@code {variables}}.
 *
 * @param query the query parameters that it takes
 */
record Route(String method, String path, Set<String> query, Function<Request, Reply> handler) {

    boolean fits(String requested) {
        String[] mine = segments(path);
        String[] theirs = segments(requested);
        if (mine.length != theirs.length) {
            return false;
        }
        for (int i = 0; i < mine.length; i++) {
            if (isVariable(mine[i]) ? theirs[i].isEmpty() : !mine[i].equals(theirs[i])) {
                return false;
            }
        }
        return true;
    }

    /** How many segments are variables: of two routes that fit a path, the one with fewer is that path's. */
    long countVariables() {
        return Stream.of(segments(path)).filter(Route::isVariable).count();
    }

    Map<String, String> variables(String requested) {
        String[] mine = segments(path);
        String[] theirs = segments(requested);
        Map<String, String> variables = new HashMap<>();
        for (int i = 0; i < mine.length; i++) {
            if (isVariable(mine[i])) {
                variables.put(mine[i].substring(1, mine[i].length() - 1), theirs[i]);
            }
        }
        return variables;
    }

    private static boolean isVariable(String segment) {
        return segment.startsWith("{");
    }

    private static String[] segments(String path) {
        return path.split("/", -1);
    }
}
