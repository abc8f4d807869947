package io.kaibo.coupon.grant;

import io.kaibo.aws.Words;
import io.kaibo.coupon.Coupon;
import io.kaibo.wechat.pay.CashCoupons;
import io.kaibo.wechat.pay.Stock;
import io.kaibo.wechat.pay.StockAnswer;
import io.kaibo.wechat.pay.StockState;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;

/** Reads a coupon's stock, where WeChat Pay's word about a claim does not say whether it concerns one person or all. */
@Singleton
public class JudgeStock {

    private final CashCoupons weChatPay;
    private final Clock clock;

    JudgeStock(CashCoupons weChatPay, Clock clock) {
        this.weChatPay = weChatPay;
        this.clock = clock;
    }

    /** True if the stock is stopped, ended or fully distributed. False also where it cannot be read now. */
    boolean isUsedUp(Coupon coupon) {
        return readStock(coupon) instanceof StockAnswer.Found(Stock stock)
                && (isOver(stock) || stock.distributed() >= stock.maxCoupons());
    }

    /** True if the stock is stopped or ended: none is sent of it any more, whatever is left. False also where it cannot be read now. */
    boolean isOver(Coupon coupon) {
        return readStock(coupon) instanceof StockAnswer.Found(Stock stock) && isOver(stock);
    }

    private boolean isOver(Stock stock) {
        return stock.state() == StockState.STOPPED || !clock.instant().isBefore(stock.until());
    }

    /** Why no coupon of the stock can be sent now, in words; empty if it can, or the stock cannot be read now. */
    public Optional<String> findFault(Coupon coupon) {
        return switch (readStock(coupon)) {
            case StockAnswer.Found(Stock stock) -> findFault(stock);
            case StockAnswer.NoSuchStock _ -> Optional.of("its stock is not there");
            case StockAnswer.Failed _ -> Optional.empty();
        };
    }

    private Optional<String> findFault(Stock stock) {
        if (stock.state() != StockState.RUNNING) {
            return Optional.of("its stock is " + Words.of(stock.state()));
        }
        return clock.instant().isBefore(stock.until()) ? Optional.empty() : Optional.of("its stock has ended");
    }

    private StockAnswer readStock(Coupon coupon) {
        return weChatPay.readStock(coupon.plan().stockId(), coupon.terms().creator());
    }
}
