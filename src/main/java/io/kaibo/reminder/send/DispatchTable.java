package io.kaibo.reminder.send;

import io.kaibo.aws.Condition;
import io.kaibo.aws.ConditionalWrite;
import io.kaibo.aws.Item;
import io.kaibo.aws.Query;
import io.kaibo.aws.Table;
import io.kaibo.aws.Tables;
import io.kaibo.aws.Update;
import io.kaibo.person.Person;
import io.kaibo.reminder.ReminderItems;
import io.kaibo.reminder.subscription.SubscriptionTable;
import io.kaibo.room.Announcement;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** How far the subscribers of an announcement are cut into pages, an item a shard; and the subscribers, in the order of their keys. */
@Singleton
public class DispatchTable {

    /** An instance that is slower does not set back how far the shard is cut. */
    public static final Condition NOT_FURTHER = new Condition("attribute_not_exists(cutTo) OR cutTo < :cutTo", "cutBy");

    /**
     * How far a shard is cut.
     *
     * @param cutTo the last person who is in a page; empty if none is
     * @param finished true if there is no person behind it
     */
    public record Cut(String cutTo, boolean finished) {

        static final Cut NONE = new Cut("", false);
    }

    /** @param last true if there is no person behind them */
    record Part(List<Person> persons, boolean last) {}

    private final Table reminders;

    DispatchTable(Tables tables) {
        this.reminders = tables.open(ReminderItems.TABLE, Tables.Read.QUERY);
    }

    /** How far each shard is cut, read consistently; a shard that was not begun is absent. */
    public Map<Integer, Cut> findCuts(Announcement announcement) {
        return reminders
                .query(Query.by("pk = :announced AND begins_with(sk, :dispatch)")
                        .consistently()
                        .with(":announced", ReminderItems.announced(announcement.roomId(), announcement.kind()))
                        .with(":dispatch", dispatch(announcement)))
                .collect(Collectors.toMap(
                        item -> Integer.valueOf(
                                item.text("sk").substring(dispatch(announcement).length())),
                        DispatchTable::cut));
    }

    /**
     * The next subscribers of a shard, in all states, read consistently: a viewer who subscribed before the room went on air must not be
     * missing.
     *
     * @param after the person to go on behind; empty for the beginning
     */
    Part findNext(Announcement announcement, int shard, String after, int limit) {
        Query query = (after.isEmpty() ? Query.by("pk = :shard") : Query.by("pk = :shard AND sk > :after"))
                .with(":shard", ReminderItems.shard(announcement.roomId(), announcement.kind(), shard))
                .withIfPresent(":after", after.isEmpty() ? null : after);
        Table.Part part =
                reminders.queryPart(query.consistently().returning("sk").limit(limit));
        return new Part(
                part.items().stream().map(item -> new Person(item.text("sk"))).toList(), part.isLast());
    }

    /** Writes how far a shard is cut. Another instance may have cut it further: the answer says how far it is. */
    public Cut write(Announcement announcement, int shard, Cut cut) {
        ConditionalWrite write = reminders.update(
                key(announcement, shard),
                Update.set("cutTo = :cutTo, finished = :finished, expiresAt = :end")
                        .with(":cutTo", cut.cutTo())
                        .with(":finished", cut.finished())
                        .withTimeToLive(":end", announcement.notAfter().plus(SubscriptionTable.KEPT)),
                NOT_FURTHER);
        return write instanceof ConditionalWrite.WriteRefused refused ? cut(refused.found()) : cut;
    }

    private static Cut cut(Item item) {
        return new Cut(item.text("cutTo"), item.flag("finished"));
    }

    private static Map<String, AttributeValue> key(Announcement announcement, int shard) {
        return Item.key(
                ReminderItems.announced(announcement.roomId(), announcement.kind()), dispatch(announcement) + shard);
    }

    private static String dispatch(Announcement announcement) {
        return "DISPATCH#" + announcement.decidedAt().toEpochMilli() + "#";
    }
}
