package io.kaibo.lottery.entry;

import io.kaibo.http.Problem;
import io.kaibo.lottery.Lottery;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryState;
import io.kaibo.lottery.record.Draw;
import jakarta.inject.Singleton;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/** Finds what a lottery is checked with. */
@Singleton
class FindProof {

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    /** @param isFinal true if it never changes any more */
    record Found(LotteryProof proof, boolean isFinal) {}

    private final KnownLotteries lotteries;
    private final KnownResults results;
    private final Published published;

    FindProof(KnownLotteries lotteries, KnownResults results, Published published) {
        this.lotteries = lotteries;
        this.results = results;
        this.published = published;
    }

    /** @throws Problem 404 if there is no such lottery, or it was not started */
    Found find(LotteryId id) {
        Lottery lottery = lotteries.findPublic(id);
        PrizeResults drawn = lottery.state() == LotteryState.DRAWN ? results.find(lottery) : null;
        LotteryProof proof = new LotteryProof(
                base64(published.rules(lottery).bytes()),
                lottery.frozenDigest() == null
                        ? null
                        : base64(published.frozen(lottery).bytes()),
                drawn == null ? null : draw(id),
                drawn == null ? List.of() : drawn.passes());
        return new Found(proof, drawn == null ? lottery.state() == LotteryState.VOID : drawn.isFinal());
    }

    /** The bytes of a chunk. @throws Problem 404 if the lottery has none of this name */
    byte[] findChunk(LotteryId id, String sha256) {
        if (!SHA256.matcher(sha256).matches()) {
            throw noSuchChunk();
        }
        return published.findChunk(id, sha256).orElseThrow(FindProof::noSuchChunk);
    }

    private LotteryProof.Draw draw(LotteryId id) {
        Draw draw = published.draw(id);
        return new LotteryProof.Draw(draw.round(), HexFormat.of().formatHex(draw.signature()), base64(draw.ranks()));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static Problem noSuchChunk() {
        return Problem.notFound("The lottery has no such chunk.");
    }
}
