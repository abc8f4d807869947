package io.kaibo.lottery.template;

import io.kaibo.message.MessagePage;
import io.kaibo.message.MessageTemplate;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Map;

/**
 * A template of messages to winners.
 *
 * @param id WeChat's
 * @param page the page of the mini-program that a message opens; {@code {lotteryId}} in it becomes the lottery's id
 * @param fields by their names at WeChat, thing1 and so on
 */
@RegisterForReflection
public record ResultTemplate(String id, String page, Map<String, PrizeSource> fields)
        implements MessageTemplate<WonPrize> {

    static final MessagePage PAGE = MessagePage.with("{lotteryId}", "pages/lottery?id={lotteryId}");

    @Override
    public String pageOf(WonPrize prize) {
        return PAGE.fill(page, prize.lottery().value());
    }
}
