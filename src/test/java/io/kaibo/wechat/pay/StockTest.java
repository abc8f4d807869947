package io.kaibo.wechat.pay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kaibo.wechat.Members;
import io.kaibo.wechat.OddElementException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StockTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String STOCK = """
            {"stock_id":"9836588","stock_creator_mchid":"123456","stock_name":"微信支付批次","status":"running",
             "create_time":"2015-05-20T13:29:35+08:00","description":"微信支付营销",
             "stock_use_rule":{"max_coupons":100,"max_amount":5000,"max_amount_by_day":400,
              "fixed_normal_coupon":{"coupon_amount":50,"transaction_minimum":"100"},
              "max_coupons_per_user":3,"coupon_type":"NORMAL","goods_tag":["123321"],"trade_type":["MICROAPP"],"combine_use":false},
             "available_begin_time":"2015-05-20T13:29:35.120+08:00","available_end_time":"2015-06-20T13:29:35Z",
             "distributed_coupons":7,"no_cash":false,"singleitem":false,"stock_type":"NORMAL"}""";

    private static Stock parse(String json) throws Exception {
        return Stock.of(new Members(JSON.readTree(json)));
    }

    @Test
    void isReadAsWeChatPayTellsIt() throws Exception {
        assertThat(parse(STOCK))
                .isEqualTo(new Stock(
                        "9836588",
                        "123456",
                        "微信支付批次",
                        StockState.RUNNING,
                        "NORMAL",
                        100,
                        3,
                        7,
                        50,
                        100,
                        Instant.parse("2015-05-20T05:29:35Z"),
                        Instant.parse("2015-06-20T13:29:35Z")));
    }

    @ParameterizedTest
    @CsvSource({
        "unactivated, UNACTIVATED",
        "audit, AUDIT",
        "running, RUNNING",
        "stoped, STOPPED",
        "stopped, STOPPED",
        "paused, PAUSED",
        "RUNNING, OTHER",
        "new-word, OTHER",
    })
    void itsStateIsAWordOfWeChatPays(String word, StockState state) throws Exception {
        assertThat(parse(STOCK.replace("\"running\"", "\"" + word + "\"")).state())
                .isEqualTo(state);
    }

    @Test
    void aKindWithoutAFixedAmountHasNone() throws Exception {
        ObjectNode json = (ObjectNode) JSON.readTree(STOCK);
        ((ObjectNode) json.get("stock_use_rule")).remove("fixed_normal_coupon");
        assertThat(parse(json.toString()))
                .extracting(Stock::couponAmount, Stock::minimum)
                .containsExactly(0L, 0L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"stock_id\":\"9836588\" | \"stock_id\":9836588 | stock_id is no text",
                "\"stock_id\":\"9836588\" | \"stock_id\":\"\" | stock_id is absent",
                "\"stock_creator_mchid\":\"123456\" | \"a\":1 | stock_creator_mchid is absent",
                "\"stock_name\":\"微信支付批次\" | \"stock_name\":null | stock_name is absent",
                "\"status\":\"running\" | \"a\":1 | status is absent",
                "\"stock_use_rule\" | \"rule\" | stock_use_rule is absent",
                "\"max_coupons\":100 | \"max_coupons\":1.5 | max_coupons is no whole number of 64 bits",
                "\"max_coupons\":100 | \"max_coupons\":-1 | max_coupons is below 0",
                "\"max_coupons_per_user\":3 | \"max_coupons_per_user\":[] | max_coupons_per_user is no whole number of 64 bits",
                "\"distributed_coupons\":7 | \"distributed_coupons\":-7 | distributed_coupons is below 0",
                "\"coupon_amount\":50 | \"coupon_amount\":true | coupon_amount is no whole number of 64 bits",
                "\"fixed_normal_coupon\":{ | \"fixed_normal_coupon\":[],\"a\":{ | it is no object",
                "2015-06-20T13:29:35Z | 2015-06-20 13:29:35 | available_end_time is no time",
                "2015-06-20T13:29:35Z | +12015-06-20T13:29:35Z | available_end_time is no time",
                "2015-06-20T13:29:35Z | 1015-06-20T13:29:35Z | available_end_time is no time",
                "\"available_begin_time\" | \"begin\" | available_begin_time is absent",
            })
    void anOddElementIsRefusedByTheNameOfItsMember(String was, String is, String fault) {
        assertThatExceptionOfType(OddElementException.class)
                .isThrownBy(() -> parse(STOCK.replace(was, is)))
                .extracting(OddElementException::fault)
                .isEqualTo(fault);
    }
}
