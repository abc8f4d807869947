package io.kaibo.local;

import io.quarkus.scheduler.Scheduler;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fires the schedules of the template, each with its Input as the event, and each once after a start. */
final class Schedules {
    private static final Pattern EXPRESSION = Pattern.compile("(rate|cron)\\((.*)\\)");
    private static final Pattern RATE = Pattern.compile("(\\d+) (minute|hour|day)s?");

    private final Template template;
    private final Invoker lambda;
    private final InvocationLog log;

    Schedules(Template template, Invoker lambda, InvocationLog log) {
        this.template = template;
        this.lambda = lambda;
        this.log = log;
    }

    /** Plans all schedules; none fires before its first time. */
    void plan(Scheduler scheduler) {
        for (Template.Function function : template.functions()) {
            for (Template.Schedule schedule : function.schedules()) {
                Matcher expression = EXPRESSION.matcher(schedule.expression());
                if (!expression.matches()) {
                    throw unknown(schedule);
                }
                var job = scheduler
                        .newJob(function.name() + " " + schedule.event())
                        .setTask(execution -> fire(function, schedule));
                if (expression.group(1).equals("rate")) {
                    String every = rate(schedule, expression.group(2)).toString();
                    job.setInterval(every).setDelayed(every).schedule();
                } else {
                    // EventBridge's fields are Quartz' without the seconds, and its zone is UTC.
                    job.setCron("0 " + expression.group(2)).setTimeZone("UTC").schedule();
                }
            }
        }
    }

    /** Fires each once, one after the other, so that a start or a reload syncs before its first minute is over. */
    void fireOnce() {
        template.functions().forEach(f -> f.schedules().forEach(s -> fire(f, s)));
    }

    private void fire(Template.Function function, Template.Schedule schedule) {
        InvocationLog.Line line = log.line(function.name(), "schedule");
        switch (lambda.call(function.name(), schedule.input().getBytes(StandardCharsets.UTF_8))) {
            case Invocation.Answered ok -> line.ok();
            case Invocation.Failed(Throwable cause) ->
                line.error(cause.getClass().getSimpleName(), cause);
        }
    }

    static Duration rate(Template.Schedule schedule, String rate) {
        Matcher parts = RATE.matcher(rate);
        if (!parts.matches()) {
            throw unknown(schedule);
        }
        long n = Long.parseLong(parts.group(1));
        return switch (parts.group(2)) {
            case "minute" -> Duration.ofMinutes(n);
            case "hour" -> Duration.ofHours(n);
            default -> Duration.ofDays(n);
        };
    }

    private static TemplateException unknown(Template.Schedule schedule) {
        return new TemplateException("functions.yaml: " + schedule.event() + ": " + schedule.expression()
                + " is neither rate(n minutes|hours|days) nor cron(…)");
    }
}
