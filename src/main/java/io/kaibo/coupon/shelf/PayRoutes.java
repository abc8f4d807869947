package io.kaibo.coupon.shelf;

import io.kaibo.coupon.CouponPath;
import io.kaibo.coupon.grant.ResumeGrants;
import io.kaibo.http.Bodies;
import io.kaibo.http.Reply;
import io.kaibo.http.Request;
import io.kaibo.http.Role;
import io.kaibo.http.Router;
import io.kaibo.wechat.pay.NotificationAddress;
import io.kaibo.wechat.pay.PaySelfCheck;
import jakarta.inject.Singleton;
import java.net.URI;

/** How it stands with WeChat Pay: a check of the keys both ways, where it notifies uses, and that what was halted goes on. */
@Singleton
class PayRoutes implements CouponAdminRoutes {

    private final ResumeGrants resume;
    private final PaySelfCheck selfCheck;
    private final NotificationAddress address;
    private final Bodies bodies;

    PayRoutes(ResumeGrants resume, PaySelfCheck selfCheck, NotificationAddress address, Bodies bodies) {
        this.resume = resume;
        this.selfCheck = selfCheck;
        this.address = address;
        this.bodies = bodies;
    }

    @Override
    public void addTo(Router router) {
        router.forOperators(Role.OPERATOR)
                .post("/admin/coupons/self-check", this::check)
                .put("/admin/coupons/notifications", this::setAddress)
                .post("/admin/coupons/resume", this::resumeAll)
                .post("/admin/coupons/{couponId}/resume", this::resume);
    }

    private Reply check(Request request) {
        selfCheck.run().ifPresent(failure -> {
            throw PayProblems.of("the self-check", failure);
        });
        return Reply.done();
    }

    private Reply setAddress(Request request) {
        URI url = URI.create(bodies.read(request, NotificationBody.class).url());
        address.set(url).ifPresent(failure -> {
            throw PayProblems.of("the address of notifications", failure);
        });
        return Reply.done();
    }

    private Reply resumeAll(Request request) {
        resume.resumeAll();
        return Reply.done();
    }

    private Reply resume(Request request) {
        resume.resume(CouponPath.read(request));
        return Reply.done();
    }
}
