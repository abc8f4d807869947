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
            return Optional.of(event(push));
        } catch (UnreadableException e) {
            return Optional.empty();
        }
    }

    private static PushedEvent event(JsonNode push) {
        return switch (PushText.value(push, "Event")) {
            case "subscribe_msg_popup_event" ->
                new PushedEvent.Popup(sender(push), answers(inner(push, "SubscribeMsgPopupEvent")));
            case "subscribe_msg_change_event" ->
                new PushedEvent.Change(
                        sender(push),
                        answers(inner(push, "SubscribeMsgChangeEvent")).stream()
                                .filter(answer -> !answer.accepted())
                                .map(PushedEvent.Choice::templateId)
                                .toList());
            case "subscribe_msg_sent_event" ->
                new PushedEvent.Sent(sender(push), list(inner(push, "SubscribeMsgSentEvent"), PushReading::result));
            case "wxalive_follow_notify" -> followed(push, inner(push, "FollowNotify"));
            case "wxalive_push_message_notify" -> livePushed(push, inner(push, "PushMessageApiNotify"));
            default -> new PushedEvent.Other();
        };
    }

    private static PushedEvent.Sender sender(JsonNode push) {
        return new PushedEvent.Sender(name(push, "FromUserName"), createdAt(push));
    }

    /** Those of the answers that are a yes or a no; WeChat may come to know others. */
    private static List<PushedEvent.Choice> answers(JsonNode event) {
        return list(event, entry -> switch (name(entry, "SubscribeStatusString")) {
                    case "accept" -> Optional.of(new PushedEvent.Choice(name(entry, "TemplateId"), true));
                    case "reject" -> Optional.of(new PushedEvent.Choice(name(entry, "TemplateId"), false));
                    default -> Optional.<PushedEvent.Choice>empty();
                })
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private static PushedEvent.Result result(JsonNode entry) {
        return new PushedEvent.Result(name(entry, "TemplateId"), number(entry, "MsgID"), number(entry, "ErrorCode"));
    }

    private static PushedEvent followed(JsonNode push, JsonNode event) {
        boolean follows = switch (name(event, "action")) {
            case "add_follow" -> true;
            case "del_follow" -> false;
            default -> throw new UnreadableException();
        };
        return new PushedEvent.Followed(
                new PushedEvent.Sender(name(event, "user_openid"), createdAt(push)), roomId(event), follows);
    }

    private static PushedEvent livePushed(JsonNode push, JsonNode event) {
        return new PushedEvent.LivePushed(
                createdAt(push),
                roomId(event),
                name(event, "message_id"),
                number(event, "total_count"),
                number(event, "success_count"),
                number(event, "openid_error_count"),
                number(event, "relation_error_count"),
                number(event, "user_recv_limit_count"),
                number(event, "internal_error_count"));
    }

    private static JsonNode inner(JsonNode push, String wrapper) {
        return push.path(wrapper).isObject() ? push.path(wrapper) : push;
    }

    /** The entries that can be read; what is odd about one is no reason to lose the others. */
    private static <T> List<T> list(JsonNode event, Function<JsonNode, T> entry) {
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

    private static Instant createdAt(JsonNode push) {
        long seconds = number(push, "CreateTime");
        if (seconds < 0 || seconds > LAST_SECOND) {
            throw new UnreadableException();
        }
        return Instant.ofEpochSecond(seconds);
    }

    private static long roomId(JsonNode event) {
        long roomId = number(event, "room_id");
        if (roomId <= 0 || roomId > LAST_ROOM) {
            throw new UnreadableException();
        }
        return roomId;
    }

    private static long number(JsonNode node, String field) {
        String text = PushText.value(node, field);
        if (!INTEGER.matcher(text).matches()) {
            throw new UnreadableException();
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new UnreadableException();
        }
    }

    private static String name(JsonNode node, String field) {
        String text = PushText.value(node, field);
        if (!NAME.matcher(text).matches()) {
            throw new UnreadableException();
        }
        return text;
    }
}
