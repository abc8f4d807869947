package io.kaibo.lottery.tell;

import io.kaibo.aws.Tables;
import io.kaibo.lottery.LotteryItems;
import io.kaibo.message.SettleTable;
import jakarta.inject.Singleton;

/** Winners by their person. */
@Singleton
class WinnerSettleTable extends SettleTable {

    WinnerSettleTable(Tables tables) {
        super(tables.open(LotteryItems.TABLE, Tables.Read.BATCH_GET), LotteryItems.WINNER_INDEX, "winner");
    }
}
