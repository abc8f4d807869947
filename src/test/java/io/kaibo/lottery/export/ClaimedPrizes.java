package io.kaibo.lottery.export;

import io.kaibo.aws.Condition;
import io.kaibo.aws.Item;
import io.kaibo.aws.NewItem;
import io.kaibo.aws.Table;
import io.kaibo.aws.Tables;
import io.kaibo.aws.Transaction;
import io.kaibo.aws.TransactionResult;
import io.kaibo.aws.Update;
import io.kaibo.http.Role;
import io.kaibo.lottery.Alias;
import io.kaibo.lottery.Lotteries;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryItems;
import io.kaibo.lottery.LotteryPlan;
import io.kaibo.lottery.LotteryState;
import io.kaibo.lottery.claim.ClaimTable;
import io.kaibo.lottery.prize.Address;
import io.kaibo.lottery.prize.PrizeCipher;
import io.kaibo.lottery.prize.PrizeState;
import io.kaibo.person.LocalPersons;
import io.kaibo.testing.Http;
import io.kaibo.testing.SetupCalls;
import io.kaibo.testing.World;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Drawn lotteries whose winners have claimed, as their claims leave them, and exports of them. */
@Singleton
class ClaimedPrizes {

    static final Address ADDRESS = new Address("王小明", "+86 13987654321", "广东省深圳市南山区", "科苑路 1 号", "518000");

    private final World world;
    private final Lotteries lotteries;
    private final PrizeCipher cipher;
    private final Http http;
    private final Tables tables;
    private final Table table;

    ClaimedPrizes(World world, Lotteries lotteries, PrizeCipher cipher, Http http, Tables tables) {
        this.world = world;
        this.lotteries = lotteries;
        this.cipher = cipher;
        this.http = http;
        this.tables = tables;
        this.table = tables.open(LotteryItems.TABLE);
    }

    /** A first prize to be sent, and two second prizes that are codes. */
    LotteryId drawn() {
        return drawn(Lotteries.forLikes());
    }

    LotteryId drawn(LotteryPlan plan) {
        return lotteries.create(plan, LotteryState.DRAWN);
    }

    Alias win(LotteryId id, String openid, int slot, PrizeState state) {
        Alias alias = Lotteries.alias(id, openid);
        Instant now = world.clock().instant();
        SetupCalls.run(() -> table.put(new NewItem(LotteryItems.winnerKey(id, alias))
                .with("slot", slot)
                .with("rank", slot + 1)
                .with("winner", LocalPersons.of(openid).value())
                .with("state", state)
                .with("offeredAt", now)
                .with("deadline", now.plus(Duration.ofDays(7)))
                .withIfPresent("claimedAt", state == PrizeState.OFFERED ? null : now)));
        return alias;
    }

    Alias claim(LotteryId id, String openid, int slot, Address address) {
        Alias alias = win(id, openid, slot, PrizeState.CLAIMED);
        SetupCalls.run(() -> table.put(sealed(id, alias, address)));
        return alias;
    }

    private NewItem sealed(LotteryId id, Alias alias, Address address) {
        return new NewItem(LotteryItems.addressKey(id, alias))
                .with("sealed", cipher.sealAddress(id, alias, address))
                .withTimeToLive("expiresAt", world.clock().instant().plus(Duration.ofDays(90)));
    }

    /** Corrects an address as a winner does. @return false if it was exported */
    boolean correct(LotteryId id, Alias alias, Address address) {
        return SetupCalls.call(() -> tables.write(new Transaction()
                        .update(
                                table,
                                LotteryItems.winnerKey(id, alias),
                                Update.set("correctedAt = :begun")
                                        .named("#state", "state")
                                        .with(":begun", world.clock().instant())
                                        .with(":claimed", PrizeState.CLAIMED),
                                ClaimTable.CORRECTABLE)
                        .put(table, sealed(id, alias, address), Condition.inTransaction("attribute_exists(sealed)")))
                instanceof TransactionResult.Done);
    }

    /** Withdraws a prize that was claimed, as an operator does. */
    void withdraw(LotteryId id, Alias alias) {
        SetupCalls.run(() -> table.update(
                LotteryItems.winnerKey(id, alias),
                Update.set("#state = :withdrawn").named("#state", "state").with(":withdrawn", PrizeState.WITHDRAWN)));
    }

    void setCorrected(LotteryId id, Alias alias) {
        SetupCalls.run(() -> table.update(
                LotteryItems.winnerKey(id, alias),
                Update.set("correctedAt = :now").with(":now", world.clock().instant())));
    }

    void addCodes(LotteryId id, int tier, String... codes) {
        SetupCalls.run(() -> table.put(new NewItem(LotteryItems.codesKey(id, tier))
                .with("sealed", cipher.sealCodes(id, tier, List.of(codes)))));
    }

    Http.Answer export(LotteryId id) {
        return http.post("/admin/exports/lotteries/" + id).as(Role.SHIPPING).to("lottery-export");
    }

    /** The lines behind the one that names the columns. */
    static List<String> rows(Http.Answer answer) {
        List<String> lines = Arrays.asList(answer.body().asText().split("\r\n"));
        return lines.subList(1, lines.size());
    }

    Item winner(LotteryId id, Alias alias) {
        return new Item(world.item(LotteryItems.TABLE, LotteryItems.winnerKey(id, alias)));
    }

    /** What was written of the exports of a lottery. */
    List<Item> records(LotteryId id) {
        return world.items(LotteryItems.TABLE).stream()
                .map(Item::new)
                .filter(item -> item.text("pk").equals(LotteryItems.lotteryPartition(id))
                        && item.text("sk").startsWith(LotteryItems.EXPORT))
                .toList();
    }
}
