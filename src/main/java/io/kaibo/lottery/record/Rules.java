package io.kaibo.lottery.record;

import io.kaibo.drand.DrandChain;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryKind;
import io.kaibo.lottery.LotteryPlan;
import io.kaibo.lottery.Prize;
import io.kaibo.lottery.WinLimit;
import io.kaibo.room.RoomId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a lottery, fixed at its start; docs/lottery-proof.md says what each member means.
 *
 * @param opensAt in whole seconds, as all times here
 * @param gap in seconds
 * @param commitment SHA-256 of the seed, in hex
 */
@RegisterForReflection
public record Rules(
        String format,
        LotteryId lottery,
        RoomId room,
        String title,
        LotteryKind kind,
        @Nullable String keyword,
        List<Prize> prizes,
        Instant opensAt,
        Instant closesAt,
        int claimSeconds,
        int passes,
        int minimum,
        @Nullable WinLimit winLimit,
        AliasList staff,
        Chain chain,
        int gap,
        String commitment) {

    private static final String FORMAT = "kaibo-rules-1";

    /**
     * The drand chain whose round decides.
     *
     * @param hash in hex
     * @param publicKey in hex
     * @param genesis the time of its first round, in seconds since 1970
     * @param period between two rounds, in seconds
     */
    @RegisterForReflection
    public record Chain(String hash, String publicKey, long genesis, int period) {

        public static Chain of(DrandChain chain) {
            return new Chain(chain.chainHash(), chain.publicKey(), chain.genesisSecond(), chain.periodSeconds());
        }

        public DrandChain toDrandChain() {
            return new DrandChain(hash, publicKey, genesis, period);
        }
    }

    /** When the lottery opens and closes. */
    public record Times(Instant opensAt, Instant closesAt) {}

    /** What the start adds to the plan of an operator. */
    public record Commitments(AliasList staff, Chain chain, int gap, String commitment) {}

    public static Rules of(LotteryId lottery, RoomId room, LotteryPlan plan, Times times, Commitments commitments) {
        return new Rules(
                FORMAT,
                lottery,
                room,
                plan.title(),
                plan.kind(),
                plan.keyword(),
                plan.prizes(),
                times.opensAt(),
                times.closesAt(),
                plan.claimSeconds(),
                plan.passes(),
                plan.minimum(),
                plan.winLimit(),
                commitments.staff(),
                commitments.chain(),
                commitments.gap(),
                commitments.commitment());
    }
}
