package io.kaibo.lottery.pass;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kaibo.aws.NewItem;
import io.kaibo.aws.Table;
import io.kaibo.aws.Tables;
import io.kaibo.base.Digests;
import io.kaibo.lottery.Alias;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryItems;
import io.kaibo.lottery.LotteryMapping;
import io.kaibo.lottery.LotteryPlan;
import io.kaibo.lottery.LotteryState;
import io.kaibo.lottery.RunningLotteries;
import io.kaibo.lottery.draw.OfferPrizes;
import io.kaibo.lottery.prize.Withdrawal;
import io.kaibo.lottery.record.FrozenRecord;
import io.kaibo.lottery.record.RecordBytes;
import io.kaibo.lottery.record.Rules;
import io.kaibo.person.LocalPersons;
import io.kaibo.testing.Http;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.SetupCalls;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The proof with passes of {@code lottery/known-answers.json} that this test plays: prizes are claimed, withdrawn and forgotten, and the proof
 * that Kaibo then answers is the one of the file, to the letter. The verifier's own tests replay its passes.
 */
@QuarkusTest
@WithTestResource(LocalServers.class)
class PassesKnownAnswerTest {

    private static final String NAME = "drawn with a round of quicknet, and passed on by Kaibo";

    @Inject
    World world;

    @Inject
    Http http;

    @Inject
    DrawnLotteries drawn;

    @Inject
    RunningLotteries lotteries;

    @Inject
    LotteryMapping mapping;

    @Inject
    RecordBytes records;

    @Inject
    OfferPrizes offerPrizes;

    @Inject
    PassPrizes passPrizes;

    @Inject
    WithdrawPrize withdrawPrize;

    @Inject
    Tables tables;

    private JsonNode known;
    private LotteryId id;

    @BeforeEach
    void putTheDraw() throws IOException {
        world.clean();
        known = read();
        SetupCalls.run(this::put);
    }

    @Test
    void thePassesAreThoseOfTheFile() {
        List<Alias> ranks = drawn.ranks(id);
        offerPrizes.offer(lotteries.find(id));
        claim(ranks.get(0));
        claim(ranks.get(2));
        withdraw(ranks.get(0), Withdrawal.Reason.CANNOT_RECEIVE);
        passOn();
        claim(ranks.get(3));
        passOn();
        withdraw(ranks.get(5), Withdrawal.Reason.WITHDRAWN);
        passOn();
        Http.Answer proof = http.get("/lotteries/" + id + "/proof").to("lottery-api");
        assertThat(proof.body()).isEqualTo(known.path("proof"));
        assertThat(proof.headers().get("cache-control")).contains("immutable");
    }

    private void claim(Alias alias) {
        assertThat(drawn.claim(id, alias, world.clock().instant())).isTrue();
    }

    private void withdraw(Alias alias, Withdrawal.Reason reason) {
        withdrawPrize.withdraw(id, alias, new WithdrawBody(reason, "中奖者放弃"));
    }

    private void passOn() {
        world.clock().advance(DrawnLotteries.UNTIL_PASS);
        passPrizes.pass(lotteries.find(id));
    }

    /** Puts the lottery as its draw leaves it, at the moment of its round. */
    private void put() {
        byte[] rulesBytes = base64(known.at("/proof/rules"));
        byte[] frozenBytes = base64(known.at("/proof/frozen"));
        Rules rules = records.readRules(rulesBytes);
        FrozenRecord frozen = records.readFrozen(frozenBytes);
        id = rules.lottery();
        Instant drawnAt = Instant.ofEpochSecond(rules.chain().toDrandChain().timeOf(frozen.round()));
        world.clock().stop();
        world.clock().advance(Duration.between(world.clock().instant(), drawnAt));
        Table table = tables.open(LotteryItems.TABLE);
        table.put(new NewItem(LotteryItems.lotteryKey(id))
                .with("id", id.value())
                .with("room", rules.room().value())
                .with("version", "v")
                .with("plan", mapping.write(plan(rules)))
                .with("createdAt", rules.opensAt())
                .with("opensAt", rules.opensAt())
                .with("closesAt", rules.closesAt())
                .with("rulesDigest", Digests.sha256Hex(rulesBytes))
                .with("frozenDigest", Digests.sha256Hex(frozenBytes))
                .with("round", frozen.round())
                .with("state", LotteryState.DRAWN));
        table.put(new NewItem(LotteryItems.rulesKey(id)).with("bytes", rulesBytes));
        table.put(new NewItem(LotteryItems.frozenKey(id))
                .with("bytes", frozenBytes)
                .with("starts", new byte[0]));
        table.put(new NewItem(LotteryItems.drawKey(id))
                .with("round", frozen.round())
                .with(
                        "signature",
                        HexFormat.of()
                                .parseHex(known.at("/proof/draw/signature").asText()))
                .with("ranks", base64(known.at("/proof/draw/ranks")))
                .with("drawnAt", drawnAt));
        for (Alias alias : Alias.split(base64(known.at("/proof/draw/ranks")))) {
            table.put(new NewItem(LotteryItems.entryKey(id, alias))
                    .with("person", LocalPersons.of("o-" + alias).value()));
        }
    }

    private static LotteryPlan plan(Rules rules) {
        return new LotteryPlan(
                rules.title(),
                rules.kind(),
                rules.keyword(),
                rules.prizes(),
                300,
                rules.claimSeconds(),
                rules.passes(),
                rules.minimum(),
                rules.winLimit());
    }

    private static byte[] base64(JsonNode text) {
        return Base64.getDecoder().decode(text.textValue());
    }

    private JsonNode read() throws IOException {
        try (InputStream file = PassesKnownAnswerTest.class.getResourceAsStream("/lottery/known-answers.json")) {
            JsonNode all = world.tree(new String(file.readAllBytes(), StandardCharsets.UTF_8));
            return StreamSupport.stream(all.spliterator(), false)
                    .filter(one -> one.path("name").asText().equals(NAME))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
