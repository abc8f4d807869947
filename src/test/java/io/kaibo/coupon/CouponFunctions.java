package io.kaibo.coupon;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.testing.DeployedStack;
import io.kaibo.testing.Events;
import io.kaibo.testing.FunctionCase;
import io.kaibo.testing.FunctionCases;
import io.kaibo.testing.Http;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The functions of coupons as they are deployed. */
class CouponFunctions implements FunctionCases {

    @Override
    public List<FunctionCase> of(DeployedStack stack) {
        return List.of(
                FunctionCase.ofHttp(stack, "coupon-admin", () -> checksTheKeys(stack), () -> knowsNoStock(stack)),
                FunctionCase.ofHttp(stack, "coupon-api", () -> showsTheShelf(stack), () -> knowsNoCoupon(stack)),
                FunctionCase.ofQueue(
                        stack, "coupon-grant", () -> findsNoCoupon(stack), "sqs/coupon-grant-without-a-claim"),
                FunctionCase.ofHttp(
                        stack, "pay-callback", () -> takesWhatWeChatPaySigned(stack), () -> refusesWhatItDidNot(stack)),
                FunctionCase.ofQueue(
                        stack, "coupon-prize", () -> findsNoPrize(stack), "sqs/coupon-prize-without-a-prize"),
                new FunctionCase(
                        "coupon-settle",
                        () -> assertThat(stack.answer("coupon-settle", Events.read("schedule/minute"))
                                        .path("enqueued")
                                        .isInt())
                                .isTrue(),
                        () -> stack.fails("coupon-settle", "[1]", "Could not deserialize"),
                        () -> stack.fails("coupon-settle", "\"minute\"", "Could not deserialize")));
    }

    /** It signs with RSA, and checks WeChat Pay's signature. */
    private static void checksTheKeys(DeployedStack stack) {
        assertThat(stack.http()
                        .post("/admin/coupons/self-check")
                        .asOperator()
                        .send()
                        .status())
                .isEqualTo(204);
    }

    private static void knowsNoStock(DeployedStack stack) {
        Http.Answer answer = stack.http()
                .post("/admin/coupons")
                .asOperator()
                .json(
                        "{\"roomId\":\"wx-7\",\"key\":\"key-00001\",\"plan\":{\"stockId\":\"98\",\"quantity\":0,\"perPerson\":1,"
                                + "\"opensAt\":\"2026-11-28T12:00:00Z\",\"whileLive\":true,\"peak\":1}}")
                .send();
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.field()).isEqualTo("plan.quantity");
    }

    /** It checks a signature by RSA and decrypts. What is notified is the self-check, which WeChat Pay says back here, too. */
    private static void takesWhatWeChatPaySigned(DeployedStack stack) {
        try (PayInbox inbox = new PayInbox(stack.http())) {
            assertThat(stack.http()
                            .call("PUT", "/admin/coupons/notifications")
                            .asOperator()
                            .json("{\"url\":\"" + inbox.uri() + "\"}")
                            .send()
                            .status())
                    .isEqualTo(204);
            checksTheKeys(stack);
            assertThat(inbox.deliver(inbox.next()).status()).isEqualTo(204);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void refusesWhatItDidNot(DeployedStack stack) {
        Http.Answer answer = stack.http().event("pay-use-unsigned", Map.of()).send();
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body().path("code").asText()).isEqualTo("FAIL");
    }

    private static void showsTheShelf(DeployedStack stack) {
        assertThat(stack.http()
                        .get("/coupons?room=wx-7")
                        .send()
                        .body()
                        .path("coupons")
                        .isArray())
                .isTrue();
        Http.Answer claims = stack.http()
                .get("/coupons/claims")
                .bearer(stack.logIn(stack.weChat().loginCode()))
                .send();
        assertThat(claims.body().path("claims").isArray()).isTrue();
    }

    private static void knowsNoCoupon(DeployedStack stack) {
        Http.Answer answer = stack.http()
                .post("/coupons/AAAAAAAAAAAAAAAAAAAAAA/claims")
                .bearer(stack.logIn(stack.weChat().loginCode()))
                .json("{\"key\":\"key-00001\"}")
                .send();
        assertThat(answer.status()).isEqualTo(404);
    }

    private static void findsNoPrize(DeployedStack stack) {
        assertThat(stack.answer("coupon-prize", Events.read("sqs/coupon-prize")).path("batchItemFailures"))
                .isEmpty();
    }

    private static void findsNoCoupon(DeployedStack stack) {
        assertThat(stack.answer("coupon-grant", Events.read("sqs/coupon-grant")).path("batchItemFailures"))
                .isEmpty();
    }
}
