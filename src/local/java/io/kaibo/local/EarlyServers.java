package io.kaibo.local;

import io.quarkus.arc.profile.IfBuildProfile;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;

/**
 * Starts the servers that must answer in dev mode before the application runs, at static init: funqy's poll loop asks for
 * its next event before any StartupEvent, and ends the application if no server answers.
 */
@ApplicationScoped
@IfBuildProfile("dev")
public class EarlyServers {
    void serve(@Observes @Initialized(ApplicationScoped.class) Object event, LocalAws aws, Template template) {
        if (Kept.map().putIfAbsent("ends with Maven", true) == null) {
            ProcessHandle.current().parent().map(ProcessHandle::pid).ifPresent(Child::endWithParent);
        }
        StartException.orHalt(() -> {
            LiveReload.serve(aws.ports());
            JsonServices.serve(aws, template);
        });
    }
}
