package io.kaibo.lottery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kaibo.base.Digests;
import io.kaibo.drand.DrandConfig;
import io.kaibo.drand.RoundSignature;
import io.kaibo.lottery.draw.DrawKey;
import io.kaibo.lottery.draw.Ranking;
import io.kaibo.lottery.record.FrozenRecord;
import io.kaibo.lottery.record.RecordBytes;
import io.kaibo.lottery.record.Rules;
import io.kaibo.testing.World;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** Checks the proof of a drawn lottery as anybody can: by what the function of viewers answers, and the digests that were shown. */
@Singleton
class PublishedProofs {

    private static final int ALL = 10_000;

    /** An instance shows what it has read for a few seconds. */
    private static final Duration KNOWN = Duration.ofSeconds(6);

    private final Lotteries lotteries;
    private final RunningLotteries found;
    private final RecordBytes records;
    private final DrandConfig drand;
    private final World world;

    PublishedProofs(Lotteries lotteries, RunningLotteries found, RecordBytes records, DrandConfig drand, World world) {
        this.lotteries = lotteries;
        this.found = found;
        this.records = records;
        this.drand = drand;
        this.world = world;
    }

    /** The aliases by rank. @throws AssertionError if what is published does not fit together */
    List<Alias> verify(LotteryId id) {
        world.clock().advance(KNOWN);
        Lottery lottery = found.find(id);
        JsonNode proof = lotteries.get(id, "/proof").body();
        byte[] rulesBytes = base64(proof.path("rules"));
        byte[] frozenBytes = base64(proof.path("frozen"));
        byte[] signature = HexFormat.of().parseHex(proof.at("/draw/signature").asText());
        Rules rules = records.readRules(rulesBytes);
        FrozenRecord frozen = records.readFrozen(frozenBytes);
        assertThat(Digests.sha256Hex(rulesBytes))
                .isEqualTo(lottery.rulesDigest())
                .isEqualTo(frozen.rules());
        assertThat(Digests.sha256Hex(frozenBytes)).isEqualTo(lottery.frozenDigest());
        byte[] seed = HexFormat.of().parseHex(frozen.seed());
        assertThat(Digests.sha256Hex(seed)).isEqualTo(rules.commitment());
        assertThat(RoundSignature.verify(drand.currentChain(), frozen.round(), signature))
                .isPresent();
        Ranking ranking = new Ranking(DrawKey.derive(seed, frozenBytes, signature), ALL);
        for (String name : frozen.entries().chunks()) {
            byte[] chunk = base64(lotteries.get(id, "/chunks/" + name).body());
            assertThat(Digests.sha256Hex(chunk)).isEqualTo(name);
            ranking.offerAll(chunk);
        }
        List<Alias> ranks = ranking.ranks();
        assertThat(ranks).hasSize(frozen.entries().count());
        assertThat(Alias.split(base64(proof.at("/draw/ranks")))).isEqualTo(ranks);
        verifyPasses(proof.path("passes"), rules, ranks);
        return ranks;
    }

    /** The passes are numbered without a gap, and leave no rank out. */
    private static void verifyPasses(JsonNode passes, Rules rules, List<Alias> ranks) {
        int rank = rules.prizes().stream().mapToInt(Prize::quantity).sum();
        for (int i = 0; i < passes.size(); i++) {
            JsonNode pass = passes.get(i);
            assertThat(pass.path("number").asInt()).isEqualTo(i + 1);
            if (pass.has("rank")) {
                rank++;
                assertThat(pass.path("rank").asInt()).isEqualTo(rank);
                assertThat(pass.path("to").asText())
                        .isEqualTo(ranks.get(rank - 1).text());
            }
        }
    }

    private static byte[] base64(JsonNode text) {
        return Base64.getDecoder().decode(text.textValue());
    }
}
