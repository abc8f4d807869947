package io.kaibo.lottery.draw;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kaibo.base.Digests;
import io.kaibo.drand.DrandChain;
import io.kaibo.drand.RoundSignature;
import io.kaibo.lottery.Alias;
import io.kaibo.lottery.Prize;
import io.kaibo.lottery.record.AliasChunks;
import io.kaibo.lottery.record.AliasList;
import io.kaibo.lottery.record.FrozenRecord;
import io.kaibo.lottery.record.RecordBytes;
import io.kaibo.lottery.record.Rules;
import io.kaibo.testing.LocalServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The proofs of {@code lottery/known-answers.json}, which the verifier's own tests read too: two implementations that share no line agree
 * on every byte.
 */
@QuarkusTest
@WithTestResource(LocalServers.class)
class KnownAnswersTest {

    @Inject
    RecordBytes records;

    @Test
    void theRecordsAreWrittenAsTheFileHasThem() throws IOException {
        for (JsonNode known : readAll()) {
            byte[] rules = base64(known.at("/proof/rules"));
            byte[] frozen = base64(known.at("/proof/frozen"));
            assertThat(records.write(records.readRules(rules))).as(name(known)).isEqualTo(rules);
            assertThat(records.write(records.readFrozen(frozen)))
                    .as(name(known))
                    .isEqualTo(frozen);
            assertThat(records.readFrozen(frozen).rules()).isEqualTo(Digests.sha256Hex(rules));
        }
    }

    @Test
    void theListsAreCutIntoTheChunksOfTheFile() throws IOException {
        for (JsonNode known : readAll()) {
            FrozenRecord frozen = records.readFrozen(base64(known.at("/proof/frozen")));
            for (AliasList list : List.of(frozen.entries(), frozen.leftOut(), frozen.staff())) {
                AliasChunks again =
                        new AliasChunks(chunk -> assertThat(chunk.bytes()).isEqualTo(chunk(known, chunk.sha256())));
                list.chunks().forEach(chunk -> Alias.split(chunk(known, chunk)).forEach(again::add));
                assertThat(again.finish()).as(name(known)).isEqualTo(list);
            }
        }
    }

    @Test
    void theWinnersAreThoseOfTheFile() throws IOException {
        int drawn = 0;
        for (JsonNode known : readAll()) {
            FrozenRecord frozen = records.readFrozen(base64(known.at("/proof/frozen")));
            Rules rules = records.readRules(base64(known.at("/proof/rules")));
            if (frozen.round() == null) {
                assertThat(frozen.entries().count()).isLessThan(rules.minimum());
                assertThat(known.path("proof").has("draw")).isFalse();
                continue;
            }
            drawn++;
            List<Alias> ranks = rank(known, frozen, rules.chain().toDrandChain());
            assertThat(ranks).as(name(known)).isEqualTo(Alias.split(base64(known.at("/proof/draw/ranks"))));
            if (known.at("/proof/passes").isEmpty()) {
                List<String> winners = new ArrayList<>();
                known.path("winners").forEach(winner -> winners.add(winner.asText()));
                int prizes = rules.prizes().stream().mapToInt(Prize::quantity).sum();
                assertThat(ranks.stream().limit(prizes).map(Alias::text))
                        .as(name(known))
                        .isEqualTo(winners);
            }
        }
        assertThat(drawn).isGreaterThan(1);
    }

    private static List<Alias> rank(JsonNode known, FrozenRecord frozen, DrandChain chain) {
        long round = frozen.round();
        assertThat(known.at("/proof/draw/round").asLong()).isEqualTo(round);
        RoundSignature signature = RoundSignature.verify(
                        chain, round, known.at("/proof/draw/signature").asText())
                .orElseThrow();
        byte[] key = DrawKey.derive(
                HexFormat.of().parseHex(frozen.seed()), base64(known.at("/proof/frozen")), signature.bytes());
        Ranking ranking = new Ranking(key, DrawLottery.RANKS);
        frozen.entries().chunks().forEach(chunk -> ranking.offerAll(chunk(known, chunk)));
        return ranking.ranks();
    }

    private static byte[] chunk(JsonNode known, String sha256) {
        return base64(known.path("chunks").path(sha256));
    }

    private static byte[] base64(JsonNode text) {
        return Base64.getDecoder().decode(text.textValue());
    }

    private static String name(JsonNode known) {
        return known.path("name").asText();
    }

    private static JsonNode readAll() throws IOException {
        try (InputStream file = KnownAnswersTest.class.getResourceAsStream("/lottery/known-answers.json")) {
            return new ObjectMapper().readTree(file);
        }
    }
}
