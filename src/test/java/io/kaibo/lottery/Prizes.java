package io.kaibo.lottery;

import com.fasterxml.jackson.databind.JsonNode;
import io.kaibo.aws.Item;
import io.kaibo.aws.Table;
import io.kaibo.aws.Tables;
import io.kaibo.aws.Update;
import io.kaibo.lottery.prize.Offer;
import io.kaibo.lottery.prize.PrizeCipher;
import io.kaibo.lottery.prize.PrizeState;
import io.kaibo.lottery.prize.WinnerTable;
import io.kaibo.lottery.prize.Withdrawal;
import io.kaibo.person.LocalPersons;
import io.kaibo.testing.Http;
import io.kaibo.testing.SetupCalls;
import io.kaibo.testing.World;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Lotteries that are drawn, prizes that are offered, and how their winners claim them: slot 0 is sent, slots 1 and 2 are codes. */
@Singleton
public class Prizes {

    public static final int SENT = 0;
    public static final int CODE = 1;
    public static final int OTHER_CODE = 2;

    /** The tier of the codes. */
    public static final int CODE_TIER = 1;

    /** In the order of the slots. */
    public static final List<String> CODES = List.of("ZZ-CODE-4711-a", "ZZ-CODE-4711-b");

    public static final String ADDRESS = address("13812345678");

    /** From the offer to the deadline. */
    public static final Duration CLAIM = Duration.ofHours(1);

    private final Lotteries lotteries;
    private final WinnerTable winners;
    private final PrizeCipher cipher;
    private final World world;
    private final Table table;

    Prizes(Lotteries lotteries, WinnerTable winners, PrizeCipher cipher, World world, Tables tables) {
        this.lotteries = lotteries;
        this.winners = winners;
        this.cipher = cipher;
        this.world = world;
        this.table = tables.open(LotteryItems.TABLE);
    }

    /** A body with an address. */
    public static String address(String telephone) {
        return """
                {"address":{"name":"张三丰","telephone":"%s","region":["广东省","深圳市","南山区"],"detail":"ZZKeYuanRoad1"}}""".formatted(telephone);
    }

    /** A lottery that is drawn and has its codes. */
    public LotteryId draw() {
        LotteryId id = lotteries.create(Lotteries.forLikes(), LotteryState.DRAWN);
        putCodes(id);
        SetupCalls.run(() -> table.update(
                LotteryItems.lotteryKey(id), Update.set("offered = :true").with(":true", true)));
        return id;
    }

    /** Has the lottery be one whose prizes are not all offered yet. */
    public void beginOffering(LotteryId id) {
        SetupCalls.run(() -> table.update(LotteryItems.lotteryKey(id), Update.remove("offered")));
    }

    /** Puts the codes of a lottery's second tier. */
    public void putCodes(LotteryId id) {
        SetupCalls.run(() -> {
            Map<String, AttributeValue> codes = new HashMap<>(LotteryItems.codesKey(id, CODE_TIER));
            codes.put("version", Item.of("v"));
            codes.put("sealed", Item.of(cipher.sealCodes(id, CODE_TIER, CODES)));
            codes.put("fingerprints", Item.of(new byte[0]));
            world.putItem(LotteryItems.TABLE, codes);
        });
    }

    /** Offers the prize of a slot, from now until an hour later. */
    public void offer(LotteryId id, String openid, int slot) {
        SetupCalls.run(() -> {
            var now = world.clock().instant();
            winners.write(
                    id,
                    new Offer(
                            Lotteries.alias(id, openid),
                            LocalPersons.of(openid),
                            slot,
                            slot + 1,
                            now,
                            now.plus(CLAIM),
                            null));
        });
    }

    /** The prize is exported, as {@code lottery-export} does it. */
    public void export(LotteryId id, String openid) {
        set(
                id,
                openid,
                Update.set("exportedAt = :now").with(":now", world.clock().instant()));
    }

    public void end(LotteryId id, String openid, PrizeState state) {
        set(id, openid, Update.set("#state = :state").named("#state", "state").with(":state", state));
    }

    /** The shop withdraws the prize, in these words. */
    public void withdraw(LotteryId id, String openid, String words) {
        set(
                id,
                openid,
                Update.set("#state = :state, withdrawnFor = :reason, withdrawnWords = :words, withdrawnAt = :now")
                        .named("#state", "state")
                        .with(":state", PrizeState.WITHDRAWN)
                        .with(":reason", Withdrawal.Reason.CANNOT_RECEIVE)
                        .with(":words", words)
                        .with(":now", world.clock().instant()));
    }

    private void set(LotteryId id, String openid, Update update) {
        SetupCalls.run(() -> table.update(LotteryItems.winnerKey(id, Lotteries.alias(id, openid)), update));
    }

    public Http.Answer claim(LotteryId id, String openid, String body) {
        return lotteries
                .as(openid, "PUT", "/lotteries/" + id + "/prize")
                .json(body)
                .to("lottery-api");
    }

    public Http.Answer list(String openid, String query) {
        return lotteries.as(openid, "GET", "/lotteries/mine" + query).to("lottery-api");
    }

    /** The only prize of a viewer. */
    public JsonNode only(String openid) {
        JsonNode prizes = list(openid, "").body().path("prizes");
        if (prizes.size() != 1) {
            throw new AssertionError(prizes.size() + " prizes");
        }
        return prizes.get(0);
    }

    /** The item of a winner. */
    public Item winner(LotteryId id, String openid) {
        return new Item(world.item(LotteryItems.TABLE, LotteryItems.winnerKey(id, Lotteries.alias(id, openid))));
    }

    /** The telephone number of the address that a winner left; empty if there is none. */
    public String telephone(LotteryId id, String openid) {
        Alias alias = Lotteries.alias(id, openid);
        Item item = new Item(world.item(LotteryItems.TABLE, LotteryItems.addressKey(id, alias)));
        return item.has("sealed")
                ? SetupCalls.call(() -> cipher.openAddress(id, alias, item.bytes("sealed")))
                        .telephone()
                : "";
    }
}
