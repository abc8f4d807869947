package io.kaibo.room.list;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.kaibo.http.Bodies;
import io.kaibo.http.Edge;
import io.kaibo.http.Problem;
import io.kaibo.http.Reply;
import io.kaibo.http.Request;
import io.kaibo.http.Role;
import io.kaibo.http.Router;
import io.kaibo.room.RoomDetails;
import io.kaibo.room.announce.AnnouncingBody;
import io.kaibo.room.announce.SetAnnouncing;
import io.kaibo.room.sync.SyncNow;
import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;

/** {@code /admin/rooms}: what operators do with rooms. */
@Singleton
public class RoomAdmin {

    private static final String NAME = "room-admin";

    private final SyncNow syncNow;
    private final ListRooms listRooms;
    private final FindRoom findRoom;
    private final SetAnnouncing setAnnouncing;
    private final Bodies bodies;
    private final Router router;

    RoomAdmin(
            SyncNow syncNow,
            ListRooms listRooms,
            FindRoom findRoom,
            SetAnnouncing setAnnouncing,
            Bodies bodies,
            Edge edge) {
        this.syncNow = syncNow;
        this.listRooms = listRooms;
        this.findRoom = findRoom;
        this.setAnnouncing = setAnnouncing;
        this.bodies = bodies;
        this.router = edge.createRouter(NAME)
                .forOperators(Role.OPERATOR, Role.ANCHOR, Role.AUDITOR)
                .get("/admin/rooms", this::list, "limit", "next")
                .get("/admin/rooms/{roomId}", this::show)
                .forOperators(Role.OPERATOR, Role.ANCHOR)
                .post("/admin/rooms/sync", this::sync, "hideMost")
                .put("/admin/rooms/{roomId}/announcing", this::setAnnouncing);
    }

    @Funq(NAME)
    public APIGatewayV2HTTPResponse handle(APIGatewayV2HTTPEvent event) {
        return router.answer(event);
    }

    private Reply list(Request request) {
        ListRooms.RoomPage page =
                listRooms.listForOperators(request.readIntQuery("limit", 20, 1, 50), request.query("next"));
        return Reply.ok(new ManagedRoom.ManagedRooms(
                page.rooms().stream().map(ManagedRoom::of).toList(), page.next()));
    }

    private Reply show(Request request) {
        RoomDetails details = findRoom.findForOperators(request.variable("roomId"));
        return Reply.ok(new ManagedRoom.One(ManagedRoom.of(details.head()), details.goods(), details.replays()));
    }

    private Reply setAnnouncing(Request request) {
        setAnnouncing.set(
                request.variable("roomId"),
                bodies.read(request, AnnouncingBody.class).announcing());
        return show(request);
    }

    private Reply sync(Request request) {
        boolean hideMost = request.readFlagQuery("hideMost");
        if (hideMost && !request.operator().roles().contains(Role.OPERATOR)) {
            throw Problem.forbidden("To hide most rooms needs the role operator.");
        }
        return Reply.ok(syncNow.sync(NAME, hideMost));
    }
}
