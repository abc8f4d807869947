package io.kaibo.lottery.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kaibo.testing.DeployedStack;
import io.kaibo.testing.Events;
import io.kaibo.testing.FunctionCase;
import io.kaibo.testing.FunctionCases;
import io.kaibo.testing.Http;
import java.util.List;
import java.util.Map;

/** The operators' function of lotteries as it is deployed. */
class LotteryAdminFunctions implements FunctionCases {

    @Override
    public List<FunctionCase> of(DeployedStack stack) {
        return List.of(FunctionCase.ofHttp(stack, "lottery-admin", () -> runs(stack), () -> refusesThePrize(stack)));
    }

    /** It writes and reads every type of a plan, derives aliases and encrypts a seed. */
    private static void runs(DeployedStack stack) {
        aRoomIsOnAir(stack);
        assertThat(stack.http()
                        .call("PUT", "/admin/lotteries/staff")
                        .asOperator()
                        .json("{\"persons\":[\"AAAAAAAAAAAAAAAAAAAAAA\"]}")
                        .send()
                        .status())
                .isEqualTo(200);
        JsonNode draft =
                stack.http().event("lottery-plan", Map.of()).asOperator().send().body();
        Http.Answer started = stack.http()
                .post(LotteryOperator.path(draft) + "/start")
                .asOperator()
                .json(LotteryOperator.version(draft)
                        .put("closesAfterRoom", true)
                        .toString())
                .send();
        assertThat(started.status()).isEqualTo(200);
        JsonNode found = stack.http()
                .get(LotteryOperator.path(draft))
                .asOperator()
                .send()
                .body();
        assertThat(found.path("rulesDigest")).isEqualTo(started.body().path("rulesDigest"));
        assertThat(found.at("/entrants/count").asText()).isEqualTo("0");
    }

    private static void refusesThePrize(DeployedStack stack) {
        aRoomIsOnAir(stack);
        Http.Answer answer = stack.http()
                .event("lottery-plan-with-a-prize-too-high", Map.of())
                .asOperator()
                .send();
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.field()).isEqualTo("plan.prizes[0].value");
    }

    private static void aRoomIsOnAir(DeployedStack stack) {
        stack.weChat().createRoom(Map.of("roomid", 701, "live_status", 101));
        stack.answer("room-sync", Events.read("schedule/whole"));
    }
}
