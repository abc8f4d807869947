package io.kaibo.lottery.template;

import io.kaibo.aws.Condition;
import io.kaibo.aws.Item;
import io.kaibo.aws.NewItem;
import io.kaibo.aws.Table;
import io.kaibo.aws.Tables;
import io.kaibo.aws.Update;
import io.kaibo.lottery.LotteryItems;
import io.kaibo.message.TemplateTable;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** The templates of messages to winners. */
@Singleton
public class ResultTemplateTable extends TemplateTable<ResultTemplate> {

    /** A template that was put since it was seen stays. */
    public static final Condition AS_SEEN = new Condition("putBy = :seen", "deletedBy");

    private static final Duration DELETED_KEPT = Duration.ofDays(1);

    private final Table lotteries;

    @Inject
    ResultTemplateTable(Tables tables) {
        this(tables.open(LotteryItems.TABLE));
    }

    private ResultTemplateTable(Table lotteries) {
        super(lotteries);
        this.lotteries = lotteries;
    }

    /**
     * Deletes the template that is there now. Its item becomes one that DynamoDB removes later: no function has the right to remove an item
     * from a table that has frozen records.
     */
    void markDeleted(String id, Instant now) {
        lotteries
                .find(key(id))
                .filter(this::isThere)
                .ifPresent(seen -> lotteries.update(
                        key(id),
                        Update.set("deletedAt = :now, expiresAt = :end")
                                .with(":now", now)
                                .withTimeToLive(":end", now.plus(DELETED_KEPT))
                                .with(":seen", seen.text("putBy")),
                        AS_SEEN));
    }

    @Override
    protected boolean isThere(Item item) {
        return !item.has("deletedAt");
    }

    @Override
    protected void write(ResultTemplate template, NewItem item) {
        NewItem fields = new NewItem();
        template.fields().forEach((name, source) -> fields.with(name, map(source)));
        item.with("page", template.page()).with("fields", fields);
    }

    private static NewItem map(PrizeSource source) {
        return source.prize() != null
                ? new NewItem().with("prize", source.prize())
                : new NewItem().with("text", Objects.requireNonNull(source.text()));
    }

    @Override
    protected ResultTemplate read(String id, Item item) {
        Map<String, PrizeSource> fields = new HashMap<>();
        Item stored = item.map("fields");
        stored.attributes().keySet().forEach(name -> {
            Item source = stored.map(name);
            fields.put(
                    name,
                    new PrizeSource(
                            source.has("prize") ? source.word("prize", PrizeField.class) : null,
                            source.textOrNull("text")));
        });
        return new ResultTemplate(id, item.text("page"), fields);
    }
}
