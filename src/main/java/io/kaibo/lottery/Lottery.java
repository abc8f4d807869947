package io.kaibo.lottery;

import io.kaibo.room.RoomId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A lottery of a room, without its entries and its result.
 *
 * @param version names the plan: each new plan has a new one, and nothing else changes it
 * @param opensAt when it was started; null before
 * @param closesAt in whole seconds; null before the start
 * @param rulesDigest SHA-256 of the rules, in hex; null before the start
 * @param frozenDigest SHA-256 of the frozen record, in hex; null before the freeze
 * @param round of drand; null before the freeze, and if there were too few entries
 * @param voided null unless it is void
 * @param withdrawn how many of its prizes were withdrawn
 */
public record Lottery(
        LotteryId id,
        RoomId room,
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
        int withdrawn) {

    /**
     * Why and when a lottery became void.
     *
     * @param words what the operator says to viewers; null if it was none
     */
    public record Voided(
            VoidReason reason, Instant at, @Nullable String words) {}

    /** The lottery, not started, with another plan: a draft. */
    public Lottery replan(LotteryPlan newPlan, String newVersion) {
        return new Lottery(
                id, room, LotteryState.DRAFT, newVersion, newPlan, createdAt, null, null, null, null, null, null, 0);
    }

    /** True while viewers can enter. */
    public boolean acceptsEntries(Instant now) {
        return state == LotteryState.RUNNING && closesAt != null && now.isBefore(closesAt);
    }
}
