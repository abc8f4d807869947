package io.kaibo.lottery.code;

import io.kaibo.http.Problem;
import io.kaibo.lottery.Fingerprints;
import io.kaibo.lottery.Lottery;
import io.kaibo.lottery.LotteryConflict;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryPath;
import io.kaibo.lottery.LotteryTable;
import io.kaibo.lottery.Prize;
import io.kaibo.lottery.prize.PrizeCipher;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** Gives a tier of a lottery its codes, before the start. Codes are for one plan: a change of the plan takes them away. */
@Singleton
class GiveCodes {

    /** How often the codes of all tiers are compared anew, since others were written meanwhile. */
    private static final int TRIES = 3;

    private static final Duration TRY_AGAIN = Duration.ofSeconds(1);

    private final LotteryTable lotteries;
    private final CodeTable table;
    private final PrizeCipher cipher;
    private final Fingerprints fingerprints;

    GiveCodes(LotteryTable lotteries, CodeTable table, PrizeCipher cipher, Fingerprints fingerprints) {
        this.lotteries = lotteries;
        this.table = table;
        this.cipher = cipher;
        this.fingerprints = fingerprints;
    }

    /**
     * Gives the tier these codes, in place of those it has.
     *
     * @param tier from 0
     * @throws Problem 404 if there is no such lottery or tier; 409 if it was changed or started since it was seen; 422 if the tier has
     *     other prizes, or not as many as there are codes, or another tier has one of the codes; 503 if others go on giving codes
     */
    CodesGiven give(LotteryId id, int tier, CodesBody body) {
        Lottery lottery = findAsSeen(id, body.version());
        checkTier(lottery, tier, body.codes());
        List<byte[]> marks = body.codes().stream()
                .map(code -> fingerprints.make(id, List.of(code)))
                .toList();
        CodeTable.Sealed sealed = new CodeTable.Sealed(cipher.sealCodes(id, tier, body.codes()), marks);
        for (int i = 0; i < TRIES; i++) {
            CodeTable.Known known = table.find(id, body.version(), tier);
            checkOthers(known, marks);
            if (table.give(known, tier, sealed)) {
                List<Integer> missing =
                        known.given().with(tier).findMissing(lottery.plan().codeTiers());
                return new CodesGiven(tier, body.version(), body.codes().size(), missing);
            }
            findAsSeen(id, body.version());
        }
        throw Problem.unavailable("The codes of another tier are being written.", TRY_AGAIN);
    }

    private Lottery findAsSeen(LotteryId id, String version) {
        Lottery found = lotteries.find(id).orElseThrow(LotteryPath::noSuchLottery);
        if (!found.state().isOpenToChange() || !found.version().equals(version)) {
            throw LotteryConflict.beforeStart(found);
        }
        return found;
    }

    private static void checkTier(Lottery lottery, int tier, List<String> codes) {
        if (tier >= lottery.plan().prizes().size()) {
            throw Problem.notFound("The lottery has no such tier.");
        }
        Prize prize = lottery.plan().prizes().get(tier);
        if (prize.redemption() != Prize.Redemption.CODE) {
            throw invalid("codes", "must not be given: the prizes of this tier are sent");
        }
        if (prize.quantity() != codes.size()) {
            throw invalid("codes", "must have as many elements as the tier has prizes: " + prize.quantity());
        }
    }

    private static void checkOthers(CodeTable.Known known, List<byte[]> marks) {
        List<Problem.FieldError> twice = IntStream.range(0, marks.size())
                .filter(i -> known.fingerprintsOfOthers().contains(ByteBuffer.wrap(marks.get(i))))
                .mapToObj(i -> new Problem.FieldError("codes[" + i + "]", "is a code of another tier"))
                .toList();
        if (!twice.isEmpty()) {
            throw Problem.invalid(twice);
        }
    }

    private static Problem invalid(String field, String detail) {
        return Problem.invalid(List.of(new Problem.FieldError(field, detail)));
    }
}
