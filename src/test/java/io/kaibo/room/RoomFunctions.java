package io.kaibo.room;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kaibo.sandbox.Fault;
import io.kaibo.testing.DeployedStack;
import io.kaibo.testing.Events;
import io.kaibo.testing.FunctionCase;
import io.kaibo.testing.FunctionCases;
import io.kaibo.testing.Http;
import java.util.List;
import java.util.Map;

/** The functions of rooms as they are deployed. */
class RoomFunctions implements FunctionCases {

    @Override
    public List<FunctionCase> of(DeployedStack stack) {
        return List.of(
                FunctionCase.ofHttp(stack, "room-api", () -> shows(stack), () -> refusesTheLimit(stack)),
                FunctionCase.ofHttp(stack, "room-admin", () -> syncsNow(stack), () -> refusesTheKey(stack)),
                new FunctionCase(
                        "room-sync",
                        () -> syncs(stack),
                        () -> stack.fails("room-sync", Events.read("schedule/no-pass"), "Could not deserialize"),
                        () -> {
                            stack.weChat().fault("/wxa/business/getliveinfo", new Fault.Refuse(-1), 0, 0);
                            stack.fails("room-sync", Events.read("schedule/whole"), "WeChatException");
                        }));
    }

    private static void shows(DeployedStack stack) {
        syncs(stack);
        Http.Answer answer = stack.http().get("/rooms/wx-7").send();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().at("/room/name").asText()).isEqualTo("第一场");
    }

    private static void refusesTheLimit(DeployedStack stack) {
        Http.Answer answer = stack.http().get("/rooms?limit=many").send();
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.field()).isEqualTo("limit");
    }

    private static void syncsNow(DeployedStack stack) {
        aRoomIsOnAir(stack);
        Http.Answer answer = stack.http().post("/admin/rooms/sync").asOperator().send();
        assertThat(answer.status()).isEqualTo(200);
        assertSynced(answer.body());
    }

    private static void refusesTheKey(DeployedStack stack) {
        assertThat(stack.http()
                        .post("/admin/rooms/sync")
                        .bearer("guessed")
                        .send()
                        .status())
                .isEqualTo(401);
    }

    private static void syncs(DeployedStack stack) {
        aRoomIsOnAir(stack);
        assertSynced(stack.answer("room-sync", Events.read("schedule/whole")));
    }

    private static void aRoomIsOnAir(DeployedStack stack) {
        stack.weChat().createRoom(Map.of("roomid", 7, "name", "第一场", "live_status", 101));
    }

    private static void assertSynced(JsonNode report) {
        assertThat(report.path("finished").asBoolean()).isTrue();
        assertThat(report.path("rooms").asInt()).isEqualTo(1);
    }
}
