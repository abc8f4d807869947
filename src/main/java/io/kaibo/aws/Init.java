package io.kaibo.aws;

import io.quarkus.amazon.lambda.runtime.FunctionError;
import io.quarkus.arc.Arc;
import io.quarkus.arc.DefaultBean;
import io.quarkus.funqy.runtime.FunctionInvoker;
import io.quarkus.funqy.runtime.FunctionRecorder;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.time.Clock;

/**
 * Builds the exported function, and with it all that it stands on, during init. Lambda runs init at full CPU whatever
 * the memory, and a bad configuration stops the start there instead of failing the first viewer.
 *
 * <p>Quarkus 3.34.2 registers FunctionError without its methods: a native function that throws could then not say so, and
 * would hang until its time-out.
 */
@RegisterForReflection(targets = FunctionError.class)
@Dependent
class Init {

    /** As many as anything here uses at a time; the JDK keeps five to a host alive, and each further one costs a handshake. */
    private static final String CONNECTIONS = "50";

    /** Before the first call; not in a static initializer, which would run while the binary is built. */
    void keepConnectionsAlive(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent start) {
        System.setProperty("http.maxConnections", CONNECTIONS);
    }

    void build(@Observes StartupEvent start, Deployment deployment) {
        FunctionInvoker function = deployment
                .function()
                .map(FunctionRecorder.registry::matchInvoker)
                .orElse(null);
        if (function != null) {
            Arc.container().instance(function.getTargetClass()).get();
        }
    }

    @Produces
    @Singleton
    @DefaultBean
    Clock createClock() {
        return Clock.systemUTC();
    }
}
