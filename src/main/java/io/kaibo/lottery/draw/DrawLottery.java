package io.kaibo.lottery.draw;

import io.kaibo.drand.DrandChain;
import io.kaibo.drand.DrandMirrors;
import io.kaibo.drand.RoundAnswer;
import io.kaibo.drand.RoundSignature;
import io.kaibo.lottery.Alias;
import io.kaibo.lottery.Lottery;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.record.Draw;
import io.kaibo.lottery.record.FrozenRecord;
import io.kaibo.lottery.record.Records;
import io.kaibo.lottery.record.Rules;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Draws the winners of a frozen lottery, once drand's round is out and its signature is verified. Doing it again gives the same winners:
 * they follow from the frozen record and the signature, and there is one valid signature of a round.
 */
@Singleton
public class DrawLottery {

    /** How many ranks are kept: with few exceptions, prizes that are not claimed go to ranks among them. */
    static final int RANKS = 2_000;

    private final DrawTable table;
    private final RankEntrants rankEntrants;
    private final Records records;
    private final DrandMirrors mirrors;
    private final Clock clock;

    DrawLottery(DrawTable table, RankEntrants rankEntrants, Records records, DrandMirrors mirrors, Clock clock) {
        this.table = table;
        this.rankEntrants = rankEntrants;
        this.records = records;
        this.mirrors = mirrors;
        this.clock = clock;
    }

    /**
     * Draws, if the round can be had.
     *
     * @return false if it cannot be had now
     */
    public boolean draw(Lottery lottery) {
        Records.FixedFrozen fixed = records.findFrozen(lottery);
        FrozenRecord frozen = fixed.record();
        Rules rules = records.findRules(lottery).rules();
        DrandChain chain = rules.chain().toDrandChain();
        Optional<RoundSignature> signature = findSignature(lottery.id(), chain, Objects.requireNonNull(frozen.round()));
        if (signature.isEmpty()) {
            return false;
        }
        List<Alias> ranks = rankEntrants.rank(fixed, signature.get().bytes(), RANKS);
        table.writeDraw(
                lottery.id(),
                new Draw(signature.get().round(), signature.get().bytes(), Alias.join(ranks), clock.instant()));
        return true;
    }

    /** The one that an operator handed in, or else a mirror's. Either is verified. */
    private Optional<RoundSignature> findSignature(LotteryId id, DrandChain chain, long round) {
        return table.findHandedIn(id)
                .flatMap(signature -> RoundSignature.verify(chain, round, signature))
                .or(() -> fetch(chain, round));
    }

    private Optional<RoundSignature> fetch(DrandChain chain, long round) {
        return mirrors.fetch(chain, round) instanceof RoundAnswer.Found(RoundSignature signature)
                ? Optional.of(signature)
                : Optional.empty();
    }
}
