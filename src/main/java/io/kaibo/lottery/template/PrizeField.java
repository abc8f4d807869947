package io.kaibo.lottery.template;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** What a template's field can tell of a prize that was won. Moments are told in the time of China, which has been UTC+8 since 1991. */
@RegisterForReflection
public enum PrizeField {
    LOTTERY_TITLE,
    TIER,
    NAME,
    DEADLINE;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneOffset.ofHours(8));

    String tell(WonPrize prize) {
        return switch (this) {
            case LOTTERY_TITLE -> prize.lotteryTitle();
            case TIER -> prize.tier();
            case NAME -> prize.name();
            case DEADLINE -> TIME.format(prize.deadline());
        };
    }

    boolean isMoment() {
        return this == DEADLINE;
    }
}
