package io.kaibo.coupon.shelf;

import io.kaibo.aws.Words;
import io.kaibo.coupon.CouponPlan;
import io.kaibo.coupon.CouponProblem;
import io.kaibo.http.Problem;
import io.kaibo.wechat.pay.CashCoupons;
import io.kaibo.wechat.pay.PayConfig;
import io.kaibo.wechat.pay.Stock;
import io.kaibo.wechat.pay.StockAnswer;
import io.kaibo.wechat.pay.StockState;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Reads the stock of a coupon from WeChat Pay, and looks whether it can be given away as planned. */
@Singleton
class CheckStock {

    /** The one kind that the API sends, and whose value is known beforehand: 固定面额满减券. */
    private static final String SENDABLE = "NORMAL";

    private final CashCoupons weChatPay;
    private final PayConfig config;
    private final Clock clock;

    CheckStock(CashCoupons weChatPay, PayConfig config, Clock clock) {
        this.weChatPay = weChatPay;
        this.config = config;
        this.clock = clock;
    }

    /**
     * The stock, if it fits.
     *
     * @throws Problem 409 if it cannot be given away; 422 if there is none, or the plan asks for more than it gives; 502 or 503 if WeChat Pay
     *     does not say
     */
    Stock check(CouponPlan plan) {
        Stock stock = switch (weChatPay.readStock(plan.stockId(), config.requireMerchant())) {
            case StockAnswer.Found(Stock found) -> found;
            case StockAnswer.NoSuchStock _ ->
                throw Problem.invalid(List.of(new Problem.FieldError(
                        "plan.stockId", "is no stock of this merchant: WeChat Pay does not know it")));
            case StockAnswer.Failed(var why) -> throw PayProblems.of("the stock", why);
        };
        checkFit(stock);
        checkPlan(plan, stock);
        return stock;
    }

    private void checkFit(Stock stock) {
        if (stock.state() != StockState.RUNNING) {
            throw unfit("A stock is given away while it runs.", Words.of(stock.state()));
        }
        if (!clock.instant().isBefore(stock.until())) {
            throw unfit("The stock has ended.", "ended");
        }
        if (!stock.creator().equals(config.requireMerchant())) {
            throw unfit("The stock is another merchant's.", "not-ours");
        }
        if (!stock.type().equals(SENDABLE)) {
            throw unfit("Coupons of this kind of stock cannot be sent.", "kind");
        }
    }

    private static Problem unfit(String detail, String why) {
        return Problem.conflict(CouponProblem.STOCK_UNFIT, detail, "stock", why);
    }

    private void checkPlan(CouponPlan plan, Stock stock) {
        List<Problem.FieldError> errors = new ArrayList<>();
        if (stock.maxPerPerson() > 0 && plan.perPerson() > stock.maxPerPerson()) {
            errors.add(new Problem.FieldError(
                    "plan.perPerson", "must be " + stock.maxPerPerson() + " at most, as the stock has it"));
        }
        if (plan.closesAt() != null && !plan.closesAt().isAfter(clock.instant())) {
            errors.add(new Problem.FieldError("plan.closesAt", "must not be over"));
        }
        if (plan.opensAt() != null && !plan.opensAt().isBefore(stock.until())) {
            errors.add(new Problem.FieldError("plan.opensAt", "must be before the stock's end, " + stock.until()));
        }
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
    }
}
