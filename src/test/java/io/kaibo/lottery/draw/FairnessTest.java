package io.kaibo.lottery.draw;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.lottery.Alias;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Each entrant wins as often as any other, over 20,000 draws: chi-square at 0.001. The seeds are fixed, so the test gives the same result
 * each time.
 */
class FairnessTest {

    private static final int DRAWS = 20_000;
    private static final int ENTRANTS = 48;
    private static final int PRIZES = 3;

    /** The 0.999 quantile of chi-square with 47 degrees of freedom. */
    private static final double CRITICAL = 82.72;

    /** Winners of one draw, as numbers of entrants. */
    private interface Draw {
        List<Integer> winners(byte[] key, List<Alias> entrants);
    }

    @Test
    void theFirstPrizeFallsOnEachEntrantAlike() {
        assertThat(firstPrize(FairnessTest::ranked)).isLessThan(CRITICAL);
    }

    @Test
    void anyPrizeFallsOnEachEntrantAlike() {
        assertThat(anyPrize(FairnessTest::ranked)).isLessThan(CRITICAL);
    }

    @Test
    void aDrawWithModuloBiasFailsBothTests() {
        assertThat(firstPrize(FairnessTest::byModulo)).isGreaterThan(CRITICAL);
        assertThat(anyPrize(FairnessTest::byModulo)).isGreaterThan(CRITICAL);
    }

    private static double firstPrize(Draw draw) {
        int[] wins = new int[ENTRANTS];
        drawAll(draw).forEach(winners -> wins[winners.getFirst()]++);
        return chiSquare(wins, (double) DRAWS / ENTRANTS);
    }

    /** The winners of one draw exclude each other, which makes the sum smaller: the factor makes it chi-square again. */
    private static double anyPrize(Draw draw) {
        int[] wins = new int[ENTRANTS];
        drawAll(draw).forEach(winners -> winners.forEach(winner -> wins[winner]++));
        return chiSquare(wins, (double) DRAWS * PRIZES / ENTRANTS) * (ENTRANTS - 1) / (ENTRANTS - PRIZES);
    }

    private static double chiSquare(int[] observed, double expected) {
        double sum = 0;
        for (int wins : observed) {
            sum += (wins - expected) * (wins - expected) / expected;
        }
        return sum;
    }

    private static List<List<Integer>> drawAll(Draw draw) {
        Random random = new Random(1);
        List<List<Integer>> all = new ArrayList<>();
        for (int i = 0; i < DRAWS; i++) {
            List<Alias> entrants = new ArrayList<>();
            for (int entrant = 0; entrant < ENTRANTS; entrant++) {
                entrants.add(new Alias(random.nextLong(), random.nextLong()));
            }
            byte[] key = new byte[32];
            random.nextBytes(key);
            all.add(draw.winners(key, entrants));
        }
        return all;
    }

    private static List<Integer> ranked(byte[] key, List<Alias> entrants) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        entrants.forEach(alias -> bytes.writeBytes(alias.toBytes()));
        Ranking ranking = new Ranking(key, PRIZES);
        ranking.offerAll(bytes.toByteArray());
        return ranking.ranks().stream().map(entrants::indexOf).toList();
    }

    /** A byte modulo 48: the first sixteen entrants win a fifth more often. */
    private static List<Integer> byModulo(byte[] key, List<Alias> entrants) {
        List<Integer> left = new ArrayList<>();
        for (int entrant = 0; entrant < entrants.size(); entrant++) {
            left.add(entrant);
        }
        List<Integer> winners = new ArrayList<>();
        for (int prize = 0; prize < PRIZES; prize++) {
            winners.add(left.remove(Byte.toUnsignedInt(key[prize]) % left.size()));
        }
        return winners;
    }
}
