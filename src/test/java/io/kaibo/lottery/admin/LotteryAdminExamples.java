package io.kaibo.lottery.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.http.GoodBodies;
import io.kaibo.room.Sync;
import io.kaibo.testing.ContractExamples;
import io.kaibo.testing.Http;
import io.kaibo.testing.Operation;
import io.kaibo.testing.World;
import jakarta.inject.Singleton;
import java.util.Map;

/** The lottery of the contract's examples, a draft, and its room. */
@Singleton
class LotteryAdminExamples implements ContractExamples {

    private static final Operation CREATE = new Operation("POST", "/admin/lotteries");

    private final World world;
    private final Sync sync;
    private final Http http;

    LotteryAdminExamples(World world, Sync sync, Http http) {
        this.world = world;
        this.sync = sync;
        this.http = http;
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
    }
}
