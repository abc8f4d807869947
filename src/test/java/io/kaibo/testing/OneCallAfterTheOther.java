package io.kaibo.testing;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Nothing is done side by side, so that the k-th call of a sweep is the same one in every run. */
public final class OneCallAfterTheOther implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "kaibo.room.writers", "1",
                "kaibo.reminder.cutters", "1",
                "kaibo.message.senders", "1",
                "kaibo.lottery.readers", "1");
    }
}
