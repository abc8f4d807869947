package io.kaibo.http;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.Set;

/** Makes the guards of routes. What a guard stands on is built for the functions that have such routes, and for no other. */
@Singleton
class Guards {

    private final Instance<ViewerTokens> viewers;
    private final Instance<OperatorKeys> operators;

    Guards(Instance<ViewerTokens> viewers, Instance<OperatorKeys> operators) {
        this.viewers = viewers;
        this.operators = operators;
    }

    Guard forViewers() {
        return new Guard.Viewers(viewers.get());
    }

    Guard forOperators(Set<Role> roles) {
        return new Guard.Operators(operators.get(), roles);
    }
}
