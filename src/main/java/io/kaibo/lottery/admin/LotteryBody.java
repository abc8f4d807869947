package io.kaibo.lottery.admin;

import io.kaibo.base.CheckedBody;
import io.kaibo.base.FieldChecks;
import io.kaibo.lottery.LotteryPlan;
import io.kaibo.room.RoomId;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * A new lottery as an operator sends it.
 *
 * @param key chosen by the client for this lottery: the same key in the same room is the same lottery
 */
@RegisterForReflection
record LotteryBody(String roomId, String key, LotteryPlan plan) implements CheckedBody {

    @Override
    public void check(FieldChecks fields) {
        fields.require("roomId", roomId)
                .check("roomId", roomId == null || RoomId.parse(roomId).isPresent(), "is no room's id")
                .requireKey("key", key)
                .require("plan", plan)
                .object("plan", plan);
    }
}
