package io.kaibo.lottery.entry;

import io.kaibo.lottery.Lotteries;
import io.kaibo.lottery.LotteryId;
import io.kaibo.testing.ContractExamples;
import io.kaibo.testing.Operation;
import jakarta.inject.Singleton;

/** The lottery of the examples of viewers' paths: it runs, and takes any comment. */
@Singleton
class EntryExamples implements ContractExamples {

    private static final String ID =
            new Operation("GET", "/lotteries/{lotteryId}").examplePath().replaceFirst("^/lotteries/", "");

    private final Lotteries lotteries;

    EntryExamples(Lotteries lotteries) {
        this.lotteries = lotteries;
    }

    @Override
    public void create() {
        lotteries.putTemplates("t");
        lotteries.start(new LotteryId(ID), Lotteries.forComments(null));
    }
}
