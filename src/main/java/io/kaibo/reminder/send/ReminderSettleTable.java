package io.kaibo.reminder.send;

import io.kaibo.aws.Tables;
import io.kaibo.message.SettleTable;
import io.kaibo.reminder.ReminderItems;
import jakarta.inject.Singleton;

/** Subscriptions by their person. */
@Singleton
class ReminderSettleTable extends SettleTable {

    ReminderSettleTable(Tables tables) {
        super(tables.open(ReminderItems.TABLE, Tables.Read.BATCH_GET), "person", "person");
    }
}
