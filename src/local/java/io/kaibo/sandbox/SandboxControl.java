package io.kaibo.sandbox;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The control calls of a sandbox that runs anywhere, for tests and demos. Field names are WeChat's, as in {@link Room}.
 * If the sandbox refuses a call, it throws an {@link IllegalArgumentException} with the reason.
 */
public final class SandboxControl {
    private static final TypeReference<List<Room>> ROOMS = new TypeReference<>() {};
    private static final TypeReference<List<Message>> MESSAGES = new TypeReference<>() {};
    private static final TypeReference<List<Delivered>> DELIVERIES = new TypeReference<>() {};
    private static final TypeReference<Map<String, Integer>> COUNTS = new TypeReference<>() {};

    private final ControlClient client;

    /**
     * A client of the sandbox at this address.
     *
     * @param sandbox the address, as the sandbox prints it
     */
    public SandboxControl(URI sandbox) {
        this.client = new ControlClient(sandbox);
    }

    /** The code that a mini-program would get from {@code wx.login}, and the openid of its person. */
    public record LoginCode(String code, String openid) {}

    /** All rooms with their replays, the latest start first. */
    public List<Room> rooms() {
        return Json.MAPPER.convertValue(
                client.call("GET", "/sandbox/rooms", Map.of()).path("rooms"), ROOMS);
    }

    /** Creates a room; every field that is not given has a believable value. */
    public Room createRoom(Map<String, ?> fields) {
        return room(client.call("POST", "/sandbox/rooms", fields));
    }

    public Room editRoom(long roomid, Map<String, ?> fields) {
        return room(client.call("PATCH", "/sandbox/rooms/" + roomid, fields));
    }

    public Room moveRoom(long roomid, int liveStatus) {
        return editRoom(roomid, Map.of("live_status", liveStatus));
    }

    public void deleteRoom(long roomid) {
        client.call("DELETE", "/sandbox/rooms/" + roomid, Map.of());
    }

    /** Replaces the room's replays; {@code Map.of()} makes a believable one. */
    public Room putReplays(long roomid, List<? extends Map<String, ?>> replays) {
        return room(client.call("PUT", "/sandbox/rooms/" + roomid + "/replays", Map.of("live_replay", replays)));
    }

    /** Adds so many rooms, most of which ended long ago; they are the same every time. */
    public void fill(int count) {
        client.call("POST", "/sandbox/rooms/fill", Map.of("count", count));
    }

    /** The ways in which living tokens end. */
    public enum TokenEnd {
        /** Their time is over: 42001. */
        EXPIRE,
        /** They are withdrawn: 40001. */
        REVOKE
    }

    public void endTokens(TokenEnd how) {
        client.call("POST", "/sandbox/tokens/end", Map.of("how", how == TokenEnd.EXPIRE ? "expire" : "revoke"));
    }

    /** A code of a new person. */
    public LoginCode loginCode() {
        return loginCode(Map.of());
    }

    /** A code with these fields: {@code openid}, {@code unionid}, {@code blocked}. */
    public LoginCode loginCode(Map<String, ?> fields) {
        JsonNode minted = client.call("POST", "/sandbox/login-codes", fields);
        return new LoginCode(
                minted.path("code").textValue(), minted.path("openid").textValue());
    }

    /** Puts a one-time template of the mini-program's own; its fields are named as WeChat's are, thing1 and so on. */
    public void putTemplate(String templateId, List<String> fields) {
        client.call("POST", "/sandbox/templates", Map.of("template_id", templateId, "fields", fields));
    }

    /** Lets the person accept so many more messages of the template: each accept is good for one send. */
    public void accept(String openid, String templateId, int count) {
        client.call("POST", "/sandbox/accepts", Map.of("openid", openid, "template_id", templateId, "count", count));
    }

    /** A message that WeChat delivered to its person. */
    public record Message(
            long msgid,
            String openid,
            @JsonProperty("template_id") String templateId,
            String page,
            Map<String, Map<String, String>> data,
            long time) {}

    /** All messages that were sent, the earliest first. */
    public List<Message> messages() {
        return Json.MAPPER.convertValue(
                client.call("GET", "/sandbox/messages", Map.of()).path("messages"), MESSAGES);
    }

    /** Pushes events in plain to this URL, which must answer WeChat's check of it. */
    public void callback(URI url, String token, PushFormat format) {
        callback(Map.of("mode", "plain"), url, token, format);
    }

    /**
     * Pushes events encrypted to this URL, which must answer WeChat's check of it.
     *
     * @param encodingAesKey 43 characters of Base64
     */
    public void callback(URI url, String token, PushFormat format, String encodingAesKey) {
        callback(Map.of("mode", "safe", "encoding_aes_key", encodingAesKey), url, token, format);
    }

    private void callback(Map<String, String> mode, URI url, String token, PushFormat format) {
        ObjectNode fields = Json.object(mode).put("url", url.toString()).put("token", token);
        client.call(
                "PUT", "/sandbox/callback", fields.put("format", format.name().toLowerCase(Locale.ROOT)));
    }

    /** Stops pushing; delayed pushes are dropped too. */
    public void noCallback() {
        client.call("DELETE", "/sandbox/callback", Map.of());
    }

    /** Sets how late and how many times, 1 to 10, every event is pushed from now on. */
    public void pushes(Duration delay, int times) {
        client.call("POST", "/sandbox/pushes", Map.of("delay_millis", delay.toMillis(), "times", times));
    }

    /** Asks the person for these templates. They refuse, or accept and then take one more message of each. */
    public void popup(String openid, Map<String, Boolean> accepted) {
        var choices = accepted.entrySet().stream()
                .map(choice -> Map.of("template_id", choice.getKey(), "accept", choice.getValue()))
                .toList();
        event("subscribe_msg_popup_event", Map.of("openid", openid, "choices", choices));
    }

    /** Lets the person turn these templates off. */
    public void reject(String openid, List<String> templateIds) {
        event("subscribe_msg_change_event", Map.of("openid", openid, "template_ids", templateIds));
    }

    /** Makes the event happen, with the fields that {@code GET /sandbox} names, and pushes it. */
    public void event(String event, Map<String, ?> fields) {
        client.call("POST", "/sandbox/events", Json.object(fields).put("event", event));
    }

    /** The outcome of every delivery of an event since the last reset, the earliest first. */
    public List<Delivered> delivered() {
        return Json.MAPPER.convertValue(
                client.call("GET", "/sandbox/pushes", Map.of()).path("pushes"), DELIVERIES);
    }

    /** Lets the fault strike the next call to the endpoint. */
    public void fault(String endpoint, Fault fault) {
        fault(endpoint, fault, 0, 1);
    }

    /**
     * Lets the fault strike calls to the endpoint.
     *
     * @param skip how many calls to the endpoint pass first
     * @param times how many calls it then strikes, 0 for all until the faults are cleared
     */
    public void fault(String endpoint, Fault fault, int skip, int times) {
        ObjectNode fields =
                Faults.json(fault).put("endpoint", endpoint).put("skip", skip).put("times", times);
        client.call("POST", "/sandbox/faults", fields);
    }

    public void clearFaults() {
        client.call("DELETE", "/sandbox/faults", Map.of());
    }

    /** The calls of each endpoint since the last reset, 0 for an endpoint without calls. */
    public Map<String, Integer> calls() {
        return Json.MAPPER.convertValue(client.call("GET", "/sandbox/calls", Map.of()), COUNTS);
    }

    /**
     * Puts the sandbox's clock forward.
     *
     * @param time in whole seconds
     * @return the sandbox's new time
     */
    public Instant advance(Duration time) {
        return Instant.ofEpochSecond(client.call("POST", "/sandbox/clock", Map.of("advanceSeconds", time.toSeconds()))
                .path("now")
                .longValue());
    }

    /** Sets everything back to the state at the start, the clock too. */
    public void reset(boolean demoRooms) {
        client.call("POST", "/sandbox/reset", Map.of("rooms", demoRooms ? "demo" : "none"));
    }

    /** The same for a mirror of drand. */
    public void resetDrand() {
        client.call("POST", "/sandbox/reset", Map.of());
    }

    private static Room room(JsonNode answer) {
        return Json.MAPPER.convertValue(answer, Room.class);
    }
}
