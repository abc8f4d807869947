package io.kaibo.lottery.entry;

import io.kaibo.aws.Condition;
import io.kaibo.aws.ConditionalWrite;
import io.kaibo.aws.Table;
import io.kaibo.aws.Tables;
import io.kaibo.aws.Update;
import io.kaibo.lottery.Alias;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryItems;
import io.kaibo.person.Person;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Entries, and the gates that close before they are read for the draw. */
@Singleton
class EntryTable {

    /**
     * How long an entry is kept after the last deadline that its lottery can have, if it is drawn at its close: a rank that a prize is passed
     * on to must still have its person. The frozen chunks, which name no person, stay.
     */
    static final Duration KEPT = Duration.ofDays(90);

    /** An entry that exists stays as it is. */
    static final Condition ABSENT = new Condition("attribute_not_exists(person)", "enteredBy");

    private final Table lotteries;

    EntryTable(Tables tables) {
        this.lotteries = tables.open(LotteryItems.TABLE, Tables.Read.GET);
    }

    /**
     * Puts an entry if there is none.
     *
     * @param templateId the template of which the person accepted a message; null if none
     * @param lastDeadline of a prize of the lottery
     * @return when the entry that is there now was put
     */
    Instant put(LotteryId lottery, Entrant entrant, @Nullable String templateId, Instant now, Instant lastDeadline) {
        Update update = Update.set("#at = :now, person = :person, expiresAt = :end")
                .named("#at", "at")
                .with(":now", now)
                .with(":person", entrant.person().value())
                .withTimeToLive(":end", lastDeadline.plus(KEPT));
        if (templateId != null) {
            update.andSet("templateId = :templateId").with(":templateId", templateId);
        }
        ConditionalWrite put = lotteries.update(LotteryItems.entryKey(lottery, entrant.alias()), update, ABSENT);
        return switch (put) {
            case ConditionalWrite.WriteDone _ -> now;
            case ConditionalWrite.WriteRefused(var existing) -> existing.instant("at");
        };
    }

    /** When this alias entered, after every write that is done; empty if there is no entry. */
    Optional<Instant> findEnteredAt(LotteryId lottery, Alias alias) {
        return lotteries.find(LotteryItems.entryKey(lottery, alias)).map(entry -> entry.instant("at"));
    }

    /** True if the entries of this alias's shard may have been read for the draw. After every write that is done. */
    boolean isGateClosed(LotteryId lottery, Alias alias) {
        return lotteries
                .find(LotteryItems.gateKey(lottery, LotteryItems.shardOf(alias)))
                .isPresent();
    }

    /** A person, and what the lottery calls them. */
    record Entrant(Person person, Alias alias) {}
}
