package io.kaibo.reminder.subscription;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.kaibo.http.Bodies;
import io.kaibo.http.Edge;
import io.kaibo.http.Reply;
import io.kaibo.http.Request;
import io.kaibo.http.Router;
import io.kaibo.room.Announcement;
import io.kaibo.room.RoomId;
import io.kaibo.room.Rooms;
import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;

/** {@code /reminders}: a viewer's own. */
@Singleton
public class ReminderApi {

    private static final String NAME = "reminder-api";

    private final Subscribe subscribe;
    private final CancelReminder cancelReminder;
    private final FindReminders findReminders;
    private final Bodies bodies;
    private final Router router;

    ReminderApi(
            Subscribe subscribe, CancelReminder cancelReminder, FindReminders findReminders, Bodies bodies, Edge edge) {
        this.subscribe = subscribe;
        this.cancelReminder = cancelReminder;
        this.findReminders = findReminders;
        this.bodies = bodies;
        this.router = edge.createRouter(NAME)
                .forViewers()
                .get("/reminders/{roomId}", this::find)
                .put("/reminders/{roomId}", this::subscribe, "kind")
                .delete("/reminders/{roomId}", this::cancel, "kind");
    }

    @Funq(NAME)
    public APIGatewayV2HTTPResponse handle(APIGatewayV2HTTPEvent event) {
        return router.answer(event);
    }

    private Reply find(Request request) {
        return Reply.ok(findReminders.find(room(request), request.viewer()));
    }

    private Reply subscribe(Request request) {
        var accepted = bodies.read(request, AcceptedTemplate.class);
        return Reply.ok(Subscribed.of(
                subscribe.subscribe(room(request), kind(request), request.viewer(), accepted.templateId())));
    }

    private Reply cancel(Request request) {
        cancelReminder.cancel(room(request), kind(request), request.viewer());
        return Reply.done();
    }

    private static RoomId room(Request request) {
        return Rooms.parse(request.variable("roomId"));
    }

    private static Announcement.Kind kind(Request request) {
        return request.readEnumQuery("kind", Announcement.Kind.ON_AIR);
    }
}
