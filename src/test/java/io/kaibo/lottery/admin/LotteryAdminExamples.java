package io.kaibo.lottery.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.http.GoodBodies;
import io.kaibo.lottery.Alias;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.prize.Offer;
import io.kaibo.lottery.prize.WinnerTable;
import io.kaibo.person.LocalPersons;
import io.kaibo.room.Sync;
import io.kaibo.testing.ContractExamples;
import io.kaibo.testing.Http;
import io.kaibo.testing.Operation;
import io.kaibo.testing.SetupCalls;
import io.kaibo.testing.World;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;

/** The lottery of the contract's examples, a draft, its room, and a winner. */
@Singleton
class LotteryAdminExamples implements ContractExamples {

    private static final Operation CREATE = new Operation("POST", "/admin/lotteries");

    private final World world;
    private final Sync sync;
    private final Http http;
    private final WinnerTable winners;

    LotteryAdminExamples(World world, Sync sync, Http http, WinnerTable winners) {
        this.world = world;
        this.sync = sync;
        this.http = http;
        this.winners = winners;
    }

    @Override
    public void create() {
        var body = GoodBodies.of(CREATE);
        long room = Long.parseLong(body.path("roomId").asText().substring("wx-".length()));
        world.sandbox().createRoom(Map.of("roomid", room, "live_status", 101));
        sync.recent();
        Http.Answer created =
                http.post(CREATE.path()).asOperator().json(body.toString()).send();
        assertThat(created.status()).isEqualTo(201);
        assertThat(LotteryOperator.path(created.body()))
                .isEqualTo(new Operation("GET", "/admin/lotteries/{lotteryId}").examplePath());
        writeWinner(new LotteryId(created.body().path("id").asText()));
    }

    /** A winner whose prize can no longer be withdrawn: the draft that they stand in has no winners to count. */
    private void writeWinner(LotteryId id) {
        Instant now = world.clock().instant();
        Offer offer = new Offer(new Alias(0, 0), LocalPersons.of("o-1"), 0, 1, now, now, null);
        SetupCalls.run(() -> winners.write(id, offer));
    }
}
