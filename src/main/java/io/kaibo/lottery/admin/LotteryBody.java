package io.kaibo.lottery.admin;

import io.kaibo.base.CheckedBody;
import io.kaibo.base.FieldChecks;
import io.kaibo.lottery.LotteryPlan;
import io.kaibo.room.RoomId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.regex.Pattern;

/**
 * A new lottery as an operator sends it.
 *
 * @param key chosen by the client for this lottery: the same key in the same room is the same lottery
 */
@RegisterForReflection
record LotteryBody(String roomId, String key, LotteryPlan plan) implements CheckedBody {

    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{8,64}");

    @Override
    public void check(FieldChecks fields) {
        fields.require("roomId", roomId)
                .check("roomId", roomId == null || RoomId.parse(roomId).isPresent(), "is no room's id")
                .require("key", key)
                .match("key", key, KEY)
                .require("plan", plan)
                .object("plan", plan);
    }
}
