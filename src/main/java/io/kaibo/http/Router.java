package io.kaibo.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The paths of one function. Each route states who may use it: {@link #open()}, {@link #forViewers()} or {@link #forOperators} holds for
 * the routes that follow. A request is looked at in this order: credential (401), role (403), query, body, and then what its handler
 * finds. Every request is answered: what a handler throws as a {@link Problem} as that problem, what may work later as a 503, anything
 * else as a 500 that tells nothing.
 */
public final class Router {

    /** Among the query parameters of a route: any other is taken as well, since its caller is not ours to correct. */
    public static final String ANY = "*";

    private final String function;
    private final Edge edge;
    private final List<Route> routes = new ArrayList<>();

    /** Of the routes that follow. */
    private @Nullable Guard guard;

    Router(String function, Edge edge) {
        this.function = function;
        this.edge = edge;
    }

    /** The routes that follow are open to every caller. */
    public Router open() {
        guard = new Guard.Open();
        return this;
    }

    /** The routes that follow are for viewers who are logged in: {@link Request#viewer}. */
    public Router forViewers() {
        guard = edge.guards().forViewers();
        return this;
    }

    /** The routes that follow are for operators with one of these roles: {@link Request#operator}. */
    public Router forOperators(Role role, Role... more) {
        guard = edge.guards().forOperators(EnumSet.of(role, more));
        return this;
    }

    /** @param query the query parameters it takes; any other is answered 400 */
    public Router get(String path, Function<Request, Reply> handler, String... query) {
        return addRoute("GET", path, handler, query);
    }

    public Router post(String path, Function<Request, Reply> handler, String... query) {
        return addRoute("POST", path, handler, query);
    }

    public Router put(String path, Function<Request, Reply> handler, String... query) {
        return addRoute("PUT", path, handler, query);
    }

    public Router delete(String path, Function<Request, Reply> handler, String... query) {
        return addRoute("DELETE", path, handler, query);
    }

    /** Has the last route take bodies of so many bytes: the contract says the same as {@code x-body-limit}. */
    public Router withBodyLimit(int bytes) {
        routes.add(routes.removeLast().withBodyLimit(bytes));
        return this;
    }

    /** Has the pages of any origin read the answers of the last route: they are public, and others check what they say. */
    public Router forAnyOrigin() {
        routes.add(routes.removeLast().forAnyOrigin());
        return this;
    }

    public APIGatewayV2HTTPResponse answer(APIGatewayV2HTTPEvent event) {
        Exchange exchange = edge.begin(function);
        try {
            Request request = exchange.receive(Request.of(event));
            List<Route> here = findRoutes(request.path());
            if (here.isEmpty()) {
                throw refuseUnknownPath(request);
            }
            exchange.setRoute(here.getFirst());
            Route route = here.stream()
                    .filter(candidate -> candidate.method().equals(request.method()))
                    .findFirst()
                    .orElse(null);
            if (route == null) {
                return answerOtherMethod(exchange, request, here);
            }
            return exchange.reply(handle(route, request, exchange));
        } catch (Problem problem) {
            return exchange.replyProblem(problem);
        } catch (RuntimeException unforeseen) {
            return exchange.replyFailure(unforeseen);
        }
    }

    private Reply handle(Route route, Request request, Exchange exchange) {
        Caller caller = route.guard().authenticate(request);
        Map<String, String> variables = route.readVariables(request.path());
        if (caller instanceof Operator operator && !route.isRead()) {
            audit(exchange, operator, route, variables);
        }
        route.guard().authorize(caller);
        route.checkQuery(request);
        return route.handler().apply(request.prepareForHandler(caller, variables, route.bodyLimit()));
    }

    /** A change that is refused for its role is written down too; its 403 does not depend on that. */
    private void audit(Exchange exchange, Operator operator, Route route, Map<String, String> variables) {
        try {
            exchange.audit(operator, route, variables, edge.auditTrail());
        } catch (Problem notWritten) {
            route.guard().authorize(operator);
            throw notWritten;
        }
    }

    /** The funqy name of the function whose paths these are. */
    String function() {
        return function;
    }

    List<Route> routes() {
        return List.copyOf(routes);
    }

    private Router addRoute(String method, String path, Function<Request, Reply> handler, String... query) {
        if (guard == null) {
            throw new IllegalStateException(method + " " + path + " does not state who may use it");
        }
        Route route = new Route(method, path, guard, Set.of(query), Route.BODY_LIMIT, false, handler);
        if (guard instanceof Guard.Operators && !route.isRead()) {
            // built with the function, and not by its first change
            edge.auditTrail();
        }
        routes.add(route);
        return this;
    }

    /** A function without an open route tells strangers nothing of its paths. */
    private Problem refuseUnknownPath(Request request) {
        if (routes.stream().noneMatch(route -> route.guard() instanceof Guard.Open)) {
            routes.getFirst().guard().authenticate(request);
        }
        return Problem.notFound("There is nothing here.");
    }

    /** The routes of the path that fits best: {@code /rooms/sync} is no room, where it is a path of its own. */
    private List<Route> findRoutes(String path) {
        List<Route> fitting =
                routes.stream().filter(route -> route.matches(path)).toList();
        long fewest = fitting.stream().mapToLong(Route::countVariables).min().orElse(0);
        return fitting.stream()
                .filter(route -> route.countVariables() == fewest)
                .toList();
    }

    /** A path that is guarded tells strangers nothing of its methods. */
    private static APIGatewayV2HTTPResponse answerOtherMethod(Exchange exchange, Request request, List<Route> here) {
        String allowed = joinMethods(here);
        if (request.method().equals("OPTIONS") && exchange.allowsCrossOrigin()) {
            return exchange.replyPreflight(allowed);
        }
        if (here.stream().noneMatch(route -> route.guard() instanceof Guard.Open)) {
            here.getFirst().guard().authenticate(request);
        }
        throw Problem.methodNotAllowed(allowed);
    }

    private static String joinMethods(List<Route> here) {
        return here.stream().map(Route::method).sorted().collect(Collectors.joining(", "));
    }
}
