package io.kaibo.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A method and a path, whose segments are words or {@code {variables}}.
 *
 * @param guard who may use it
 * @param query the query parameters that it takes
 * @param bodyLimit the longest body that it takes, in bytes
 */
record Route(
        String method, String path, Guard guard, Set<String> query, int bodyLimit, Function<Request, Reply> handler) {

    /** Of a route that states no limit of its own: the requests of a mini-program are small. */
    static final int BODY_LIMIT = 64 * 1024;

    Route takingUpTo(int bytes) {
        return new Route(method, path, guard, query, bytes, handler);
    }

    boolean isRead() {
        return method.equals("GET");
    }

    String name() {
        return method + " " + path;
    }

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

    /** In the order of the path. */
    Map<String, String> variables(String requested) {
        String[] mine = segments(path);
        String[] theirs = segments(requested);
        Map<String, String> variables = new LinkedHashMap<>();
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
