package io.kaibo.http;

import io.kaibo.base.Unicode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A method and a path, whose segments are words or {@code {variables}}.
 *
 * @param guard who may use it
 * @param query the query parameters that it takes
 * @param bodyLimit the longest body that it takes, in bytes
 * @param isForAnyOrigin true if the pages of any origin may read its answers
 */
record Route(
        String method,
        String path,
        Guard guard,
        Set<String> query,
        int bodyLimit,
        boolean isForAnyOrigin,
        Function<Request, Reply> handler) {

    /** Of a route that states no limit of its own: the requests of a mini-program are small. */
    static final int BODY_LIMIT = 64 * 1024;

    Route withBodyLimit(int bytes) {
        return new Route(method, path, guard, query, bytes, isForAnyOrigin, handler);
    }

    Route forAnyOrigin() {
        return new Route(method, path, guard, query, bodyLimit, true, handler);
    }

    boolean isRead() {
        return method.equals("GET");
    }

    String name() {
        return method + " " + path;
    }

    boolean matches(String requested) {
        String[] mine = splitPath(path);
        String[] theirs = splitPath(requested);
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
        return Stream.of(splitPath(path)).filter(Route::isVariable).count();
    }

    /** In the order of the path. */
    Map<String, String> readVariables(String requested) {
        String[] mine = splitPath(path);
        String[] theirs = splitPath(requested);
        Map<String, String> variables = new LinkedHashMap<>();
        for (int i = 0; i < mine.length; i++) {
            if (isVariable(mine[i])) {
                variables.put(mine[i].substring(1, mine[i].length() - 1), theirs[i]);
            }
        }
        return variables;
    }

    /** @throws Problem 400 naming a query parameter that the route does not take, or that is no text */
    void checkQuery(Request request) {
        for (Map.Entry<String, String> parameter : new TreeMap<>(request.query()).entrySet()) {
            if (!Unicode.isWhole(parameter.getKey())) {
                // such a name cannot be written into the answer
                throw Problem.unreadable("query", "has a name with a character that is no Unicode");
            }
            if (!query.contains(Router.ANY) && !query.contains(parameter.getKey())) {
                throw Problem.unreadable(parameter.getKey(), "is unknown");
            }
            if (!Unicode.isWhole(parameter.getValue())) {
                throw Problem.unreadable(parameter.getKey(), "has a character that is no Unicode");
            }
        }
    }

    private static boolean isVariable(String segment) {
        return segment.startsWith("{");
    }

    private static String[] splitPath(String path) {
        return path.split("/", -1);
    }
}
