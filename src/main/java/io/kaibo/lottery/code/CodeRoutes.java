package io.kaibo.lottery.code;

import io.kaibo.http.Bodies;
import io.kaibo.http.Problem;
import io.kaibo.http.Reply;
import io.kaibo.http.Request;
import io.kaibo.http.Role;
import io.kaibo.http.Router;
import io.kaibo.lottery.LotteryAdminRoutes;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryPath;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;

/** {@code /admin/lotteries/{lotteryId}/prizes/{tier}/codes}: codes come in, and none goes out. */
@Singleton
class CodeRoutes implements LotteryAdminRoutes {

    private static final Pattern TIER = Pattern.compile("0|[1-9][0-9]?");

    private final GiveCodes giveCodes;
    private final Bodies bodies;

    CodeRoutes(GiveCodes giveCodes, Bodies bodies) {
        this.giveCodes = giveCodes;
        this.bodies = bodies;
    }

    @Override
    public void addTo(Router router) {
        router.forOperators(Role.OPERATOR, Role.SHIPPING)
                .put("/admin/lotteries/{lotteryId}/prizes/{tier}/codes", this::give)
                .withBodyLimit(CodesBody.MOST_BYTES);
    }

    private Reply give(Request request) {
        LotteryId id = LotteryPath.read(request);
        String tier = request.variable("tier");
        if (!TIER.matcher(tier).matches()) {
            throw Problem.notFound("The lottery has no such tier.");
        }
        return Reply.ok(giveCodes.give(id, Integer.parseInt(tier), bodies.read(request, CodesBody.class)));
    }
}
