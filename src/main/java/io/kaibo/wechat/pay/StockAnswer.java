package io.kaibo.wechat.pay;

/** What WeChat Pay says of a stock. */
public sealed interface StockAnswer {

    record Found(Stock stock) implements StockAnswer {}

    /** It has no stock of this number. */
    record NoSuchStock() implements StockAnswer {}

    record Failed(PayFailure why) implements StockAnswer {}
}
