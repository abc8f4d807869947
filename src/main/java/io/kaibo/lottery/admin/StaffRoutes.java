package io.kaibo.lottery.admin;

import io.kaibo.http.Bodies;
import io.kaibo.http.Reply;
import io.kaibo.http.Request;
import io.kaibo.http.Role;
import io.kaibo.http.Router;
import io.kaibo.lottery.LotteryAdminRoutes;
import jakarta.inject.Singleton;

/** {@code /admin/lotteries/staff}. */
@Singleton
class StaffRoutes implements LotteryAdminRoutes {

    private final KeepStaff staff;
    private final Bodies bodies;

    StaffRoutes(KeepStaff staff, Bodies bodies) {
        this.staff = staff;
        this.bodies = bodies;
    }

    @Override
    public void addTo(Router router) {
        router.forOperators(Role.OPERATOR, Role.AUDITOR)
                .get("/admin/lotteries/staff", _ -> Reply.ok(staff.find()))
                .forOperators(Role.OPERATOR)
                .put("/admin/lotteries/staff", this::set);
    }

    private Reply set(Request request) {
        return Reply.ok(staff.set(bodies.read(request, StaffBody.class)));
    }
}
