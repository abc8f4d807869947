package io.kaibo.lottery;

import io.kaibo.aws.Item;
import io.kaibo.aws.Words;
import io.kaibo.person.Person;
import io.kaibo.room.RoomId;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The items of the table of lotteries; {@code id} is a lottery's, {@code nn} a shard from 00 to 63:
 *
 * <pre>
 * pk                   sk                  is
 * ROOM#wx-10           COUNT               how many lotteries the room has
 * ROOM#wx-10           RUNNING#comment     which lottery of the kind runs, and until when
 * STAFF                STAFF               the persons who cannot take part in any
 * L#id                 LOTTERY             the lottery
 * L#id                 RULES               the rules' bytes
 * L#id#E#nn            the alias in hex    an entry
 * L#id#E#nn            !                   the gate of the shard: entries that came after it count for nothing
 * L#id#C#sha256        C                   a chunk of aliases
 * L#id                 ENTRANTS            how many entries there were, and when they were counted
 * L#id                 FROZEN              the frozen record's bytes
 * L#id                 DRAW                drand's round, its signature, the first ranks
 * L#id                 WIN#alias in hex    a winner
 * L#id                 TELLING#template    why the winners who accepted the template are not told now, if they are not
 * L#id#STRANGE         45999               the winners who met an errcode of WeChat's that no rule names
 * L#id                 PASS#000001         that a prize was passed on
 * L#id                 ADDRESS#alias in hex a winner's address, sealed
 * L#id                 CODES#00            the codes of a tier, sealed
 * L#id                 EXPORT#time#random  who exported how many prizes, and when
 * WINS#20260301        person#id#slot      a win, by the day of China
 * TEMPLATES            the template's id   a template of messages to winners
 * </pre>
 */
public final class LotteryItems {

    /** The table, without the stage. */
    public static final String TABLE = "lotteries";

    /** The index of a room's lotteries, by {@code room} and {@code createdAt}. */
    public static final String ROOM_INDEX = "room";

    /** The index of what a person won, by {@code winner} and {@code offeredAt}; keys alone. */
    public static final String WINNER_INDEX = "winner";

    /** The index of what waits for a time, by {@code due} and {@code dueAt}. One key: lotteries are few. */
    public static final String DUE_INDEX = "due";

    /** What {@code due} is of every lottery that waits for a time. */
    public static final String DUE = "lottery";

    /** What {@code due} is of every winner whose claim of a coupon the coupon is to be told. One key: a lottery has few winners. */
    public static final String DUE_COUPON = "coupon";

    /** How many shards the entries of a lottery have: a partition takes a thousand writes a second. */
    public static final int SHARDS = 64;

    private LotteryItems() {}

    public static Map<String, AttributeValue> countKey(RoomId room) {
        return Item.key("ROOM#" + room.value(), "COUNT");
    }

    public static Map<String, AttributeValue> runningKey(RoomId room, LotteryKind kind) {
        return Item.key("ROOM#" + room.value(), "RUNNING#" + Words.of(kind));
    }

    public static Map<String, AttributeValue> lotteryKey(LotteryId id) {
        return Item.key(lotteryPartition(id), "LOTTERY");
    }

    /** The lottery that an item is of, by its key. */
    public static LotteryId id(Item item) {
        return new LotteryId(item.text("pk").substring("L#".length()));
    }

    public static Map<String, AttributeValue> rulesKey(LotteryId id) {
        return Item.key(lotteryPartition(id), "RULES");
    }

    public static Map<String, AttributeValue> frozenKey(LotteryId id) {
        return Item.key(lotteryPartition(id), "FROZEN");
    }

    public static Map<String, AttributeValue> drawKey(LotteryId id) {
        return Item.key(lotteryPartition(id), "DRAW");
    }

    public static Map<String, AttributeValue> winnerKey(LotteryId id, Alias alias) {
        return Item.key(lotteryPartition(id), WINNER + alias.toHex());
    }

    /** What the sort keys of winners begin with; the alias in hex follows. */
    public static final String WINNER = "WIN#";

    /** What the sort keys of addresses begin with; the alias in hex follows. */
    public static final String ADDRESS = "ADDRESS#";

    public static Map<String, AttributeValue> addressKey(LotteryId id, Alias alias) {
        return Item.key(lotteryPartition(id), ADDRESS + alias.toHex());
    }

    /** What the sort keys of codes begin with; the tier follows, in two digits. */
    public static final String CODES = "CODES#";

    /** What the sort keys of exports begin with. */
    public static final String EXPORT = "EXPORT#";

    /** @param export makes the key another one than that of an export in the same moment */
    public static Map<String, AttributeValue> exportKey(LotteryId id, Instant at, UUID export) {
        return Item.key(lotteryPartition(id), EXPORT + at.toEpochMilli() + "#" + export);
    }

    /** @param tier from 0 */
    public static Map<String, AttributeValue> codesKey(LotteryId id, int tier) {
        return Item.key(lotteryPartition(id), CODES + (tier < 10 ? "0" : "") + tier);
    }

    /** What the sort keys of halts begin with; the template's id follows. */
    public static final String TELLING = "TELLING#";

    public static Map<String, AttributeValue> tellingKey(LotteryId id, String templateId) {
        return Item.key(lotteryPartition(id), TELLING + templateId);
    }

    public static String strangeCodes(LotteryId id) {
        return lotteryPartition(id) + "#STRANGE";
    }

    /** The partition of a lottery's own items. */
    public static String lotteryPartition(LotteryId id) {
        return "L#" + id.value();
    }

    /** The partition of a shard of entries. */
    public static String shard(LotteryId id, int shard) {
        return "L#" + id.value() + "#E#" + (shard < 10 ? "0" : "") + shard;
    }

    /** The shard of an alias: its first six bits, so that the shards in their order have the aliases in theirs. */
    public static int shardOf(Alias alias) {
        return (int) (alias.high() >>> (Long.SIZE - 6));
    }

    public static Map<String, AttributeValue> entryKey(LotteryId id, Alias alias) {
        return Item.key(shard(id, shardOf(alias)), alias.toHex());
    }

    public static Map<String, AttributeValue> gateKey(LotteryId id, int shard) {
        return Item.key(shard(id, shard), GATE);
    }

    /** The sort key of a gate, before that of every entry. */
    public static final String GATE = "!";

    /** The partition of the wins of a day, {@code 20260301} of China. */
    public static String wins(String day) {
        return "WINS#" + day;
    }

    public static Map<String, AttributeValue> winKey(String day, Person person, LotteryId id, int slot) {
        return Item.key(wins(day), person.value() + "#" + id.value() + "#" + slot);
    }

    /** The person that the sort key of a win names. */
    public static Person winner(String sortKey) {
        return new Person(sortKey.substring(0, sortKey.indexOf('#')));
    }

    public static Map<String, AttributeValue> chunkKey(LotteryId id, String sha256) {
        return Item.key("L#" + id.value() + "#C#" + sha256, "C");
    }
}
