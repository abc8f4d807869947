package io.kaibo.http;

import io.kaibo.aws.Metrics;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What every HTTP function shares. */
@Singleton
public class Edge {

    private final Bodies bodies;
    private final HttpConfig config;
    private final Metrics metrics;
    private final Clock clock;
    private final Guards guards;
    private final Instance<AuditTrail> auditTrail;
    private final Collection<Router> routers = new ConcurrentLinkedQueue<>();

    Edge(
            Bodies bodies,
            HttpConfig config,
            Metrics metrics,
            Clock clock,
            Guards guards,
            Instance<AuditTrail> auditTrail) {
        this.bodies = bodies;
        this.config = config;
        this.metrics = metrics;
        this.clock = clock;
        this.guards = guards;
        this.auditTrail = auditTrail;
    }

    /**
     * A router without routes.
     *
     * @param function the funqy name of its function
     */
    public Router createRouter(String function) {
        Router router = new Router(function, this);
        routers.add(router);
        return router;
    }

    /** What reads the bodies of requests. */
    public Bodies bodies() {
        return bodies;
    }

    /** The routers of the functions that were built so far. */
    Collection<Router> routers() {
        return routers;
    }

    Guards guards() {
        return guards;
    }

    /** Built by the first function whose operators can change something. */
    AuditTrail auditTrail() {
        return auditTrail.get();
    }

    Exchange begin(String function) {
        return new Exchange(metrics.begin(function), bodies, config.corsOrigin().orElse(null), clock);
    }
}
