package io.kaibo.lottery.admin;

import io.kaibo.base.Digests;
import io.kaibo.base.FieldChecks;
import io.kaibo.http.Problem;
import io.kaibo.lottery.Lottery;
import io.kaibo.lottery.LotteryConfig;
import io.kaibo.lottery.LotteryConflict;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryPath;
import io.kaibo.lottery.LotteryPlan;
import io.kaibo.lottery.LotteryState;
import io.kaibo.lottery.LotteryTable;
import io.kaibo.room.RoomId;
import io.kaibo.room.Rooms;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** Creates and changes lotteries before their start. Two operators who change the same one do not overwrite each other. */
@Singleton
class PlanLotteries {

    private static final int ID_BYTES = 16;

    private final PlanTable table;
    private final LotteryTable lotteries;
    private final Rooms rooms;
    private final LotteryConfig config;
    private final Clock clock;

    PlanLotteries(PlanTable table, LotteryTable lotteries, Rooms rooms, LotteryConfig config, Clock clock) {
        this.table = table;
        this.lotteries = lotteries;
        this.rooms = rooms;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Creates a draft, unless the room has the lottery of this key already.
     *
     * @param key of the client; a request that is sent again, because its answer was lost, has the same one
     * @throws Problem 404 if there is no such room; 422 if a limit of the configuration is broken
     */
    LotteryCreation create(RoomId room, String key, LotteryPlan plan) {
        rooms.known(room);
        checkLimits(plan);
        return table.create(new Lottery(
                id(room, key),
                room,
                LotteryState.DRAFT,
                PlanTable.newVersion(),
                plan,
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                null,
                null,
                null,
                null,
                null,
                null,
                0));
    }

    /** @throws Problem 404, 409 if it was changed or started since it was seen, 422 if a limit of the configuration is broken */
    Lottery change(LotteryId id, String seen, LotteryPlan plan) {
        checkLimits(plan);
        Lottery before = known(id);
        Optional<Lottery> changed =
                before.version().equals(seen) ? table.change(before, plan, clock.instant()) : Optional.empty();
        return changed.orElseGet(() -> {
            Lottery found = known(id);
            if (found.state() == LotteryState.DRAFT && found.plan().equals(plan)) {
                // this change was made by a request whose answer was lost, or another operator meant the same
                return found;
            }
            throw LotteryConflict.beforeStart(found);
        });
    }

    /** @throws Problem 404, 409 if it was changed or started since it was seen */
    Lottery push(LotteryId id, String seen) {
        return table.push(id, seen).orElseThrow(() -> LotteryConflict.beforeStart(known(id)));
    }

    /**
     * Deletes a lottery that is not started, or finds that it was deleted, in the last day.
     *
     * @throws Problem 404 if there never was one, 409 if it is started, or changes at this moment
     */
    void delete(LotteryId id) {
        Optional<Lottery> seen = lotteries.find(id);
        if (seen.isEmpty() && !table.wasDeleted(id)) {
            throw LotteryPath.noSuchLottery();
        }
        if (seen.isPresent() && !(seen.get().state().isOpenToChange() && table.delete(seen.get(), clock.instant()))) {
            lotteries.find(id).ifPresent(found -> {
                throw LotteryConflict.beforeStart(found);
            });
        }
    }

    private Lottery known(LotteryId id) {
        return lotteries.find(id).orElseThrow(LotteryPath::noSuchLottery);
    }

    private void checkLimits(LotteryPlan plan) {
        FieldChecks fields = new FieldChecks()
                .range(
                        "plan.claimSeconds",
                        plan.claimSeconds(),
                        (int) config.leastClaim().toSeconds(),
                        LotteryPlan.MOST_CLAIM);
        for (int i = 0; i < plan.prizes().size(); i++) {
            fields.range("plan.prizes[" + i + "].value", plan.prizes().get(i).value(), 0, config.topPrize());
        }
        Problem.check(fields);
    }

    /** Of the room and the key, so that two requests with the same key put the same item. */
    private static LotteryId id(RoomId room, String key) {
        byte[] digest = Digests.sha256((room.value() + "\n" + key).getBytes(StandardCharsets.US_ASCII));
        return new LotteryId(Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, ID_BYTES)));
    }
}
