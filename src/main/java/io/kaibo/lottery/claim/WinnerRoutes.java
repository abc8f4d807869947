package io.kaibo.lottery.claim;

import io.kaibo.http.Reply;
import io.kaibo.http.Request;
import io.kaibo.http.Role;
import io.kaibo.http.Router;
import io.kaibo.lottery.LotteryAdminRoutes;
import io.kaibo.lottery.LotteryPath;
import jakarta.inject.Singleton;

/** {@code /admin/lotteries/{lotteryId}/winners}. */
@Singleton
class WinnerRoutes implements LotteryAdminRoutes {

    private static final int PAGE = 100;
    private static final int LONGEST_PAGE = 1_000;

    private final FindWinners findWinners;

    WinnerRoutes(FindWinners findWinners) {
        this.findWinners = findWinners;
    }

    @Override
    public void addTo(Router router) {
        router.forOperators(Role.OPERATOR, Role.AUDITOR, Role.SHIPPING)
                .get("/admin/lotteries/{lotteryId}/winners", this::list, "limit", "next");
    }

    private Reply list(Request request) {
        int limit = request.readIntQuery("limit", PAGE, 1, LONGEST_PAGE);
        return Reply.ok(findWinners.find(LotteryPath.read(request), limit, request.query("next")));
    }
}
