package io.kaibo.lottery.entry;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.kaibo.http.Bodies;
import io.kaibo.http.Edge;
import io.kaibo.http.Problem;
import io.kaibo.http.Reply;
import io.kaibo.http.Request;
import io.kaibo.http.Router;
import io.kaibo.lottery.LotteryApiRoutes;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryPath;
import io.kaibo.room.RoomId;
import io.quarkus.arc.All;
import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** {@code /lotteries}: what viewers see of them, and do with them. */
@Singleton
public class LotteryApi {

    private static final String NAME = "lottery-api";

    /** A state is on every screen within two seconds: this, and the second that an instance goes by what it read. */
    private static final Duration AGE = Duration.ofSeconds(1);

    private final FindLotteries findLotteries;
    private final EnterLottery enterLottery;
    private final FindEntry findEntry;
    private final FindProof findProof;
    private final Bodies bodies;
    private final Router router;

    LotteryApi(
            FindLotteries findLotteries,
            EnterLottery enterLottery,
            FindEntry findEntry,
            FindProof findProof,
            @All List<LotteryApiRoutes> more,
            Edge edge) {
        this.findLotteries = findLotteries;
        this.enterLottery = enterLottery;
        this.findEntry = findEntry;
        this.findProof = findProof;
        this.bodies = edge.bodies();
        this.router = edge.createRouter(NAME)
                .open()
                .get("/lotteries", this::list, "room")
                .get("/lotteries/{lotteryId}", this::show)
                .get("/lotteries/{lotteryId}/proof", this::prove)
                .forAnyOrigin()
                .get("/lotteries/{lotteryId}/chunks/{sha256}", this::showChunk)
                .forAnyOrigin()
                .forViewers()
                .post("/lotteries/{lotteryId}/entries", this::enter)
                .get("/lotteries/{lotteryId}/me", this::showMine);
        more.forEach(routes -> routes.addTo(router));
    }

    @Funq(NAME)
    public APIGatewayV2HTTPResponse handle(APIGatewayV2HTTPEvent event) {
        return router.answer(event);
    }

    private Reply list(Request request) {
        String room = request.query("room");
        if (room == null) {
            throw Problem.unreadable("room", "is missing");
        }
        return Reply.open(
                findLotteries.findByRoom(
                        RoomId.parse(room).orElseThrow(() -> Problem.unreadable("room", "is no room's id"))),
                AGE);
    }

    private Reply show(Request request) {
        return Reply.open(findLotteries.find(lottery(request)), AGE);
    }

    private Reply prove(Request request) {
        FindProof.Found found = findProof.find(lottery(request));
        return found.isFinal() ? Reply.immutable(found.proof()) : Reply.open(found.proof(), AGE);
    }

    private Reply showChunk(Request request) {
        return Reply.immutable(new Reply.Bytes(findProof.findChunk(lottery(request), request.variable("sha256"))));
    }

    private Reply enter(Request request) {
        EntryBody body = bodies.read(request, EntryBody.class);
        return Reply.ok(enterLottery.enter(lottery(request), request.viewer(), body));
    }

    private Reply showMine(Request request) {
        return Reply.ok(findEntry.find(lottery(request), request.viewer()));
    }

    private static LotteryId lottery(Request request) {
        return LotteryPath.read(request);
    }
}
