package io.kaibo.lottery.draw;

import io.kaibo.drand.DrandChain;
import io.kaibo.drand.DrandMirrors;
import io.kaibo.drand.RoundAnswer;
import io.kaibo.drand.RoundSignature;
import io.kaibo.lottery.Alias;
import io.kaibo.lottery.Lottery;
import io.kaibo.lottery.LotteryConfig;
import io.kaibo.lottery.LotteryId;
import io.kaibo.person.Person;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Gatherers;

/**
 * Draws the winners of a frozen lottery, once drand's round is out and its signature is verified. Doing it again gives the same winners:
 * they follow from the frozen record and the signature, and there is one valid signature of a round.
 */
@Singleton
class DrawLottery {

    /** How many ranks are kept: with few exceptions, prizes that are not claimed go to ranks among them. */
    static final int RANKS = 2_000;

    private final DrawTable table;
    private final ChunkTable chunks;
    private final RecordBytes records;
    private final DrandMirrors mirrors;
    private final LotteryConfig config;
    private final Clock clock;

    DrawLottery(
            DrawTable table,
            ChunkTable chunks,
            RecordBytes records,
            DrandMirrors mirrors,
            LotteryConfig config,
            Clock clock) {
        this.table = table;
        this.chunks = chunks;
        this.records = records;
        this.mirrors = mirrors;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Draws, if the round can be had.
     *
     * @return false if it cannot be had now
     */
    boolean draw(Lottery lottery) {
        byte[] bytes = table.findFrozen(lottery.id());
        if (!Digests.sha256Hex(bytes).equals(lottery.frozenDigest())) {
            throw new IllegalStateException("the frozen record is not the one that was published");
        }
        FrozenRecord frozen = records.readFrozen(bytes);
        byte[] rulesBytes = table.findRules(lottery.id());
        if (!Digests.sha256Hex(rulesBytes).equals(frozen.rules())) {
            throw new IllegalStateException("the rules are not those of the frozen record");
        }
        Rules rules = records.readRules(rulesBytes);
        DrandChain chain = rules.chain().toDrandChain();
        Optional<RoundSignature> signature = findSignature(lottery.id(), chain, Objects.requireNonNull(frozen.round()));
        if (signature.isEmpty()) {
            return false;
        }
        byte[] key = DrawKey.derive(
                HexFormat.of().parseHex(frozen.seed()), bytes, signature.get().bytes());
        List<Alias> ranks = rank(lottery.id(), frozen.entries(), key);
        table.writeDraw(
                lottery.id(),
                new DrawTable.Draw(signature.get().round(), signature.get().bytes(), ranks, clock.instant()));
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

    /** Reads the chunks a few at a time; each is checked against its name. */
    private List<Alias> rank(LotteryId id, AliasList entries, byte[] drawKey) {
        Ranking ranking = new Ranking(drawKey, RANKS);
        entries.chunks().stream()
                .gather(Gatherers.mapConcurrent(config.readers(), name -> chunks.find(id, name)))
                .forEach(ranking::offerAll);
        return ranking.ranks();
    }

    /** Writes the winners of a lottery that is drawn. Some may be written already. */
    void writeWinners(Lottery lottery) {
        DrawTable.Draw draw = table.findDraw(lottery.id());
        List<Alias> winners =
                draw.ranks().stream().limit(lottery.plan().countPrizes()).toList();
        Map<Alias, Person> persons = table.findPersons(lottery.id(), winners);
        Instant deadline = draw.drawnAt().plusSeconds(lottery.plan().claimSeconds());
        for (int slot = 0; slot < winners.size(); slot++) {
            Alias alias = winners.get(slot);
            Person person = Objects.requireNonNull(persons.get(alias), "a winner has no entry");
            table.writeWinner(lottery.id(), new DrawTable.Winner(alias, person, slot, deadline), draw.drawnAt());
        }
        table.writeDone(lottery.id());
    }
}
