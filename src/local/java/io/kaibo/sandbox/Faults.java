package io.kaibo.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** The planned faults. Each counts the calls to its endpoint by itself; the oldest that is due strikes. */
public final class Faults {
    /** The kinds that a server may have, as {@link #plan} reads them. */
    static final List<String> OF_WECHAT = List.of("errcode", "answer", "http", "delay", "drop-before", "drop-after");

    public static final List<String> OF_PAY = List.of("word", "answer", "http", "delay", "drop-before", "drop-after");

    static final List<String> OF_DRAND =
            List.of("answer", "http", "delay", "drop-before", "drop-after", "wrong-round", "wrong-bytes");

    private static final int ALWAYS = 100;

    private final List<Planned> planned = new ArrayList<>();

    /**
     * Plans the fault that a control call describes.
     *
     * @param endpoints those that there are
     * @param kinds those that the server may have
     */
    public void plan(Fields body, Set<String> endpoints, List<String> kinds) {
        body.only(
                "endpoint", "kind", "errcode", "code", "body", "status", "millis", "skip", "times", "percent", "seed");
        String endpoint = body.text("endpoint");
        if (!endpoints.contains(endpoint)) {
            throw BadControl.field("endpoint", "must be one of " + endpoints);
        }
        if (!kinds.contains(body.text("kind"))) {
            throw BadControl.field("kind", "must be one of " + kinds);
        }
        int skip = body.has("skip") ? body.between(0, Integer.MAX_VALUE, "skip") : 0;
        int times = body.has("times") ? body.between(0, Integer.MAX_VALUE, "times") : 1;
        int percent = body.has("percent") ? body.between(1, ALWAYS, "percent") : ALWAYS;
        long seed = body.has("seed") ? body.whole("seed") : 0;
        planned.add(new Planned(endpoint, read(body), skip, times, percent, new Random(seed)));
    }

    public void clear() {
        planned.clear();
    }

    /** The fault, if there is one, for this call to the endpoint. */
    public Optional<Fault> strike(String endpoint) {
        Optional<Fault> struck = Optional.empty();
        for (Planned plan : planned) {
            if (!plan.endpoint.equals(endpoint)) {
                continue;
            }
            if (plan.skip > 0) {
                plan.skip--;
            } else if (struck.isEmpty() && plan.happens()) {
                plan.times--;
                struck = Optional.of(plan.fault);
            }
        }
        planned.removeIf(plan -> plan.times == 0);
        return struck;
    }

    private static Fault read(Fields fields) {
        return switch (fields.text("kind")) {
            case "errcode" -> new Fault.Refuse(fields.between(Integer.MIN_VALUE, Integer.MAX_VALUE, "errcode"));
            case "word" -> new Fault.Word(fields.between(400, 599, "status"), fields.text("code"));
            case "answer" -> new Fault.Say(fields.text("body"));
            case "http" -> new Fault.Fail(fields.between(400, 599, "status"));
            case "delay" -> new Fault.Delay(Duration.ofMillis(fields.between(0, Integer.MAX_VALUE, "millis")));
            case "drop-before" -> new Fault.DropBefore();
            case "drop-after" -> new Fault.DropAfter();
            case "wrong-round" -> new Fault.WrongRound();
            case "wrong-bytes" -> new Fault.WrongBytes();
            default -> throw BadControl.field("kind", "is unknown");
        };
    }

    /** The fields that {@link #read} reads. */
    public static ObjectNode json(Fault fault) {
        ObjectNode fields = Json.MAPPER.createObjectNode();
        return switch (fault) {
            case Fault.Refuse(int errcode) -> fields.put("kind", "errcode").put("errcode", errcode);
            case Fault.Word(int status, String code) ->
                fields.put("kind", "word").put("status", status).put("code", code);
            case Fault.Say(String body) -> fields.put("kind", "answer").put("body", body);
            case Fault.Fail(int status) -> fields.put("kind", "http").put("status", status);
            case Fault.Delay(Duration time) -> fields.put("kind", "delay").put("millis", time.toMillis());
            case Fault.DropBefore() -> fields.put("kind", "drop-before");
            case Fault.DropAfter() -> fields.put("kind", "drop-after");
            case Fault.WrongRound() -> fields.put("kind", "wrong-round");
            case Fault.WrongBytes() -> fields.put("kind", "wrong-bytes");
        };
    }

    /** Waits for a delay; false if the sandbox closes meanwhile. */
    public static boolean sleep(Duration time) {
        try {
            Thread.sleep(time);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static final class Planned {
        private final String endpoint;
        private final Fault fault;
        private int skip;
        private int times;
        private final int percent;
        private final Random random;

        /** @param times how many calls it strikes, 0 for all */
        private Planned(String endpoint, Fault fault, int skip, int times, int percent, Random random) {
            this.endpoint = endpoint;
            this.fault = fault;
            this.skip = skip;
            this.times = times == 0 ? Integer.MAX_VALUE : times;
            this.percent = percent;
            this.random = random;
        }

        private boolean happens() {
            return percent == ALWAYS || random.nextInt(ALWAYS) < percent;
        }
    }
}
