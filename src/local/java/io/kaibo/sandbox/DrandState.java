package io.kaibo.sandbox;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a mirror of the test chain knows: its chain and clock, the calls that came in, and the planned faults. */
final class DrandState {
    private final TestChain chain;
    private volatile SandboxClock clock = new SandboxClock(InstantSource.system());
    private final Faults faults = new Faults();
    private final Map<String, Integer> calls = new LinkedHashMap<>();

    DrandState(TestChain chain) {
        this.chain = chain;
        reset();
    }

    /** Sets everything back to the state at the start. */
    synchronized void reset() {
        calls.put(DrandSandbox.V1, 0);
        calls.put(DrandSandbox.V2, 0);
        faults.clear();
        clock = new SandboxClock(InstantSource.system());
    }

    TestChain chain() {
        return chain;
    }

    SandboxClock clock() {
        return clock;
    }

    /** The latest round that is due; 0 before the first. */
    long currentRound() {
        long sinceGenesis = clock.instant().getEpochSecond() - chain.chain().genesisSecond();
        return sinceGenesis < 0 ? 0 : sinceGenesis / chain.chain().periodSeconds() + 1;
    }

    /** Counts a call and returns the fault that strikes it, if there is one. */
    synchronized Optional<Fault> arrive(String endpoint) {
        calls.merge(endpoint, 1, Integer::sum);
        return faults.strike(endpoint);
    }

    synchronized void plan(Fields body) {
        faults.plan(body, calls.keySet(), Faults.OF_DRAND);
    }

    synchronized void clearFaults() {
        faults.clear();
    }

    synchronized Map<String, Integer> calls() {
        return Map.copyOf(calls);
    }
}
