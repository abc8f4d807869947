package io.kaibo.lottery.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kaibo.http.GoodBodies;
import io.kaibo.http.Role;
import io.kaibo.room.Sync;
import io.kaibo.testing.Http;
import io.kaibo.testing.Operation;
import io.kaibo.testing.World;
import jakarta.inject.Singleton;
import java.util.Map;

/** An operator who runs lotteries, in a room that is on air. */
@Singleton
public class LotteryOperator {

    static final String FUNCTION = "lottery-admin";

    private final Http http;
    private final World world;
    private final Sync sync;

    LotteryOperator(Http http, World world, Sync sync) {
        this.http = http;
        this.world = world;
        this.sync = sync;
    }

    /** A new room. @return its id */
    public String room(int status) {
        long room = world.sandbox().createRoom(Map.of("live_status", status)).roomid();
        sync.recent();
        return "wx-" + room;
    }

    /** A copy of the plan of the contract's example. */
    ObjectNode plan() {
        return (ObjectNode) newLottery().path("plan");
    }

    static ObjectNode newLottery() {
        return GoodBodies.of(new Operation("POST", "/admin/lotteries"));
    }

    Http.Answer creates(String room, String key) {
        return creates(room, key, plan());
    }

    public Http.Answer creates(String room, String key, JsonNode plan) {
        ObjectNode body = newLottery().put("roomId", room).put("key", key);
        body.set("plan", plan);
        return http.post("/admin/lotteries").asOperator().json(body.toString()).to(FUNCTION);
    }

    Http.Answer changes(JsonNode lottery, JsonNode plan) {
        ObjectNode body = version(lottery);
        body.set("plan", plan);
        return http.call("PUT", path(lottery))
                .asOperator()
                .json(body.toString())
                .to(FUNCTION);
    }

    public Http.Answer pushes(JsonNode lottery) {
        return posts("/ready", lottery, version(lottery), Role.OPERATOR);
    }

    public Http.Answer starts(JsonNode lottery) {
        return starts(lottery, Role.OPERATOR);
    }

    Http.Answer starts(JsonNode lottery, Role role) {
        return posts("/start", lottery, version(lottery), role);
    }

    Http.Answer startsPastTheRoomsEnd(JsonNode lottery) {
        return posts("/start", lottery, version(lottery).put("closesAfterRoom", true), Role.OPERATOR);
    }

    Http.Answer makesVoid(JsonNode lottery, String words) {
        return posts("/void", lottery, newLottery().removeAll().put("words", words), Role.OPERATOR);
    }

    private Http.Answer posts(String what, JsonNode lottery, ObjectNode body, Role role) {
        return http.post(path(lottery) + what).as(role).json(body.toString()).to(FUNCTION);
    }

    Http.Answer deletes(JsonNode lottery) {
        return http.call("DELETE", path(lottery)).asOperator().to(FUNCTION);
    }

    Http.Answer finds(JsonNode lottery) {
        return http.get(path(lottery)).asOperator().to(FUNCTION);
    }

    Http.Answer lists(String room, Role role) {
        return http.get("/admin/lotteries?room=" + room).as(role).to(FUNCTION);
    }

    static String path(JsonNode lottery) {
        return "/admin/lotteries/" + lottery.path("id").asText();
    }

    static ObjectNode version(JsonNode lottery) {
        ObjectNode body = newLottery().removeAll();
        body.set("version", lottery.path("version"));
        return body;
    }
}
