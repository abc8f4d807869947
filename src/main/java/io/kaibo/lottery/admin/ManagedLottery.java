package io.kaibo.lottery.admin;

import io.kaibo.lottery.Lottery;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryPlan;
import io.kaibo.lottery.LotteryState;
import io.kaibo.lottery.VoidReason;
import io.kaibo.lottery.tell.TellHalt;
import io.kaibo.room.RoomId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A lottery as operators see it.
 *
 * @param version of its plan: a change of the plan gives it another one, and nothing else does
 * @param rulesDigest SHA-256 of the rules, in hex; absent before the start
 * @param frozenDigest SHA-256 of the frozen record, in hex; absent before the freeze
 * @param round of drand; absent before the freeze, and if it is void
 * @param messageHalts why winners are not told now; absent in lists, and if all are
 * @param entrants absent in lists, before the start, and until they are counted for the first time
 */
@RegisterForReflection
record ManagedLottery(
        LotteryId id,
        RoomId roomId,
        LotteryState state,
        String version,
        LotteryPlan plan,
        Instant createdAt,
        @Nullable Instant opensAt,
        @Nullable Instant closesAt,
        @Nullable String rulesDigest,
        @Nullable String frozenDigest,
        @Nullable Long round,
        @Nullable Voided voided,
        @Nullable EntrantCount entrants,
        @Nullable List<TellHalt> messageHalts) {

    record Many(List<ManagedLottery> lotteries) {}

    /**
     * That it is void.
     *
     * @param words what the operator said of it
     */
    record Voided(VoidReason reason, Instant at, @Nullable String words) {

        static @Nullable Voided of(Lottery.@Nullable Voided voided) {
            return voided == null ? null : new Voided(voided.reason(), voided.at(), voided.words());
        }
    }

    static ManagedLottery of(Lottery lottery) {
        return of(lottery, null, List.of());
    }

    static ManagedLottery of(Lottery lottery, @Nullable EntrantCount entrants, List<TellHalt> messageHalts) {
        return new ManagedLottery(
                lottery.id(),
                lottery.room(),
                lottery.state(),
                lottery.version(),
                lottery.plan(),
                lottery.createdAt(),
                lottery.opensAt(),
                lottery.closesAt(),
                lottery.rulesDigest(),
                lottery.frozenDigest(),
                lottery.round(),
                Voided.of(lottery.voided()),
                entrants,
                messageHalts.isEmpty() ? null : messageHalts);
    }
}
