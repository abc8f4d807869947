package io.kaibo.http;

import java.util.Collections;
import java.util.Set;

/** Who may use a route. */
sealed interface Guard {

    /** Who calls. @throws Problem 401 if that cannot be told and the route asks for it */
    Caller authenticate(Request request);

    /** @throws Problem 403 if the caller may not use the route */
    default void authorize(Caller caller) {}

    /** Every caller may: the route is public, or has a proof of its own, as WeChat's signature. */
    record Open() implements Guard {
        @Override
        public Caller authenticate(Request request) {
            return Caller.Anyone.ANYONE;
        }
    }

    /** Every viewer who is logged in may. */
    record Viewers(ViewerTokens tokens) implements Guard {
        @Override
        public Caller authenticate(Request request) {
            return tokens.authenticate(request);
        }
    }

    /** Operators with one of the roles may. */
    record Operators(OperatorKeys keys, Set<Role> roles) implements Guard {
        @Override
        public Caller authenticate(Request request) {
            return keys.authenticate(request);
        }

        @Override
        public void authorize(Caller caller) {
            if (caller instanceof Operator operator && Collections.disjoint(operator.roles(), roles)) {
                throw Problem.forbidden("This needs the role " + Role.joinWords(roles, " or ") + ".");
            }
        }
    }
}
