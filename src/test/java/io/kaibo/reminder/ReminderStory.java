package io.kaibo.reminder;

import io.kaibo.person.LocalPersons;
import io.kaibo.reminder.send.ReminderPage;
import io.kaibo.room.Announcement;
import io.kaibo.sandbox.Fault;
import io.kaibo.testing.Deliveries;
import io.kaibo.testing.Http;
import io.kaibo.testing.Story;
import io.kaibo.testing.StoryPart;
import io.kaibo.testing.World;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Ask, cancel, on air, dispatch, send, WeChat's events, and what fails in between. */
@Singleton
class ReminderStory implements StoryPart {

    private static final String SEND = "/cgi-bin/message/subscribe/send";

    private final Reminding reminding;
    private final World world;
    private final Http http;

    ReminderStory(Reminding reminding, World world, Http http) {
        this.reminding = reminding;
        this.world = world;
        this.http = http;
    }

    /** Its viewers. */
    private record Viewers(String told, String refuses, String cancels, String waits, String strange) {

        static Viewers of(Story story) {
            return new Viewers(
                    story.addViewer("viewerWhoIsTold"),
                    story.addViewer("viewerWhoRefuses"),
                    story.addViewer("viewerWhoCancels"),
                    story.addViewer("viewerWhoWaits"),
                    story.addViewer("viewerOfAnErrcode"));
        }

        List<String> all() {
            return List.of(told, refuses, cancels, waits, strange);
        }
    }

    @Override
    public void play(Story story) {
        reminding.templates();
        Viewers viewers = Viewers.of(story);
        long room = reminding.room(Map.of("creater_openid", story.addStranger("creatorOfTheRoomOfReminders")));
        for (String viewer : viewers.all()) {
            ask(story, viewer, room);
            ask(story, viewer, room);
            story.recordAnswer(story.as(viewer, "GET", path(room)).to("reminder-api"));
            story.expectName(ReminderItems.TABLE, viewer);
        }
        story.recordAnswer(story.as(viewers.cancels(), "DELETE", path(room)).to("reminder-api"));
        story.doWhileFailing("DynamoDb.UpdateItem", () -> ask(story, viewers.cancels(), room));
        ask(story, viewers.cancels(), room);
        List.of(viewers.told(), viewers.strange(), viewers.cancels())
                .forEach(openid -> world.sandbox().accept(openid, Reminding.TEMPLATE, 2));

        reminding.goesOnAir(room);
        story.doWhileFailing(
                "DynamoDb.Query", () -> reminding.deliveries().round("reminder-dispatch", Deliveries.How.ONCE));
        reminding.deliveries().untilEmpty("reminder-dispatch", Deliveries.How.ONCE, Reminding.SOME_TIME);
        for (String call : List.of("DynamoDb.BatchGetItem", "DynamoDb.UpdateItem")) {
            story.doWhileFailing(call, () -> reminding.deliveries().round("reminder-send", Deliveries.How.ONCE));
        }
        world.sandbox().fault(SEND, new Fault.Refuse(45999), 0, 2);
        world.sandbox().fault(SEND, new Fault.DropAfter(), 2, 1);
        reminding.everythingArrives();
        weChatTells(story, viewers, room);
        poisonedPage(viewers.told(), room);
        waitsForever(story, viewers.waits());
        for (String what : List.of("numbers?room=wx-" + room, "halts", "ledger/templates/" + Reminding.TEMPLATE)) {
            story.recordAnswer(http.get("/admin/reminders/" + what).asOperator().to("reminder-admin"));
        }
    }

    private static void ask(Story story, String viewer, long room) {
        story.recordAnswer(story.as(viewer, "PUT", path(room))
                .json("{\"templateId\":\"" + Reminding.TEMPLATE + "\"}")
                .to("reminder-api"));
    }

    private static String path(long room) {
        return "/reminders/wx-" + room;
    }

    /** Each kind of event, one of them while the table is away. */
    private void weChatTells(Story story, Viewers viewers, long room) {
        var now = world.clock().instant();
        world.sandbox()
                .messages()
                .forEach(message -> reminding.pushed(PushedMessages.sent(
                        message.openid(), now, PushedMessages.result(message.templateId(), message.msgid(), 0))));
        reminding.pushed(PushedMessages.sent(viewers.refuses(), now, PushedMessages.result(Reminding.TEMPLATE, 7, 3)));
        reminding.pushed(PushedMessages.popup(
                viewers.told(),
                now,
                PushedMessages.accept(Reminding.TEMPLATE),
                PushedMessages.reject(Reminding.SOON_TEMPLATE)));
        String change = PushedMessages.change(viewers.told(), now, PushedMessages.reject(Reminding.TEMPLATE));
        story.doWhileFailing("DynamoDb.PutItem", () -> reminding.pushed(change));
        reminding.pushed(change);
        reminding.pushed(PushedMessages.followed(viewers.told(), room, now, "add_follow"));
        reminding.pushed(PushedMessages.livePushed(room, "m1", now, 3, 2));
    }

    /** A page that lacks its end becomes a dead letter, and so does an announcement that lacks its time. */
    private void poisonedPage(String viewer, long room) {
        world.sendMessage(
                ReminderPage.QUEUE,
                "{\"roomId\":\"wx-" + room + "\",\"kind\":\"on-air\",\"shard\":1,\"first\":\"" + LocalPersons.of(viewer)
                        + "\"}");
        reminding.deliveries().untilEmpty("reminder-send", Deliveries.How.ONCE, Reminding.SOME_TIME);
        world.sendMessage(Announcement.QUEUE, world.tree("{\"roomId\":\"wx-" + room + "\"}"));
        reminding.deliveries().untilEmpty("reminder-dispatch", Deliveries.How.ONCE, Reminding.SOME_TIME);
    }

    /** An announcement and a page stay in their queues: the room is halted. */
    private void waitsForever(Story story, String viewer) {
        long later = reminding.room();
        long halted = reminding.room();
        ask(story, viewer, later);
        ask(story, viewer, halted);
        reminding.halt(halted, "彩排");
        reminding.goesOnAir(halted);
        reminding.deliveries().untilEmpty("reminder-dispatch", Deliveries.How.ONCE, Reminding.SOME_TIME);
        reminding.deliveries().round("reminder-send", Deliveries.How.ONCE);
        world.clock().advance(Duration.ofSeconds(1));
        reminding.goesOnAir(later);
    }
}
