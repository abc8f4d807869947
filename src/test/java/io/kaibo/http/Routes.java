package io.kaibo.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import io.quarkus.arc.Arc;
import io.quarkus.funqy.Funq;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The routes of every HTTP function of the code: CDI knows the functions. */
@Singleton
public class Routes {

    private final Edge edge;

    Routes(Edge edge) {
        this.edge = edge;
    }

    /**
     * A route, as it can be compared with the contract.
     *
     * @param name as {@code GET /rooms/{roomId}}
     * @param scheme the contract's security scheme that stands for its guard; none if the route is open
     * @param roles the words of the roles that may use it, in the order of the roles; none if it is not for operators
     */
    public record ContractRoute(
            String function, String name, String path, Optional<String> scheme, List<String> roles, int bodyLimit) {}

    public Set<ContractRoute> all() {
        Arc.container().listAll(Object.class, Any.Literal.INSTANCE).stream()
                .filter(bean -> isHttpFunction(bean.getBean().getBeanClass()))
                .forEach(bean -> bean.get());
        return edge.routers().stream()
                .flatMap(router -> router.routes().stream()
                        .map(route -> new ContractRoute(
                                router.function(),
                                route.name(),
                                route.path(),
                                scheme(route.guard()),
                                roles(route.guard()),
                                route.bodyLimit())))
                .collect(Collectors.toSet());
    }

    private static boolean isHttpFunction(Class<?> type) {
        return Stream.of(type.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Funq.class))
                .anyMatch(
                        method -> Stream.of(method.getParameterTypes()).anyMatch(APIGatewayV2HTTPEvent.class::equals));
    }

    private static Optional<String> scheme(Guard guard) {
        return switch (guard) {
            case Guard.Open _ -> Optional.empty();
            case Guard.Viewers _ -> Optional.of(Credentials.VIEWER);
            case Guard.Operators _ -> Optional.of(Credentials.OPERATOR);
        };
    }

    private static List<String> roles(Guard guard) {
        return guard instanceof Guard.Operators operators
                ? operators.roles().stream().sorted().map(Role::word).toList()
                : List.of();
    }
}
