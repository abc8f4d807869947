package io.kaibo.lottery;

import io.kaibo.base.CheckedBody;
import io.kaibo.base.FieldChecks;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What an operator decides of a lottery before its start. At the start it becomes part of the rules, which never change.
 *
 * @param keyword 口令, which an entrant's comment must have; null if any comment will do, and for likes
 * @param prizes in the order of their tiers, the first prize first
 * @param countdownSeconds from the start to the close
 * @param claimSeconds from the offer of a prize, at the draw or when it is passed on, to its deadline
 * @param passes how often one prize is passed on to the next rank at most
 * @param minimum how many entries that may win there must be; with fewer the lottery is void
 * @param winLimit null if earlier wins leave no entrant out
 */
@RegisterForReflection
public record LotteryPlan(
        String title,
        LotteryKind kind,
        @Nullable String keyword,
        List<Prize> prizes,
        Integer countdownSeconds,
        Integer claimSeconds,
        Integer passes,
        Integer minimum,
        @Nullable WinLimit winLimit)
        implements CheckedBody {

    private static final int DAY = 24 * 60 * 60;

    /** The most {@link #claimSeconds}; the least is in the configuration. */
    public static final int MOST_CLAIM = 30 * DAY;

    /** The most tiers of {@link #prizes}. */
    public static final int MOST_TIERS = 20;

    @Override
    public void check(FieldChecks fields) {
        fields.require("title", title)
                .words("title", title, 1, 60)
                .require("kind", kind)
                .text("keyword", keyword, 1, 30)
                .check("keyword", keyword == null || kind != LotteryKind.LIKE, "must be absent: likes have no text")
                .check(
                        "keyword",
                        keyword == null || !Keyword.normalise(keyword).isEmpty(),
                        "must have a letter, a digit or a sign that can be seen")
                .require("prizes", prizes)
                .list("prizes", prizes, 1, MOST_TIERS)
                .require("countdownSeconds", countdownSeconds)
                .range("countdownSeconds", countdownSeconds, 10, DAY)
                .require("claimSeconds", claimSeconds)
                .require("passes", passes)
                .range("passes", passes, 0, 10)
                .require("minimum", minimum)
                .range("minimum", minimum, 0, 1_000_000)
                .object("winLimit", winLimit);
        if (prizes != null) {
            fields.check(
                    "prizes", countPrizes() <= Prize.MOST, "must be " + Prize.MOST + " prizes at most, in all tiers");
        }
    }

    /** From the draw to the last deadline that there can be: of a prize that is passed on as often as it may be. */
    public Duration longestClaim() {
        return Duration.ofSeconds(claimSeconds).multipliedBy(passes + 1L);
    }

    /** The last rank that a prize can reach: each is offered once at the draw, and then passed on as often as it may be. */
    public int lastRankOffered() {
        return countPrizes() * (passes + 1);
    }

    /** How many prizes there are in all tiers. */
    public int countPrizes() {
        return (int) Math.min(
                Integer.MAX_VALUE,
                prizes.stream()
                        .mapToLong(prize -> prize == null || prize.quantity() == null ? 0 : prize.quantity())
                        .sum());
    }

    /**
     * How many winners the draw has, each with a prize of its own.
     *
     * @param entries how many can win
     */
    public int countWinners(int entries) {
        return Math.min(countPrizes(), entries);
    }

    /**
     * The tier of a prize, from 0.
     *
     * @param slot of the prize, from 0 in the order of the tiers
     */
    public int tierOf(int slot) {
        int end = 0;
        for (int tier = 0; tier < prizes.size(); tier++) {
            end += prizes.get(tier).quantity();
            if (slot < end) {
                return tier;
            }
        }
        throw new IllegalArgumentException("the lottery has no prize " + slot);
    }

    /**
     * The prizes of which one has this slot.
     *
     * @param slot of the prize, from 0 in the order of the tiers
     */
    public Prize prizeOf(int slot) {
        return prizes.get(tierOf(slot));
    }

    /**
     * The place of a prize among those of its tier, from 0: of a tier of codes, which code it is.
     *
     * @param slot of the prize, from 0 in the order of the tiers
     */
    public int placeInTier(int slot) {
        int before = prizes.subList(0, tierOf(slot)).stream()
                .mapToInt(Prize::quantity)
                .sum();
        return slot - before;
    }

    /** The tiers whose prizes are codes, from 0. */
    public List<Integer> codeTiers() {
        return tiersOf(Prize.Redemption.CODE);
    }

    /** The tiers whose prizes are coupons, from 0. */
    public List<Integer> couponTiers() {
        return tiersOf(Prize.Redemption.COUPON);
    }

    private List<Integer> tiersOf(Prize.Redemption redemption) {
        return IntStream.range(0, prizes.size())
                .filter(tier -> prizes.get(tier).redemption() == redemption)
                .boxed()
                .toList();
    }
}
