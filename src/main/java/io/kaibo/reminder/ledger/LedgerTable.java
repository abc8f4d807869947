package io.kaibo.reminder.ledger;

import io.kaibo.aws.Item;
import io.kaibo.aws.NewItem;
import io.kaibo.aws.Query;
import io.kaibo.aws.Table;
import io.kaibo.aws.Tables;
import io.kaibo.reminder.ReminderItems;
import io.kaibo.reminder.ledger.LedgerEntry.What;
import io.kaibo.room.RoomId;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The ledger, an item an entry:
 *
 * <pre>
 * pk                             sk                            is
 * LEDGER#xxTemplateIdxx#7        the entry's id                what was done with a template, in shard 7 of 16
 * LEDGER#wx-10#7                 the entry's id                what was done in a live room
 * </pre>
 *
 * <p>An event that WeChat tells again is written again, to the same key, so that it is counted once.
 */
@Singleton
public class LedgerTable {

    /** How far operators can look back. */
    private static final Duration KEPT = Duration.ofDays(90);

    /** Shards of a subject: a partition takes a thousand writes a second, and a room's messages all have one template. */
    private static final int SHARDS = 16;

    private final Table reminders;

    LedgerTable(Tables tables) {
        this.reminders = tables.open(ReminderItems.TABLE);
    }

    /** Writes an entry. The write needs no condition: an entry of the same key is the same. */
    void put(LedgerEntry entry) {
        // the id is hex, and any digit of it as good as another
        int shard = Character.digit(entry.id().charAt(0), SHARDS);
        NewItem item = new NewItem(Item.key(shard(entry.subject(), shard), entry.id()))
                .with("what", entry.what())
                .with("at", entry.at())
                .withTimeToLive("expiresAt", entry.at().plus(KEPT));
        if (entry.push() != null) {
            item.with("push", map(entry.push()));
        }
        reminders.put(item);
    }

    /** Counts the entries of a template by reading them all. */
    public TemplateCounts counts(String templateId) {
        Map<What, Long> counts = new EnumMap<>(What.class);
        entries(templateId, query -> query.returning("what"))
                .forEach(item -> counts.merge(item.word("what", What.class), 1L, Long::sum));
        return new TemplateCounts(
                counts.getOrDefault(What.ACCEPTED, 0L),
                counts.getOrDefault(What.REJECTED, 0L),
                counts.getOrDefault(What.TURNED_OFF, 0L),
                counts.getOrDefault(What.DELIVERED, 0L),
                counts.getOrDefault(What.UNDELIVERED, 0L));
    }

    /** Counts the entries of a room by reading them all. */
    public LiveCounts counts(RoomId room) {
        Map<What, Long> counts = new EnumMap<>(What.class);
        List<LivePush> pushes = new ArrayList<>();
        // "at" is a reserved word
        entries(room.value(), query -> query.returning("what, push, #at").named("#at", "at"))
                .forEach(item -> {
                    counts.merge(item.word("what", What.class), 1L, Long::sum);
                    if (item.has("push")) {
                        pushes.add(push(item));
                    }
                });
        pushes.sort(Comparator.comparing(LivePush::at));
        return new LiveCounts(
                counts.getOrDefault(What.FOLLOWED, 0L), counts.getOrDefault(What.UNFOLLOWED, 0L), List.copyOf(pushes));
    }

    private Stream<Item> entries(String subject, UnaryOperator<Query> attributes) {
        return IntStream.range(0, SHARDS)
                .mapToObj(shard -> Query.by("pk = :pk").with(":pk", shard(subject, shard)))
                .flatMap(query -> reminders.query(attributes.apply(query)));
    }

    private static String shard(String subject, int shard) {
        return "LEDGER#" + subject + "#" + shard;
    }

    private static NewItem map(LivePush push) {
        return new NewItem()
                .with("total", push.total())
                .with("success", push.success())
                .with("openidErrors", push.openidErrors())
                .with("relationErrors", push.relationErrors())
                .with("userLimits", push.userLimits())
                .with("internalErrors", push.internalErrors());
    }

    private static LivePush push(Item item) {
        Item push = item.map("push");
        return new LivePush(
                item.instant("at"),
                push.number("total"),
                push.number("success"),
                push.number("openidErrors"),
                push.number("relationErrors"),
                push.number("userLimits"),
                push.number("internalErrors"));
    }
}
