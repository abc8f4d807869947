package io.kaibo.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.kaibo.base.Unicode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The paths of one function. Every request is answered: what a handler throws as a {@link Problem} as that problem,
 * anything else as a 500 that tells nothing.
 */
public final class Router {

    /** Among the query parameters of a route: any other is taken as well, since its caller is not ours to correct. */
    public static final String ANY = "*";

    private final String function;
    private final Edge edge;
    private final List<Route> routes = new ArrayList<>();
    private @Nullable OperatorKeys operators;

    Router(String function, Edge edge) {
        this.function = function;
        this.edge = edge;
    }

    /** Lets only operators through to any handler; the log tells whose key made a change. */
    public Router guardedBy(OperatorKeys keys) {
        operators = keys;
        return this;
    }

    /** @param query the query parameters it takes; any other is answered 400 */
    public Router get(String path, Function<Request, Reply> handler, String... query) {
        return route("GET", path, handler, query);
    }

    public Router post(String path, Function<Request, Reply> handler, String... query) {
        return route("POST", path, handler, query);
    }

    public Router put(String path, Function<Request, Reply> handler, String... query) {
        return route("PUT", path, handler, query);
    }

    public Router delete(String path, Function<Request, Reply> handler, String... query) {
        return route("DELETE", path, handler, query);
    }

    public APIGatewayV2HTTPResponse answer(APIGatewayV2HTTPEvent event) {
        Exchange exchange = edge.begin(function);
        try {
            Request request = exchange.reading(Request.of(event));
            List<Route> here = at(request.path());
            if (here.isEmpty()) {
                throw Problem.notFound("There is nothing here.");
            }
            exchange.at(here.getFirst());
            Route route = here.stream()
                    .filter(candidate -> candidate.method().equals(request.method()))
                    .findFirst()
                    .orElse(null);
            if (route == null) {
                return otherMethod(exchange, request, methods(here));
            }
            if (operators != null) {
                exchange.by(operators.authenticate(request));
            }
            checkQuery(route, request);
            return exchange.reply(route.handler().apply(request.with(route.variables(request.path()))));
        } catch (Problem problem) {
            return exchange.problem(problem);
        } catch (RuntimeException unforeseen) {
            return exchange.unforeseen(unforeseen);
        }
    }

    /** The funqy name of the function whose paths these are. */
    public String function() {
        return function;
    }

    /** Every route as {@code GET /rooms/{roomId}}. */
    public Set<String> routes() {
        return routes.stream()
                .map(route -> route.method() + " " + route.path())
                .collect(Collectors.toUnmodifiableSet());
    }

    private Router route(String method, String path, Function<Request, Reply> handler, String... query) {
        routes.add(new Route(method, path, Set.of(query), handler));
        return this;
    }

    /** The routes of the path that fits best: {@code /rooms/sync} is no room, where it is a path of its own. */
    private List<Route> at(String path) {
        List<Route> fitting = routes.stream().filter(route -> route.fits(path)).toList();
        long fewest = fitting.stream().mapToLong(Route::countVariables).min().orElse(0);
        return fitting.stream()
                .filter(route -> route.countVariables() == fewest)
                .toList();
    }

    private static APIGatewayV2HTTPResponse otherMethod(Exchange exchange, Request request, String allowed) {
        if (request.method().equals("OPTIONS") && exchange.crossOriginAllowed()) {
            return exchange.preflight(allowed);
        }
        throw Problem.methodNotAllowed(allowed);
    }

    private static String methods(List<Route> here) {
        return here.stream().map(Route::method).sorted().collect(Collectors.joining(", "));
    }

    private static void checkQuery(Route route, Request request) {
        for (Map.Entry<String, String> parameter : new TreeMap<>(request.query()).entrySet()) {
            if (!Unicode.isWhole(parameter.getKey())) {
                // such a name cannot be written into the answer
                throw Problem.unreadable("query", "has a name with a character that is no Unicode");
            }
            if (!route.query().contains(ANY) && !route.query().contains(parameter.getKey())) {
                throw Problem.unreadable(parameter.getKey(), "is unknown");
            }
            if (!Unicode.isWhole(parameter.getValue())) {
                throw Problem.unreadable(parameter.getKey(), "has a character that is no Unicode");
            }
        }
    }
}
