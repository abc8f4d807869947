package io.kaibo.local;

import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduler;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The stack of dev mode, in its order: the servers before the application calls them; the front, the queues and the
 * schedules once the application has started. A live reload stops and starts these three; the servers stay.
 */
@ApplicationScoped
@IfBuildProfile("dev")
public class LocalStack {
    private static final int FIRST = 1;
    private static final int LAST = Integer.MAX_VALUE;

    private final LocalLambda lambda;
    private final Scheduler scheduler;
    private final LocalAws aws;
    private final Template template;
    private final SqsClient sqs;
    private final List<Poller> pollers = new ArrayList<>();

    LocalStack(LocalLambda lambda, Scheduler scheduler, LocalAws aws, Template template) {
        this.lambda = lambda;
        this.scheduler = scheduler;
        this.aws = aws;
        this.template = template;
        this.sqs = aws.sqs();
    }

    void startServers(@Observes @Priority(FIRST) StartupEvent event) {
        StartException.orHalt(() -> {
            new Children(aws).start();
            Provision.at(aws, template);
        });
    }

    void open(@Observes @Priority(LAST) StartupEvent event) {
        Clock clock = Clock.systemUTC();
        var log = new InvocationLog(System.out, clock);
        // steps that can fail for a mistake in the template come before steps that must be stopped
        var schedules = new Schedules(template, lambda, log);
        StartException.orHalt(() -> schedules.plan(scheduler));
        for (Template.Function function : template.functions()) {
            function.mappings().forEach(m -> pollers.add(new Poller(function.name(), m, sqs, lambda, log)));
        }
        LiveReload.started(new Front(template, lambda, log, clock));
        boolean fresh = Kept.map().putIfAbsent("banner", true) == null;
        // Not in this thread: a request waits for the reload, and the reload for this method.
        Thread.startVirtualThread(() -> {
            schedules.fireOnce();
            if (fresh) {
                System.out.println(new Banner(aws).text());
            }
        });
    }

    void stop(@Observes ShutdownEvent event) {
        LiveReload.stopped();
        // All stop polling at once, each waits for its own work.
        pollers.parallelStream().forEach(Poller::close);
        sqs.close();
    }
}
