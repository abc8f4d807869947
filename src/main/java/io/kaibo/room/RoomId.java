package io.kaibo.room;

import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A room's id. It carries the room's source, {@code wx-123} for room 123 of 小程序直播: new mini-programs get 视频号 live
 * only, so a second source will come.
 */
@RegisterForReflection
public record RoomId(@JsonValue String value) {

    private static final Pattern WECHAT = Pattern.compile("wx-([1-9][0-9]{0,17})");

    /** @throws IllegalArgumentException if it is no room's id */
    public RoomId {
        if (!WECHAT.matcher(value).matches()) {
            throw new IllegalArgumentException("no room id");
        }
    }

    /**
     * A room of 小程序直播.
     *
     * @throws IllegalArgumentException if none has this number
     */
    public static RoomId ofWeChat(long roomId) {
        return new RoomId("wx-" + roomId);
    }

    /** Reads an id from a request; empty if no room can have it. */
    public static Optional<RoomId> parse(String text) {
        return WECHAT.matcher(text).matches() ? Optional.of(new RoomId(text)) : Optional.empty();
    }

    /** What 小程序直播 calls it. */
    public long weChatId() {
        return Long.parseLong(value.substring("wx-".length()));
    }

    @Override
    public String toString() {
        return value;
    }
}
