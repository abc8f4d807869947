package io.kaibo.lottery;

import io.kaibo.http.Problem;
import io.kaibo.http.Request;

/** The lottery that the path of a request names, as {@code {lotteryId}}. */
public final class LotteryPath {

    private LotteryPath() {}

    /** @throws Problem 404 for an id that no lottery can have */
    public static LotteryId read(Request request) {
        return LotteryId.parse(request.variable("lotteryId")).orElseThrow(LotteryPath::noSuchLottery);
    }

    /** The 404 of a lottery that is not there, or that the caller may not see. */
    public static Problem noSuchLottery() {
        return Problem.notFound("There is no such lottery.");
    }
}
