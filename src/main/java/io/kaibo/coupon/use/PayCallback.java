package io.kaibo.coupon.use;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.kaibo.coupon.CouponProblem;
import io.kaibo.http.Edge;
import io.kaibo.http.Problem;
import io.kaibo.http.Reply;
import io.kaibo.http.Request;
import io.kaibo.http.Router;
import io.kaibo.wechat.pay.PaySignatures;
import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Map;

/**
 * {@code /callbacks/pay}: where WeChat Pay's notifications come in. What is not answered 2xx within five seconds WeChat Pay sends again, nine
 * times, a minute apart. Source: 核销事件回调通知.
 */
@Singleton
public class PayCallback {

    private static final String NAME = "pay-callback";

    /** What WeChat Pay reads of an answer that is no 2xx. */
    private static final String FAIL = "FAIL";

    private final TakeNotification takeNotification;
    private final Router router;

    PayCallback(TakeNotification takeNotification, Edge edge) {
        this.takeNotification = takeNotification;
        this.router = edge.createRouter(NAME)
                // WeChat Pay proves itself by its signature
                .open()
                .post("/callbacks/pay", this::receive, Router.ANY);
    }

    @Funq(NAME)
    public APIGatewayV2HTTPResponse handle(APIGatewayV2HTTPEvent event) {
        return router.answer(event);
    }

    private Reply receive(Request request) {
        PaySignatures.Headers headers =
                PaySignatures.Headers.read(name -> request.header(name.toLowerCase(Locale.ROOT)));
        return switch (takeNotification.take(headers, request.body())) {
            case TAKEN -> Reply.done();
            case REFUSED -> throw refused();
        };
    }

    private static Problem refused() {
        String detail = "Only WeChat Pay may notify here.";
        return Problem.forbidden(CouponProblem.NO_NOTIFICATION, detail, Map.of("code", FAIL, "message", detail));
    }
}
