package io.kaibo.reminder.template;

import io.kaibo.message.MessagePage;
import io.kaibo.message.MessageTemplate;
import io.kaibo.room.Announcement;
import io.kaibo.room.Room;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Map;

/**
 * A template of reminders.
 *
 * @param id WeChat's
 * @param kind what it announces
 * @param page the page of the mini-program that a message opens; {@code {roomId}} in it becomes the room's id
 * @param fields by their names at WeChat, thing1 and so on
 */
@RegisterForReflection
public record ReminderTemplate(String id, Announcement.Kind kind, String page, Map<String, RoomSource> fields)
        implements MessageTemplate<Room> {

    static final MessagePage PAGE = MessagePage.with("{roomId}", "pages/room?id={roomId}");

    @Override
    public String pageOf(Room room) {
        return PAGE.fill(page, room.id().value());
    }
}
