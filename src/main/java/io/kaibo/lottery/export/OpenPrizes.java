package io.kaibo.lottery.export;

import io.kaibo.lottery.Alias;
import io.kaibo.lottery.Lottery;
import io.kaibo.lottery.LotteryConfig;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.Prize;
import io.kaibo.lottery.prize.BrokenSealException;
import io.kaibo.lottery.prize.PrizeCipher;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Gatherers;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Opens what winners left and what they get. One seal that is broken keeps no other prize from being exported. */
@Singleton
class OpenPrizes {

    private static final Logger LOG = Logger.getLogger(OpenPrizes.class);

    private final ExportTable table;
    private final PrizeCipher cipher;
    private final LotteryConfig config;

    OpenPrizes(ExportTable table, PrizeCipher cipher, LotteryConfig config) {
        this.table = table;
        this.cipher = cipher;
        this.config = config;
    }

    /**
     * @param marked prizes that are marked as exported: what is read of them now does not change any more. Of one that was withdrawn nothing
     *     is read
     */
    List<ExportedPrize> open(Lottery lottery, List<ClaimedPrize> marked, Instant now) {
        List<ClaimedPrize> standing =
                marked.stream().filter(prize -> !prize.isWithdrawn()).toList();
        List<Alias> toBeSent = standing.stream()
                .filter(prize -> prizeOf(lottery, prize).redemption() == Prize.Redemption.ADDRESS)
                .map(ClaimedPrize::winner)
                .toList();
        Map<Alias, byte[]> addresses = table.findAddresses(lottery.id(), toBeSent, now);
        Map<Integer, List<String>> codes = openCodes(lottery, standing);
        return marked.stream()
                .gather(Gatherers.mapConcurrent(config.exporters(), prize -> {
                    if (prize.isWithdrawn()) {
                        return ExportedPrize.of(prize, prizeOf(lottery, prize), ExportNote.WITHDRAWN);
                    }
                    return switch (prizeOf(lottery, prize).redemption()) {
                        case ADDRESS -> withAddress(lottery, prize, addresses.get(prize.winner()), now);
                        case CODE -> withCode(lottery, prize, codes);
                        case COUPON -> throw new IllegalStateException("a coupon is sent by WeChat Pay");
                    };
                }))
                .toList();
    }

    private ExportedPrize withAddress(Lottery lottery, ClaimedPrize claimed, byte @Nullable [] sealed, Instant now) {
        Prize prize = prizeOf(lottery, claimed);
        if (sealed == null) {
            return ExportedPrize.of(claimed, prize, whyThereIsNoAddress(lottery, claimed, now));
        }
        try {
            return ExportedPrize.of(claimed, prize, cipher.openAddress(lottery.id(), claimed.winner(), sealed));
        } catch (BrokenSealException e) {
            LOG.errorf("lottery %s: the address for prize %d: %s", lottery.id(), claimed.slot(), e.getMessage());
            return ExportedPrize.of(claimed, prize, ExportNote.UNREADABLE);
        }
    }

    private ExportNote whyThereIsNoAddress(Lottery lottery, ClaimedPrize claimed, Instant now) {
        if (!now.isBefore(claimed.addressLeftAt().plus(config.addressKept()))) {
            return ExportNote.EXPIRED;
        }
        LOG.errorf("lottery %s: the address for prize %d is not there", lottery.id(), claimed.slot());
        return ExportNote.UNREADABLE;
    }

    private static ExportedPrize withCode(Lottery lottery, ClaimedPrize claimed, Map<Integer, List<String>> codes) {
        Prize prize = prizeOf(lottery, claimed);
        int tier = lottery.plan().tierOf(claimed.slot());
        int index = lottery.plan().placeInTier(claimed.slot());
        List<String> ofTier = codes.getOrDefault(tier, List.of());
        if (index >= ofTier.size()) {
            LOG.errorf("lottery %s: there is no code for prize %d", lottery.id(), claimed.slot());
            return ExportedPrize.of(claimed, prize, ExportNote.UNREADABLE);
        }
        return ExportedPrize.of(claimed, prize, ofTier.get(index));
    }

    /** The codes of each tier of which a prize is claimed; none of a tier whose codes cannot be read. */
    private Map<Integer, List<String>> openCodes(Lottery lottery, List<ClaimedPrize> claimed) {
        Map<Integer, List<String>> codes = new HashMap<>();
        claimed.stream()
                .filter(prize -> prizeOf(lottery, prize).redemption() == Prize.Redemption.CODE)
                .map(prize -> lottery.plan().tierOf(prize.slot()))
                .distinct()
                .forEach(tier -> codes.put(tier, openCodes(lottery.id(), tier)));
        return codes;
    }

    private List<String> openCodes(LotteryId id, int tier) {
        try {
            return table.findCodes(id, tier)
                    .map(bytes -> cipher.openCodes(id, tier, bytes))
                    .orElse(List.of());
        } catch (BrokenSealException e) {
            LOG.errorf("lottery %s: the codes of tier %d: %s", id, tier, e.getMessage());
            return List.of();
        }
    }

    private static Prize prizeOf(Lottery lottery, ClaimedPrize claimed) {
        return lottery.plan().prizeOf(claimed.slot());
    }
}
