package io.kaibo.reminder;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.kaibo.http.Bodies;
import io.kaibo.http.Edge;
import io.kaibo.http.Problem;
import io.kaibo.http.Reply;
import io.kaibo.http.Request;
import io.kaibo.http.Role;
import io.kaibo.http.Router;
import io.kaibo.message.MessageTemplate;
import io.kaibo.reminder.halt.Halt;
import io.kaibo.reminder.halt.HaltBody;
import io.kaibo.reminder.halt.HaltReminders;
import io.kaibo.reminder.ledger.ReadLedger;
import io.kaibo.reminder.numbers.CountReminders;
import io.kaibo.reminder.template.ConfigureTemplates;
import io.kaibo.reminder.template.ReminderTemplate;
import io.kaibo.reminder.template.TemplateBody;
import io.kaibo.room.RoomId;
import io.kaibo.room.Rooms;
import io.quarkus.funqy.Funq;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.util.List;

/** {@code /admin/reminders}: templates, halts and numbers. When a room's reminders are published is the room's own setting. */
@Singleton
public class ReminderAdmin {

    private static final String NAME = "reminder-admin";

    @RegisterForReflection
    record Templates(List<ReminderTemplate> templates) {}

    @RegisterForReflection
    record Halts(List<Halt> halts) {}

    private final ConfigureTemplates templates;
    private final HaltReminders halts;
    private final CountReminders numbers;
    private final ReadLedger ledger;
    private final Bodies bodies;
    private final Router router;

    ReminderAdmin(
            ConfigureTemplates templates,
            HaltReminders halts,
            CountReminders numbers,
            ReadLedger ledger,
            Bodies bodies,
            Edge edge) {
        this.templates = templates;
        this.halts = halts;
        this.numbers = numbers;
        this.ledger = ledger;
        this.bodies = bodies;
        this.router = edge.createRouter(NAME)
                .forOperators(Role.OPERATOR, Role.AUDITOR)
                .get("/admin/reminders/templates", _ -> Reply.ok(new Templates(templates.findAll())))
                .get("/admin/reminders/halts", _ -> Reply.ok(new Halts(halts.findAll())))
                .get("/admin/reminders/numbers", this::numbers, "room")
                .get("/admin/reminders/ledger/templates/{templateId}", this::ledgerOfTemplate)
                .get("/admin/reminders/ledger/rooms/{roomId}", this::ledgerOfRoom)
                .forOperators(Role.OPERATOR)
                .put("/admin/reminders/templates/{templateId}", this::putTemplate)
                .delete("/admin/reminders/templates/{templateId}", this::deleteTemplate)
                .put("/admin/reminders/halts/{roomId}", this::halt)
                .delete("/admin/reminders/halts/{roomId}", this::resume);
    }

    @Funq(NAME)
    public APIGatewayV2HTTPResponse handle(APIGatewayV2HTTPEvent event) {
        return router.answer(event);
    }

    private Reply putTemplate(Request request) {
        TemplateBody body = bodies.read(request, TemplateBody.class);
        return Reply.ok(templates.put(body.template(template(request))));
    }

    private Reply deleteTemplate(Request request) {
        templates.delete(template(request));
        return Reply.done();
    }

    private Reply halt(Request request) {
        HaltBody body = bodies.read(request, HaltBody.class);
        return Reply.ok(halts.haltByOperator(Rooms.parse(request.variable("roomId")), body.reason()));
    }

    private Reply resume(Request request) {
        halts.resume(Rooms.parse(request.variable("roomId")));
        return Reply.done();
    }

    private Reply numbers(Request request) {
        String room = request.query("room");
        if (room == null) {
            throw Problem.unreadable("room", "is missing");
        }
        return Reply.ok(
                numbers.count(RoomId.parse(room).orElseThrow(() -> Problem.unreadable("room", "is no room's id"))));
    }

    private Reply ledgerOfTemplate(Request request) {
        return Reply.ok(ledger.countTemplate(template(request)));
    }

    private Reply ledgerOfRoom(Request request) {
        return Reply.ok(ledger.countRoom(Rooms.parse(request.variable("roomId"))));
    }

    /** @throws Problem 404 for an id that no template can have */
    private static String template(Request request) {
        String id = request.variable("templateId");
        if (!MessageTemplate.isId(id)) {
            throw Problem.notFound("There is no such template.");
        }
        return id;
    }
}
