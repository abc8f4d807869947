package io.kaibo.lottery.claim;

import io.kaibo.aws.Condition;
import io.kaibo.aws.ConditionalWrite;
import io.kaibo.aws.Item;
import io.kaibo.aws.Table;
import io.kaibo.aws.Tables;
import io.kaibo.aws.Transaction;
import io.kaibo.aws.TransactionResult;
import io.kaibo.aws.Update;
import io.kaibo.aws.WriteResult;
import io.kaibo.lottery.Alias;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryItems;
import io.kaibo.lottery.LotteryMapping;
import io.kaibo.lottery.prize.PrizeState;
import io.kaibo.lottery.prize.Winner;
import io.kaibo.lottery.prize.WinnerTable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Claims of prizes. They add to a winner's item:
 *
 * <pre>
 * state, claimedAt                             claimed, and when first
 * maskedName, maskedTelephone, maskedRegion    what is shown of the address
 * addressPrint                                 the fingerprint of the address
 * </pre>
 *
 * <p>The item of an address has {@code sealed}, by PrizeCipher, and is removed some time after the claim. {@code exportedAt} of a winner,
 * which {@code lottery-export} writes, ends all corrections.
 */
@Singleton
public class ClaimTable {

    /** The prize is offered, and its deadline had not come when the request began: it was not passed on, nor taken back. */
    public static final Condition OPEN = new Condition("#state = :offered AND deadline > :begun", "claimedBy");

    /** The prize is claimed, and neither its export nor its deadline had come. What was exported is what is sent. */
    public static final Condition CORRECTABLE =
            Condition.inTransaction("#state = :claimed AND attribute_not_exists(exportedAt) AND deadline > :begun");

    private final Tables tables;
    private final Table lotteries;

    ClaimTable(Tables tables) {
        this.tables = tables;
        this.lotteries = tables.open(LotteryItems.TABLE);
    }

    /**
     * An address that is to be written.
     *
     * @param expiresAt until when it is kept
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Sealed(byte[] address, MaskedAddress masked, String fingerprint, Instant expiresAt) {}

    /** The prize of a winner, after every write that is done; empty if the alias was offered none. */
    Optional<PrizeClaim> find(LotteryId id, Alias alias) {
        return lotteries.find(LotteryItems.winnerKey(id, alias)).map(ClaimTable::claim);
    }

    /** True if the first winners of the lottery are all written. After every write that is done. */
    boolean areOffered(LotteryId id) {
        return lotteries
                .find(LotteryItems.lotteryKey(id))
                .filter(LotteryMapping::areOffered)
                .isPresent();
    }

    /**
     * Claims a prize that is not sent; or what it is in its place.
     *
     * @param more adds to the write
     */
    WriteResult<PrizeClaim> claimShown(Winner winner, Instant begun, UnaryOperator<Update> more) {
        ConditionalWrite write = lotteries.update(
                LotteryItems.winnerKey(winner.lottery(), winner.alias()), more.apply(claiming(begun)), OPEN);
        return write.map(ClaimTable::claim);
    }

    /** Claims a prize that is sent; or what it is in its place. */
    WriteResult<PrizeClaim> claim(Winner winner, Sealed address, Instant begun) {
        return write(winner, claiming(begun), address, OPEN);
    }

    /** Writes another address of a prize that is claimed; or what it is in its place. */
    WriteResult<PrizeClaim> correct(Winner winner, Sealed address, Instant begun) {
        Update correction = Update.set("#state = :claimed, correctedAt = :begun")
                .named("#state", "state")
                .with(":claimed", PrizeState.CLAIMED)
                .with(":begun", begun);
        return write(winner, correction, address, CORRECTABLE);
    }

    private static Update claiming(Instant begun) {
        return Update.set("#state = :claimed, claimedAt = :begun")
                .named("#state", "state")
                .with(":claimed", PrizeState.CLAIMED)
                .with(":begun", begun)
                .with(":offered", PrizeState.OFFERED);
    }

    /** The masked forms and the address itself are written together: what is shown is what is sent. */
    private WriteResult<PrizeClaim> write(Winner winner, Update update, Sealed address, Condition condition) {
        update.andSet("maskedName = :name, maskedTelephone = :telephone, maskedRegion = :region")
                .andSet("addressPrint = :print")
                .with(":name", address.masked().name())
                .with(":telephone", address.masked().telephone())
                .with(":region", address.masked().region())
                .with(":print", address.fingerprint());
        TransactionResult result = tables.write(new Transaction()
                .update(lotteries, LotteryItems.winnerKey(winner.lottery(), winner.alias()), update, condition)
                .update(
                        lotteries,
                        LotteryItems.addressKey(winner.lottery(), winner.alias()),
                        Update.set("sealed = :sealed, expiresAt = :end")
                                .with(":sealed", address.address())
                                .withTimeToLive(":end", address.expiresAt())));
        return switch (result) {
            case TransactionResult.Done _ -> new WriteResult.Written<>();
            case TransactionResult.Refused refused ->
                new WriteResult.Existing<>(claim(refused.refused().get(0).orElseThrow()));
        };
    }

    static PrizeClaim claim(Item item) {
        return new PrizeClaim(
                WinnerTable.winner(item),
                address(item),
                item.textOrNull("addressPrint"),
                item.instantOrNull("exportedAt"));
    }

    private static @Nullable MaskedAddress address(Item item) {
        return item.has("maskedName")
                ? new MaskedAddress(item.text("maskedName"), item.text("maskedTelephone"), item.text("maskedRegion"))
                : null;
    }
}
