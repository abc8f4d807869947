package io.kaibo.lottery.tell;

import io.kaibo.aws.Condition;
import io.kaibo.aws.Item;
import io.kaibo.aws.Table;
import io.kaibo.aws.Tables;
import io.kaibo.aws.Update;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryItems;
import io.kaibo.lottery.prize.PrizeState;
import io.kaibo.lottery.prize.Winner;
import io.kaibo.lottery.prize.WinnerTable;
import io.kaibo.message.SendState;
import io.kaibo.message.SendTable;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Winners as they are told: the send is part of a winner's item. */
@Singleton
public class WinnerSendTable extends SendTable<ToldWinner> {

    /** The prize still waits for the winner: since the winners were read, it was neither claimed nor withdrawn. */
    public static final Condition STILL_OFFERED =
            new Condition(TO_BE_SENT.expression() + " AND #state = :offered", TO_BE_SENT.writerAttribute());

    private final Table lotteries;

    @Inject
    WinnerSendTable(Tables tables) {
        this(tables.open(LotteryItems.TABLE));
    }

    private WinnerSendTable(Table lotteries) {
        super(lotteries);
        this.lotteries = lotteries;
    }

    /** The winners whose message has not ended, in the order of the prizes, read consistently. */
    List<ToldWinner> findOpen(LotteryId id) {
        return lotteries
                .query(WinnerTable.winnersOf(id).consistently())
                .filter(item -> item.has("sendState"))
                .map(this::recipient)
                .filter(winner -> winner.isWaiting() || winner.state() == SendState.SENDING)
                .sorted(Comparator.comparingInt(ToldWinner::slot))
                .toList();
    }

    @Override
    protected Map<String, AttributeValue> key(ToldWinner winner) {
        return LotteryItems.winnerKey(winner.lottery(), winner.alias());
    }

    @Override
    protected Condition toBeSent(Update claim) {
        claim.named("#state", "state").with(":offered", PrizeState.OFFERED);
        return STILL_OFFERED;
    }

    @Override
    protected ToldWinner recipient(Item item) {
        Winner winner = WinnerTable.winner(item);
        return new ToldWinner(
                winner.lottery(),
                winner.alias(),
                winner.person(),
                winner.slot(),
                winner.state(),
                winner.offeredAt(),
                winner.deadline(),
                item.text("templateId"),
                item.word("sendState", SendState.class),
                item.instantOrNull("leaseEnds"));
    }
}
