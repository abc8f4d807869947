package io.kaibo.lottery.pass;

import io.kaibo.http.Bodies;
import io.kaibo.http.Reply;
import io.kaibo.http.Request;
import io.kaibo.http.Role;
import io.kaibo.http.Router;
import io.kaibo.lottery.Alias;
import io.kaibo.lottery.LotteryAdminRoutes;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryPath;
import jakarta.inject.Singleton;

/** {@code /admin/lotteries/{lotteryId}/winners/{alias}/withdraw}. */
@Singleton
class WithdrawRoutes implements LotteryAdminRoutes {

    private final WithdrawPrize withdrawPrize;
    private final Bodies bodies;

    WithdrawRoutes(WithdrawPrize withdrawPrize, Bodies bodies) {
        this.withdrawPrize = withdrawPrize;
        this.bodies = bodies;
    }

    @Override
    public void addTo(Router router) {
        router.forOperators(Role.OPERATOR)
                .post("/admin/lotteries/{lotteryId}/winners/{alias}/withdraw", this::withdraw);
    }

    private Reply withdraw(Request request) {
        LotteryId id = LotteryPath.read(request);
        Alias alias = Alias.parse(request.variable("alias")).orElseThrow(WithdrawPrize::noSuchWinner);
        return Reply.ok(withdrawPrize.withdraw(id, alias, bodies.read(request, WithdrawBody.class)));
    }
}
