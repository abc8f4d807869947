package io.kaibo.testing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The single-fault sweep: runs a flow once for each of its calls and each fault of that call, lets it come to rest, and has
 * its promises checked. The flow makes its calls in the same order each time. An exhaustive run tries every fault of a call, and so
 * does any run of a short flow; else one of them is tried: each call is struck, and calls of one name are struck in different ways.
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

    /** A flow of so few calls is tried with every fault in each run: taking turns, its calls would not meet each of them. */
    private static final int FEW_CALLS = 12;

    private FaultSweep() {}

    /**
     * Sweeps over the flow, and prints the report.
     *
     * @param name the flow's name in the printed report
     * @return how many points were tried, and which of them broke a promise
     */
    public static Report over(String name, Flow flow) throws Exception {
        return over(name, flow, Integer.MAX_VALUE);
    }

    /**
     * As above, for a flow that makes many equal calls one after another.
     *
     * @param longestRun of so many equal calls in a row each is struck; of a longer row its first calls and its last one
     */
    public static Report over(String name, Flow flow, int longestRun) throws Exception {
        return over(name, flow, longestRun, 1);
    }

    /**
     * As above, for a flow that takes long.
     *
     * @param oneOf of so many calls one is struck, in a run that is not exhaustive
     */
    public static Report over(String name, Flow flow, int longestRun, int oneOf) throws Exception {
        List<String> calls = rehearse(flow);
        return sweep(name, flow, calls, faults(calls, longestRun, Exhaustive.size(1, oneOf)));
    }

    /**
     * As above, for a long flow whose parts have sweeps of their own: calls are struck once each, in different ways.
     *
     * @param oneOf of so many calls one is struck
     */
    public static Report overSome(String name, Flow flow, int longestRun, int oneOf) throws Exception {
        List<String> calls = rehearse(flow);
        List<Integer> struck = oneOf(oneOf, byName(calls, longestRun));
        List<Calls.Fault> faults = IntStream.range(0, struck.size())
                .mapToObj(turn -> Calls.Fault.ofTurn(struck.get(turn), turn))
                .sorted(Comparator.comparing(Calls.Fault::call))
                .toList();
        return sweep(name, flow, calls, faults);
    }

    private static Report sweep(String name, Flow flow, List<String> calls, List<Calls.Fault> faults) {
        List<String> broken = new ArrayList<>();
        int points = 0;
        for (Calls.Fault fault : faults) {
            String call = calls.get(fault.call() - 1);
            points++;
            try {
                tryOne(flow, fault, call);
            } catch (AssertionError | Exception e) {
                broken.add(fault + " of " + call + ": " + e);
            }
        }
        Calls.reset();
        System.out.printf(
                "fault sweep over %s: %d calls, %d points, %d broken%n", name, calls.size(), points, broken.size());
        return new Report(calls.size(), points, broken);
    }

    /**
     * The faults that are tried of a call.
     *
     * @param turn selects the one fault of a run that is not exhaustive
     */
    public static List<Calls.Fault> faultsOf(int call, int turn) {
        return Exhaustive.isOn() ? Calls.Fault.of(call) : List.of(Calls.Fault.ofTurn(call, turn));
    }

    /** Takes turns over the calls sorted by name: six calls meet all six faults, and so do six calls of one name. */
    private static List<Calls.Fault> faults(List<String> calls, int longestRun, int oneOf) {
        List<Integer> all = byName(calls, longestRun);
        List<Integer> struck = oneOf(oneOf, all);
        return IntStream.range(0, struck.size())
                .mapToObj(turn ->
                        all.size() < FEW_CALLS ? Calls.Fault.of(struck.get(turn)) : faultsOf(struck.get(turn), turn))
                .flatMap(List::stream)
                .sorted(Comparator.comparing(Calls.Fault::call))
                .toList();
    }

    private static List<Integer> oneOf(int number, List<Integer> calls) {
        return IntStream.range(0, calls.size())
                .filter(i -> i % number == 0)
                .mapToObj(calls::get)
                .toList();
    }

    private static List<Integer> byName(List<String> calls, int longestRun) {
        return IntStream.rangeClosed(1, calls.size())
                .boxed()
                .filter(call -> isTried(calls, call, longestRun))
                .sorted(Comparator.comparing(call -> calls.get(call - 1)))
                .toList();
    }

    /** True for the last call of a row of equal ones, and for those that have fewer than {@code longestRun - 1} of them before them. */
    private static boolean isTried(List<String> calls, int call, int longestRun) {
        String name = calls.get(call - 1);
        boolean isLast = call == calls.size() || !calls.get(call).equals(name);
        int before = 0;
        while (before < call - 1 && calls.get(call - 2 - before).equals(name)) {
            before++;
        }
        return isLast || before < longestRun - 1;
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
