package io.kaibo.lottery.claim;

import io.kaibo.http.Bodies;
import io.kaibo.http.Reply;
import io.kaibo.http.Request;
import io.kaibo.http.Router;
import io.kaibo.lottery.LotteryApiRoutes;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryPath;
import jakarta.inject.Singleton;

/** The routes of {@code lottery-api} by which winners see their prizes and claim them. */
@Singleton
class PrizeRoutes implements LotteryApiRoutes {

    private static final int PAGE = 20;

    /** A page reads that many winners and their lotteries, and opens at most so many codes. */
    private static final int LONGEST_PAGE = 50;

    private final ClaimPrize claimPrize;
    private final FindPrizes findPrizes;
    private final Bodies bodies;

    PrizeRoutes(ClaimPrize claimPrize, FindPrizes findPrizes, Bodies bodies) {
        this.claimPrize = claimPrize;
        this.findPrizes = findPrizes;
        this.bodies = bodies;
    }

    @Override
    public void addTo(Router router) {
        router.forViewers()
                .get("/lotteries/mine", this::list, "limit", "next")
                .put("/lotteries/{lotteryId}/prize", this::claim);
    }

    private Reply list(Request request) {
        int limit = request.readIntQuery("limit", PAGE, 1, LONGEST_PAGE);
        return Reply.ok(findPrizes.find(request.viewer(), limit, request.query("next")));
    }

    private Reply claim(Request request) {
        LotteryId id = LotteryPath.read(request);
        return Reply.ok(claimPrize.claim(id, request.viewer(), bodies.read(request, ClaimBody.class)));
    }
}
