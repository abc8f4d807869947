package io.kaibo.lottery.tell;

import io.kaibo.aws.Tables;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryItems;
import io.kaibo.message.StrangeCodeTable;
import io.kaibo.person.Person;
import jakarta.inject.Singleton;
import java.time.Instant;

/** The winners of a lottery who met an errcode that no rule names. */
@Singleton
class TellStrangeCodeTable extends StrangeCodeTable {

    TellStrangeCodeTable(Tables tables) {
        super(tables.open(LotteryItems.TABLE));
    }

    long recordPerson(LotteryId lottery, int errcode, Person person, Instant now) {
        return recordPerson(LotteryItems.strangeCodes(lottery), errcode, person, now);
    }
}
