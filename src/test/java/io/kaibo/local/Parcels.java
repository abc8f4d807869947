package io.kaibo.local;

import io.quarkus.funqy.Funq;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** Functions of the tests' own; {@code local/parcels.yaml} lists them. */
public class Parcels {
    /** How often each parcel was received. */
    static final Map<String, Integer> RECEIVED = new ConcurrentHashMap<>();

    /** That the function that waits was interrupted. */
    static final CountDownLatch INTERRUPTED = new CountDownLatch(1);

    public record Parcel(String id, boolean poisoned) {}

    /** Takes a queue's records: counts what it is given and fails what is poisoned. */
    @Funq("local-parcels")
    public void receive(Parcel parcel) {
        RECEIVED.merge(parcel.id(), 1, Integer::sum);
        if (parcel.poisoned()) {
            throw new IllegalArgumentException("poisoned");
        }
    }

    /** Waits for what never comes. */
    @Funq("local-waits")
    public void waitForEver() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            INTERRUPTED.countDown();
        }
    }

    @Funq("local-echo")
    public String echo(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("nothing to say");
        }
        return text;
    }
}
