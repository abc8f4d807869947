package io.kaibo.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * Every call that leaves the application in tests, to DynamoDB, SQS, SSM, KMS and WeChat: they are counted here, and one of
 * them can be made to fail. {@link AwsCalls} and {@link WeChatCalls} report to it.
 */
public final class Calls {

    /** When a call fails: before it has any effect, or after it had it and before its answer arrives. */
    public enum Moment {
        BEFORE,
        AFTER
    }

    /** How a call fails. */
    public enum Kind {
        /** In a way that the client's own retry mends: it meets its own first try if the moment is AFTER. */
        RETRIED,
        /** For good; the application goes on. */
        FAILED,
        /** With the whole process: this call fails, and every later one of the invocation. */
        CRASHED
    }

    /** @param call its number, from 1 */
    public record Fault(int call, Moment moment, Kind kind) {

        /** How many faults a call can have. */
        public static final int ALL = Moment.values().length * Kind.values().length;

        /** Every fault of a call. */
        public static List<Fault> of(int call) {
            return IntStream.range(0, ALL).mapToObj(turn -> ofTurn(call, turn)).toList();
        }

        /** The fault of a call whose turn it is, where calls take turns at the faults. */
        public static Fault ofTurn(int call, int turn) {
            int kinds = Kind.values().length;
            return new Fault(call, Moment.values()[turn / kinds % Moment.values().length], Kind.values()[turn % kinds]);
        }
    }

    private static final List<String> made = new ArrayList<>();
    private static final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
    private static final List<Consumer<String>> afterwards = new CopyOnWriteArrayList<>();
    private static volatile Optional<Fault> planned = Optional.empty();
    private static String crashing = "";
    private static int untilCrash;
    private static volatile boolean crashed;
    private static volatile String struck = "";
    private static volatile UnaryOperator<SdkRequest> rewriting = UnaryOperator.identity();
    private static volatile Consumer<SdkResponse> reading = any -> {};

    private Calls() {}

    /** Forgets the calls made, the fault planned, the listeners, the rewriting and the reading. */
    public static synchronized void reset() {
        made.clear();
        listeners.clear();
        afterwards.clear();
        planned = Optional.empty();
        crashing = "";
        crashed = false;
        struck = "";
        rewriting = UnaryOperator.identity();
        reading = any -> {};
    }

    /** What was called since the last reset, in order, like {@code DynamoDb.UpdateItem}, {@code WeChat./sns/jscode2session} or {@code Pay.} with the title of an endpoint. */
    public static synchronized List<String> made() {
        return List.copyOf(made);
    }

    public static long count(String call) {
        return made().stream().filter(call::equals).count();
    }

    /** How many calls wrote to DynamoDB; what the audit writes of requests, made or refused, is not counted. */
    public static long writes() {
        return made().stream()
                .filter(call -> call.matches("DynamoDb\\.(Put|Update|Delete|BatchWrite|TransactWrite).*"))
                .count();
    }

    public static void plan(Fault fault) {
        planned = Optional.of(fault);
    }

    /** Crashes after one of several calls of a name, whichever thread makes it: what it did is done, and is not known. */
    public static synchronized void crashAfter(int times, String call) {
        crashing = call;
        untilCrash = times;
    }

    /** The call that the planned fault has struck; empty if it has not yet. */
    static String struck() {
        return struck;
    }

    /** Whether the planned fault has struck. */
    public static boolean hasStruck() {
        return !struck.isEmpty();
    }

    /** Is told of each call before it is made, on the caller's thread. */
    public static void listen(Consumer<String> listener) {
        listeners.add(listener);
    }

    /** Is told of each try of a call after it had its effect and before its answer arrives; what it throws takes the answer's place. */
    public static void afterEach(Consumer<String> listener) {
        afterwards.add(listener);
    }

    /** Changes AWS requests before they are sent: how a control takes a condition away. */
    public static void rewrite(UnaryOperator<SdkRequest> rewriter) {
        rewriting = rewriter;
    }

    /** Is told of the answers of AWS. */
    public static void readAnswers(Consumer<SdkResponse> reader) {
        reading = reader;
    }

    /** The next invocation runs in a process that lives. */
    public static void revive() {
        crashed = false;
    }

    static SdkRequest rewritten(SdkRequest request) {
        return rewriting.apply(request);
    }

    static void answered(SdkResponse response) {
        reading.accept(response);
    }

    /**
     * A call begins.
     *
     * @return its number
     */
    static int begin(String call) {
        int number;
        synchronized (Calls.class) {
            if (crashed) {
                throw new Crash();
            }
            made.add(call);
            number = made.size();
            if (call.equals(crashing) && --untilCrash == 0) {
                planned = Optional.of(new Fault(number, Moment.AFTER, Kind.CRASHED));
            }
        }
        listeners.forEach(listener -> listener.accept(call));
        return number;
    }

    /**
     * A try of a call is at this moment.
     *
     * @param first whether it is the first try of the call
     */
    static void at(int number, Moment moment, boolean first) {
        if (moment == Moment.AFTER) {
            String call = made().get(number - 1);
            afterwards.forEach(listener -> listener.accept(call));
        }
        Fault fault = planned.orElse(null);
        if (fault == null || fault.call() != number || fault.moment() != moment) {
            return;
        }
        struck = made().get(number - 1);
        switch (fault.kind()) {
            case RETRIED -> {
                if (first) {
                    throw RetryableException.create("planned: the next try may work");
                }
            }
            case FAILED -> throw SdkClientException.create("planned: failed for good");
            case CRASHED -> {
                crashed = true;
                throw new Crash();
            }
        }
    }

    /** The process is gone. */
    public static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1;

        Crash() {
            super("planned: crashed");
        }
    }
}
