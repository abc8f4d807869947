package io.kaibo.testing;

import java.util.ArrayList;
import java.util.List;

/**
 * The exhaustive single-fault sweep: runs a flow once for each of its calls, each moment and each kind of fault, lets it
 * come to rest, and has its promises checked. The flow makes its calls in the same order each time.
 */
public final class FaultSweep {

    /** What is swept. */
    public interface Flow {

        /** Brings everything outside the application into the same state each time. */
        void prepare() throws Exception;

        /** Delivers the flow's events, each once; what an event's invocation throws is thrown on. */
        List<Invocation> events() throws Exception;

        /** Delivers what would be delivered again, until nothing changes any more. */
        void settle() throws Exception;

        /**
         * Throws an AssertionError if a promise is broken.
         *
         * @param fault what was done
         * @param call to which call
         */
        void check(Calls.Fault fault, String call) throws Exception;
    }

    /** One delivery of one event. */
    @FunctionalInterface
    public interface Invocation {
        void run() throws Exception;
    }

    /** @param broken what failed its check, and how */
    public record Report(int calls, int points, List<String> broken) {}

    private FaultSweep() {}

    /**
     * Sweeps over the flow.
     *
     * @return how many points were tried, and which of them broke a promise
     */
    public static Report over(Flow flow) throws Exception {
        List<String> calls = rehearse(flow);
        List<String> broken = new ArrayList<>();
        int points = 0;
        for (int call = 1; call <= calls.size(); call++) {
            for (Calls.Moment moment : Calls.Moment.values()) {
                for (Calls.Kind kind : Calls.Kind.values()) {
                    Calls.Fault fault = new Calls.Fault(call, moment, kind);
                    points++;
                    try {
                        tryOne(flow, fault, calls.get(call - 1));
                    } catch (AssertionError | Exception e) {
                        broken.add(fault + " of " + calls.get(call - 1) + ": " + e);
                    }
                }
            }
        }
        Calls.reset();
        return new Report(calls.size(), points, broken);
    }

    private static List<String> rehearse(Flow flow) throws Exception {
        flow.prepare();
        Calls.reset();
        for (Invocation event : flow.events()) {
            event.run();
        }
        return Calls.made();
    }

    private static void tryOne(Flow flow, Calls.Fault fault, String call) throws Exception {
        flow.prepare();
        Calls.reset();
        Calls.plan(fault);
        for (Invocation event : flow.events()) {
            try {
                event.run();
            } catch (Exception expected) {
                // the invocation ended in an error, as it may: what counts is what it leaves behind
            } finally {
                Calls.revive();
            }
        }
        if (!Calls.struck().equals(call)) {
            throw new AssertionError("the fault struck " + Calls.struck() + " in place of " + call);
        }
        Calls.reset();
        flow.settle();
        flow.check(fault, call);
    }
}
