package io.kaibo.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The planned faults. Each counts the calls to its endpoint by itself; the oldest that is due strikes. */
final class Faults {
    /** The kinds that a server may have, as {@link #plan(Fields, Set, List)} reads them. */
    static final List<String> OF_WECHAT = List.of("errcode", "answer", "http", "delay", "drop-before", "drop-after");

    static final List<String> OF_DRAND =
            List.of("answer", "http", "delay", "drop-before", "drop-after", "wrong-round", "wrong-bytes");

    private final List<Planned> planned = new ArrayList<>();

    /**
     * Plans the fault that a control call describes.
     *
     * @param endpoints those that there are
     * @param kinds those that the server may have
     */
    void plan(Fields body, Set<String> endpoints, List<String> kinds) {
        body.only("endpoint", "kind", "errcode", "body", "status", "millis", "skip", "times");
        String endpoint = body.text("endpoint");
        if (!endpoints.contains(endpoint)) {
            throw BadControl.field("endpoint", "must be one of " + endpoints);
        }
        if (!kinds.contains(body.text("kind"))) {
            throw BadControl.field("kind", "must be one of " + kinds);
        }
        int skip = body.has("skip") ? body.between(0, Integer.MAX_VALUE, "skip") : 0;
        int times = body.has("times") ? body.between(0, Integer.MAX_VALUE, "times") : 1;
        plan(endpoint, read(body), skip, times);
    }

    /**
     * @param skip how many calls pass first
     * @param times how many calls it then strikes, 0 for all
     */
    void plan(String endpoint, Fault fault, int skip, int times) {
        planned.add(new Planned(endpoint, fault, skip, times == 0 ? Integer.MAX_VALUE : times));
    }

    void clear() {
        planned.clear();
    }

    /** The fault, if there is one, for this call to the endpoint. */
    Optional<Fault> strike(String endpoint) {
        Optional<Fault> struck = Optional.empty();
        for (Planned plan : planned) {
            if (!plan.endpoint.equals(endpoint)) {
                continue;
            }
            if (plan.skip > 0) {
                plan.skip--;
            } else if (struck.isEmpty()) {
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
    static ObjectNode json(Fault fault) {
        ObjectNode fields = Json.MAPPER.createObjectNode();
        return switch (fault) {
            case Fault.Refuse(int errcode) -> fields.put("kind", "errcode").put("errcode", errcode);
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
    static boolean sleep(Duration time) {
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

        private Planned(String endpoint, Fault fault, int skip, int times) {
            this.endpoint = endpoint;
            this.fault = fault;
            this.skip = skip;
            this.times = times;
        }
    }
}
