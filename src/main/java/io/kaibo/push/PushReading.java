package io.kaibo.push;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Serial;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * Reads events. In JSON their fields are at the top; XML wraps them. A number may be a number or a text. A list of one may be its bare
 * entry. Source: 订阅消息 and 事件通知 in the documentation of mini-programs.
 */
final class PushReading {

    private static final Logger LOG = Logger.getLogger(PushReading.class);

    /** Ids and words of WeChat's, none of which is that long. */
    private static final Pattern NAME = Pattern.compile("[!-~]{1,128}");

    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,19}");

    /** Of eighteen digits; WeChat counts its rooms from 1. */
    private static final long LAST_ROOM = 999_999_999_999_999_999L;

    /** The year 5138. */
    private static final long LAST_SECOND = 99_999_999_999L;

    /** A field is missing, or is not what it should be. */
    private static final class UnreadableException extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1;

        UnreadableException() {
            super(null, null, false, false);
        }
    }

    private PushReading() {}

    /** What a push says; empty if it is an event that is known and lacks something. */
    static Optional<PushedEvent> read(JsonNode push) {
        try {
            return Optional.of(readEvent(push));
        } catch (UnreadableException e) {
            return Optional.empty();
        }
    }

    private static PushedEvent readEvent(JsonNode push) {
        return switch (PushText.readValue(push, "Event")) {
            case "subscribe_msg_popup_event" ->
                new PushedEvent.Popup(readSender(push), readAnswers(unwrap(push, "SubscribeMsgPopupEvent")));
            case "subscribe_msg_change_event" ->
                new PushedEvent.Change(
                        readSender(push),
                        readAnswers(unwrap(push, "SubscribeMsgChangeEvent")).stream()
                                .filter(answer -> !answer.accepted())
                                .map(PushedEvent.Choice::templateId)
                                .toList());
            case "subscribe_msg_sent_event" ->
                new PushedEvent.Sent(
                        readSender(push), readList(unwrap(push, "SubscribeMsgSentEvent"), PushReading::readDelivery));
            case "wxalive_follow_notify" -> readFollowed(push, unwrap(push, "FollowNotify"));
            case "wxalive_push_message_notify" -> readLivePushed(push, unwrap(push, "PushMessageApiNotify"));
            default -> new PushedEvent.Other();
        };
    }

    private static PushedEvent.Sender readSender(JsonNode push) {
        return new PushedEvent.Sender(readName(push, "FromUserName"), readCreatedAt(push));
    }

    /** Those of the answers that are a yes or a no; WeChat may come to know others. */
    private static List<PushedEvent.Choice> readAnswers(JsonNode event) {
        return readList(event, entry -> switch (readName(entry, "SubscribeStatusString")) {
                    case "accept" -> Optional.of(new PushedEvent.Choice(readName(entry, "TemplateId"), true));
                    case "reject" -> Optional.of(new PushedEvent.Choice(readName(entry, "TemplateId"), false));
                    default -> Optional.<PushedEvent.Choice>empty();
                })
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private static PushedEvent.MessageDelivery readDelivery(JsonNode entry) {
        return new PushedEvent.MessageDelivery(
                readName(entry, "TemplateId"), readNumber(entry, "MsgID"), readNumber(entry, "ErrorCode"));
    }

    private static PushedEvent readFollowed(JsonNode push, JsonNode event) {
        boolean follows = switch (readName(event, "action")) {
            case "add_follow" -> true;
            case "del_follow" -> false;
            default -> throw new UnreadableException();
        };
        return new PushedEvent.Followed(
                new PushedEvent.Sender(readName(event, "user_openid"), readCreatedAt(push)),
                readRoomId(event),
                follows);
    }

    private static PushedEvent readLivePushed(JsonNode push, JsonNode event) {
        return new PushedEvent.LivePushed(
                readCreatedAt(push),
                readRoomId(event),
                readName(event, "message_id"),
                readNumber(event, "total_count"),
                readNumber(event, "success_count"),
                readNumber(event, "openid_error_count"),
                readNumber(event, "relation_error_count"),
                readNumber(event, "user_recv_limit_count"),
                readNumber(event, "internal_error_count"));
    }

    private static JsonNode unwrap(JsonNode push, String wrapper) {
        return push.path(wrapper).isObject() ? push.path(wrapper) : push;
    }

    /** The entries that can be read; what is odd about one is no reason to lose the others. */
    private static <T> List<T> readList(JsonNode event, Function<JsonNode, T> entry) {
        JsonNode list = event.path("List");
        if (!list.isArray()) {
            return List.of(entry.apply(list));
        }
        List<T> read = new ArrayList<>();
        for (JsonNode element : list) {
            try {
                read.add(entry.apply(element));
            } catch (UnreadableException e) {
                // counted below: the list is longer than what was read of it
            }
        }
        int odd = list.size() - read.size();
        if (odd > 0 && read.isEmpty()) {
            throw new UnreadableException();
        }
        if (odd > 0) {
            LOG.warnf("of the %d entries of a push %d cannot be read", list.size(), odd);
        }
        return List.copyOf(read);
    }

    private static Instant readCreatedAt(JsonNode push) {
        long seconds = readNumber(push, "CreateTime");
        if (seconds < 0 || seconds > LAST_SECOND) {
            throw new UnreadableException();
        }
        return Instant.ofEpochSecond(seconds);
    }

    private static long readRoomId(JsonNode event) {
        long roomId = readNumber(event, "room_id");
        if (roomId <= 0 || roomId > LAST_ROOM) {
            throw new UnreadableException();
        }
        return roomId;
    }

    private static long readNumber(JsonNode node, String field) {
        String text = PushText.readValue(node, field);
        if (!INTEGER.matcher(text).matches()) {
            throw new UnreadableException();
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new UnreadableException();
        }
    }

    private static String readName(JsonNode node, String field) {
        String text = PushText.readValue(node, field);
        if (!NAME.matcher(text).matches()) {
            throw new UnreadableException();
        }
        return text;
    }
}
