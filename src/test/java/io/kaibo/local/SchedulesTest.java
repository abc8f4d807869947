package io.kaibo.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.scheduler.Scheduler;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class SchedulesTest {

    private final List<String> calls = new ArrayList<>();
    private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
    private final InvocationLog log =
            new InvocationLog(new PrintStream(lines, true, StandardCharsets.UTF_8), Clock.systemUTC());

    /** What one job was planned with, and its task. */
    private record Job(String identity, List<String> settings, List<Consumer<Object>> tasks) {}

    private final List<Job> planned = new ArrayList<>();

    @Test
    void everyScheduleOfTheTemplateIsPlannedWithItsExpressionAndFiredWithItsInput() {
        schedules(
                        new Template.Schedule("Minutely", "rate(1 minute)", "{\"pass\":\"recent\"}"),
                        new Template.Schedule("Nightly", "cron(0 18 * * ? *)", "{}"))
                .plan(scheduler());
        assertThat(planned).extracting(Job::identity).containsExactly("room-sync Minutely", "room-sync Nightly");
        assertThat(planned.getFirst().settings()).containsExactly("setInterval PT1M", "setDelayed PT1M", "schedule");
        assertThat(planned.getLast().settings())
                .containsExactly("setCron 0 0 18 * * ? *", "setTimeZone UTC", "schedule");
        planned.forEach(job -> job.tasks().forEach(task -> task.accept(null)));
        assertThat(calls).containsExactly("room-sync {\"pass\":\"recent\"}", "room-sync {}");
        assertThat(lines.toString(StandardCharsets.UTF_8).lines())
                .hasSize(2)
                .allMatch(line -> line.contains("\"trigger\":\"schedule\",\"outcome\":\"ok\""));
    }

    @Test
    void afterAStartEachIsFiredOnce() {
        schedules(
                        new Template.Schedule("Minutely", "rate(1 minute)", "{\"pass\":\"recent\"}"),
                        new Template.Schedule("Hourly", "rate(1 hour)", "{\"pass\":\"whole\"}"))
                .fireOnce();
        assertThat(calls).containsExactly("room-sync {\"pass\":\"recent\"}", "room-sync {\"pass\":\"whole\"}");
    }

    @Test
    void anExpressionThatNobodyKnowsStopsTheStart() {
        for (String expression : List.of("every minute", "rate(1 fortnight)", "at(2026-03-01T12:00:00)")) {
            assertThatThrownBy(() -> schedules(new Template.Schedule("Odd", expression, "{}"))
                            .plan(scheduler()))
                    .isInstanceOf(TemplateException.class)
                    .hasMessageContaining(expression);
        }
    }

    private Schedules schedules(Template.Schedule... schedules) {
        var function = new Template.Function(
                "RoomSync",
                "room-sync",
                Optional.empty(),
                Map.of(),
                Duration.ofMinutes(2),
                List.of(),
                List.of(),
                List.of(schedules));
        Invoker invoker = (name, event) -> {
            calls.add(name + " " + new String(event, StandardCharsets.UTF_8));
            return new Invocation.Answered(new byte[0]);
        };
        return new Schedules(new Template(List.of(function), List.of(), List.of(), List.of()), invoker, log);
    }

    /** A scheduler that only writes down what it is told. */
    private Scheduler scheduler() {
        return (Scheduler) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Scheduler.class}, (proxy, method, arguments) -> {
                    Job job = new Job((String) arguments[0], new ArrayList<>(), new ArrayList<>());
                    planned.add(job);
                    return definition(method.getReturnType(), job);
                });
    }

    @SuppressWarnings("unchecked")
    private static Object definition(Class<?> type, Job job) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
            if (method.getName().equals("setTask")) {
                job.tasks().add((Consumer<Object>) arguments[0]);
            } else {
                job.settings().add(method.getName() + (arguments == null ? "" : " " + arguments[0]));
            }
            return method.getReturnType().isInstance(proxy) ? proxy : null;
        });
    }
}
