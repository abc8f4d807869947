package io.kaibo.lottery.admin;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.kaibo.http.Bodies;
import io.kaibo.http.Edge;
import io.kaibo.http.Problem;
import io.kaibo.http.Reply;
import io.kaibo.http.Request;
import io.kaibo.http.Role;
import io.kaibo.http.Router;
import io.kaibo.lottery.Lottery;
import io.kaibo.lottery.LotteryAdminRoutes;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryPath;
import io.kaibo.lottery.LotteryProblem;
import io.kaibo.room.RoomId;
import io.quarkus.arc.All;
import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import java.util.List;

/** {@code /admin/lotteries}: what operators and anchors do with lotteries. */
@Singleton
public class LotteryAdmin {

    private static final String NAME = "lottery-admin";

    private final FindManagedLotteries find;
    private final PlanLotteries plans;
    private final RunLotteries runs;
    private final HandInRound rounds;
    private final Bodies bodies;
    private final Router router;

    LotteryAdmin(
            FindManagedLotteries find,
            PlanLotteries plans,
            RunLotteries runs,
            HandInRound rounds,
            @All List<LotteryAdminRoutes> more,
            Edge edge) {
        this.find = find;
        this.plans = plans;
        this.runs = runs;
        this.rounds = rounds;
        this.bodies = edge.bodies();
        this.router = edge.createRouter(NAME)
                .forOperators(Role.OPERATOR, Role.ANCHOR, Role.AUDITOR)
                .get("/admin/lotteries", this::list, "room")
                .get("/admin/lotteries/{lotteryId}", this::show)
                .forOperators(Role.OPERATOR, Role.ANCHOR)
                .post("/admin/lotteries/{lotteryId}/start", this::start)
                .forOperators(Role.OPERATOR)
                .post("/admin/lotteries", this::create)
                .put("/admin/lotteries/{lotteryId}", this::change)
                .delete("/admin/lotteries/{lotteryId}", this::delete)
                .post("/admin/lotteries/{lotteryId}/ready", this::push)
                .post("/admin/lotteries/{lotteryId}/void", this::makeVoid)
                .put("/admin/lotteries/{lotteryId}/round", this::handInRound);
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
        RoomId id = RoomId.parse(room).orElseThrow(() -> Problem.unreadable("room", "is no room's id"));
        return Reply.ok(new ManagedLottery.Many(find.findByRoom(id, request.operator()).stream()
                .map(ManagedLottery::of)
                .toList()));
    }

    private Reply show(Request request) {
        return Reply.ok(find.findWithEntrants(lottery(request), request.operator()));
    }

    private Reply create(Request request) {
        LotteryBody body = bodies.read(request, LotteryBody.class);
        return switch (plans.create(new RoomId(body.roomId()), body.key(), body.plan())) {
            case LotteryCreation.Created(Lottery draft) -> Reply.created(ManagedLottery.of(draft));
            case LotteryCreation.Existing(Lottery existing) -> Reply.ok(ManagedLottery.of(existing));
            case LotteryCreation.RoomIsFull _ ->
                throw Problem.conflict(
                        LotteryProblem.TOO_MANY_LOTTERIES,
                        "The room has as many lotteries as a room can have. A draft that is deleted gives its place back.",
                        "most",
                        LotteryCreation.MOST);
        };
    }

    private Reply change(Request request) {
        LotteryId id = lottery(request);
        PlanBody body = bodies.read(request, PlanBody.class);
        return Reply.ok(ManagedLottery.of(plans.change(id, body.version(), body.plan())));
    }

    private Reply delete(Request request) {
        plans.delete(lottery(request));
        return Reply.done();
    }

    private Reply push(Request request) {
        LotteryId id = lottery(request);
        VersionBody body = bodies.read(request, VersionBody.class);
        return Reply.ok(ManagedLottery.of(plans.push(id, body.version())));
    }

    private Reply start(Request request) {
        LotteryId id = lottery(request);
        StartBody body = bodies.read(request, StartBody.class);
        return Reply.ok(ManagedLottery.of(runs.start(id, body, request.operator())));
    }

    private Reply makeVoid(Request request) {
        LotteryId id = lottery(request);
        VoidBody body = bodies.read(request, VoidBody.class);
        return Reply.ok(ManagedLottery.of(runs.makeVoid(id, body.words(), request.operator())));
    }

    private Reply handInRound(Request request) {
        LotteryId id = lottery(request);
        RoundBody body = bodies.read(request, RoundBody.class);
        return Reply.ok(ManagedLottery.of(rounds.handIn(id, body.signature(), request.operator())));
    }

    private static LotteryId lottery(Request request) {
        return LotteryPath.read(request);
    }
}
