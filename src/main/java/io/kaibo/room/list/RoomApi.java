package io.kaibo.room.list;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.kaibo.http.Edge;
import io.kaibo.http.Reply;
import io.kaibo.http.Request;
import io.kaibo.http.Router;
import io.kaibo.room.RoomDetails;
import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import java.time.Duration;

/** {@code /rooms}: what viewers see. Open to all, and the same for all. */
@Singleton
public class RoomApi {

    private static final String NAME = "room-api";

    private static final Duration LIST_AGE = Duration.ofSeconds(10);
    private static final Duration ROOM_AGE = Duration.ofSeconds(5);
    private static final Duration REPLAYS_AGE = Duration.ofSeconds(60);
    private static final Duration FEED_AGE = Duration.ofSeconds(1);

    private final ListRooms listRooms;
    private final FindRoom findRoom;
    private final FindFeed findFeed;
    private final Router router;

    RoomApi(ListRooms listRooms, FindRoom findRoom, FindFeed findFeed, Edge edge) {
        this.listRooms = listRooms;
        this.findRoom = findRoom;
        this.findFeed = findFeed;
        this.router = edge.createRouter(NAME)
                .open()
                .get("/rooms", this::list, "limit", "next")
                .get("/rooms/{roomId}", this::show)
                .get("/rooms/{roomId}/replays", this::listReplays)
                .get("/rooms/{roomId}/feed", this::showFeed);
    }

    @Funq(NAME)
    public APIGatewayV2HTTPResponse handle(APIGatewayV2HTTPEvent event) {
        return router.answer(event);
    }

    private Reply list(Request request) {
        ListRooms.RoomPage page =
                listRooms.listForViewers(request.readIntQuery("limit", 20, 1, 50), request.query("next"));
        return Reply.open(
                new ShownRoom.ShownRooms(
                        page.rooms().stream()
                                .map(head -> ShownRoom.of(head.room()))
                                .toList(),
                        page.next()),
                LIST_AGE);
    }

    private Reply show(Request request) {
        RoomDetails details = findRoom.findForViewers(request.variable("roomId"));
        return Reply.open(new ShownRoom.One(ShownRoom.of(details.head().room()), details.goods()), ROOM_AGE);
    }

    private Reply listReplays(Request request) {
        return Reply.open(new ShownRoom.Replays(findRoom.findReplays(request.variable("roomId"))), REPLAYS_AGE);
    }

    /** All viewers of a room ask for this each second or two: without a query, so that a cache in between keeps one answer for all. */
    private Reply showFeed(Request request) {
        return Reply.open(findFeed.find(request.variable("roomId")), FEED_AGE);
    }
}
