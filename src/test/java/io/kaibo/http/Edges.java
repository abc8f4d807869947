package io.kaibo.http;

import io.kaibo.aws.Metrics;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Builds a Router for tests. */
@Singleton
class Edges {

    private final Bodies bodies;
    private final Metrics metrics;
    private final Clock clock;
    private final Guards guards;

    Edges(Bodies bodies, Metrics metrics, Clock clock, Guards guards) {
        this.bodies = bodies;
        this.metrics = metrics;
        this.clock = clock;
        this.guards = guards;
    }

    /** A router of an edge with this configuration and this audit. */
    Router router(HttpConfig config, Instance<AuditTrail> auditTrail) {
        return new Edge(bodies, config, metrics, clock, guards, auditTrail).createRouter("test");
    }
}
