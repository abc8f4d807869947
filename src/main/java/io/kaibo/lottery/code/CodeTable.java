package io.kaibo.lottery.code;

import io.kaibo.aws.Condition;
import io.kaibo.aws.Item;
import io.kaibo.aws.Query;
import io.kaibo.aws.Table;
import io.kaibo.aws.Tables;
import io.kaibo.aws.Transaction;
import io.kaibo.aws.Update;
import io.kaibo.lottery.Fingerprints;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryItems;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The codes of tiers, an item each, with these attributes:
 *
 * <pre>
 * version         of the plan that they are for
 * sealed          the codes, by PrizeCipher
 * fingerprints    16 bytes of each code, by which another tier's are compared with them
 * expiresAt       once they were taken away, with all else
 * </pre>
 *
 * <p>The lottery's own item has, of its codes:
 *
 * <pre>
 * codesOf         the version of the plan for which tiers have codes
 * codeTiers       which tiers have them, as GivenTiers writes it
 * codesBy         the last write of codes
 * </pre>
 */
@Singleton
public class CodeTable {

    /**
     * The plan is the one that was seen, the lottery is not started, and no codes were written since the others were read: else two
     * tiers could get the same code.
     */
    static final Condition SEEN_TO_GIVE = Condition.inTransaction(
            "version = :seen AND attribute_not_exists(opensAt) AND (attribute_not_exists(codesBy) OR codesBy = :codesBy)");

    /** A clause: the tiers {@code :codeTiers}, as GivenTiers writes them, have codes for the plan of version {@code :seen}, and no other has. */
    public static final String GIVEN = "codesOf = :seen AND codeTiers = :codeTiers";

    private static final String NEVER = "-";

    private final Tables tables;
    private final Table lotteries;

    CodeTable(Tables tables) {
        this.tables = tables;
        this.lotteries = tables.open(LotteryItems.TABLE);
    }

    /**
     * What the tiers of a lottery had when they were read.
     *
     * @param given for the plan of the version
     * @param lastBy the last write of codes; null if there was none
     */
    record Known(
            LotteryId lottery,
            String version,
            GivenTiers given,
            Set<ByteBuffer> fingerprintsOfOthers,
            @Nullable String lastBy) {}

    /** @param sealed the codes, and {@code fingerprints} those of each, in one order */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Sealed(byte[] sealed, List<byte[]> fingerprints) {}

    /**
     * What is known of the codes of all tiers, after every write that is done.
     *
     * @param tier whose own codes are to be replaced
     */
    Known find(LotteryId id, String version, int tier) {
        // read before the codes: a write that comes between the two makes this one's fail
        Optional<Item> lottery = lotteries.find(LotteryItems.lotteryKey(id));
        @Nullable AttributeValue own = LotteryItems.codesKey(id, tier).get("sk");
        Set<ByteBuffer> others = new HashSet<>();
        lotteries
                .query(Query.by("pk = :lottery AND begins_with(sk, :codes)")
                        .consistently()
                        .with(":lottery", LotteryItems.lotteryPartition(id))
                        .with(":codes", LotteryItems.CODES))
                .filter(item -> version.equals(item.textOrNull("version")))
                .filter(item -> !Objects.equals(item.attributes().get("sk"), own))
                .forEach(item -> others.addAll(split(item.bytes("fingerprints"))));
        return new Known(
                id,
                version,
                lottery.map(item -> readGiven(item, version)).orElse(GivenTiers.NONE),
                others,
                lottery.map(item -> item.textOrNull("codesBy")).orElse(null));
    }

    /** Which tiers have codes for the plan of this version, as the lottery's item says. */
    public static GivenTiers readGiven(Item lottery, String version) {
        return version.equals(lottery.textOrNull("codesOf"))
                ? GivenTiers.read(lottery.text("codeTiers"))
                : GivenTiers.NONE;
    }

    /** Gives the tier these codes, in place of those it has; false if the lottery or the codes of a tier are no longer as known. */
    boolean give(Known known, int tier, Sealed codes) {
        return tables.write(new Transaction()
                        .update(
                                lotteries,
                                LotteryItems.lotteryKey(known.lottery()),
                                Update.set("codesOf = :seen, codeTiers = :tiers, codesBy = :newBy")
                                        .with(":tiers", known.given().with(tier).write())
                                        .with(":newBy", UUID.randomUUID().toString())
                                        .with(":codesBy", known.lastBy() == null ? NEVER : known.lastBy())
                                        .with(":seen", known.version()),
                                SEEN_TO_GIVE)
                        .update(
                                lotteries,
                                LotteryItems.codesKey(known.lottery(), tier),
                                Update.set("version = :version, sealed = :sealed, fingerprints = :fingerprints")
                                        .andRemove("expiresAt")
                                        .with(":version", known.version())
                                        .with(":sealed", codes.sealed())
                                        .with(":fingerprints", join(codes.fingerprints()))))
                .isDone();
    }

    /** Takes the codes of a tier away, which it may not have: its plan is replaced, or its lottery deleted. The item goes at the end given. */
    public static Update takenAway(Instant end) {
        return Update.set("expiresAt = :end")
                .andRemove("version, sealed, fingerprints")
                .withTimeToLive(":end", end);
    }

    /** The codes of a tier, sealed. @throws IllegalStateException if there are none */
    public byte[] findSealed(LotteryId id, int tier) {
        return lotteries
                .find(LotteryItems.codesKey(id, tier))
                .orElseThrow(() -> new IllegalStateException("a tier of a lottery that was started has no codes"))
                .bytes("sealed");
    }

    private static byte[] join(List<byte[]> fingerprints) {
        ByteBuffer bytes = ByteBuffer.allocate(fingerprints.size() * Fingerprints.BYTES);
        fingerprints.forEach(bytes::put);
        return bytes.array();
    }

    private static List<ByteBuffer> split(byte[] bytes) {
        return IntStream.range(0, bytes.length / Fingerprints.BYTES)
                .map(index -> index * Fingerprints.BYTES)
                .mapToObj(from -> ByteBuffer.wrap(Arrays.copyOfRange(bytes, from, from + Fingerprints.BYTES)))
                .toList();
    }
}
