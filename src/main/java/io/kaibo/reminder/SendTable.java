package io.kaibo.reminder;

import io.kaibo.aws.ConditionalWrite;
import io.kaibo.aws.Item;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** The send states of subscriptions. Only the holder of a claim sends. */
@Singleton
class SendTable {

    /** One send for each subscription, whoever else has the same page, and with the template that it has now. */
    private static final String TO_BE_SENT = "sendState = :waiting AND templateId = :templateId";

    /** It waits still. */
    private static final String WAITING = "sendState = :waiting";

    /** What WeChat answered holds for the one who asked it, though another may have called his send lost meanwhile. */
    private static final String MINE = "sendBy = :claim";

    /** And nobody has called it lost meanwhile, nor has WeChat told by a callback that it came. */
    private static final String MINE_AND_OPEN = "sendBy = :claim AND sendState = :sending";

    /** The lease that was seen to lapse is still the one that holds. */
    private static final String STILL_LOST = "sendState = :sending AND leaseEnds = :lapsed";

    private static final String ENDED = "SET sendState = :state, endedAt = :now, endedBy = :writer";

    private final DynamoDbClient dynamoDb;
    private final String table;

    SendTable(DynamoDbClient dynamoDb, ReminderConfig config) {
        this.dynamoDb = dynamoDb;
        this.table = config.requiredTable();
    }

    /** The subscriptions of a page, read consistently, those that came later between its ends as well. */
    List<Subscription> of(Page page) {
        return dynamoDb
                .queryPaginator(query -> query.tableName(table)
                        .consistentRead(true)
                        .keyConditionExpression("pk = :shard AND sk BETWEEN :first AND :last")
                        .expressionAttributeValues(Map.of(
                                ":shard", Item.of(ReminderItems.shard(page.roomId(), page.kind(), page.shard())),
                                ":first", Item.of(page.first()),
                                ":last", Item.of(page.last()))))
                .items()
                .stream()
                .map(item -> ReminderItems.subscription(new Item(item)))
                .toList();
    }

    /**
     * Writes that a subscription is about to be sent, and by whom.
     *
     * @throws RuntimeException if that is not certain; the claim, if there is one, is given back: WeChat has not heard of it
     */
    Claiming claim(Subscription subscription, Instant now, Instant leaseEnds) {
        Claim mine = new Claim(subscription, ConditionalWrite.newWriter());
        try {
            return claim(mine, now, leaseEnds);
        } catch (RuntimeException uncertain) {
            try {
                giveBack(mine);
            } catch (RuntimeException e) {
                uncertain.addSuppressed(e);
            }
            throw uncertain;
        }
    }

    private Claiming claim(Claim mine, Instant now, Instant leaseEnds) {
        Subscription subscription = mine.subscription();
        ConditionalWrite write = ConditionalWrite.update(
                dynamoDb,
                update(subscription)
                        .updateExpression(
                                "SET sendState = :sending, sendingAt = :now, leaseEnds = :leaseEnds, sendBy = :writer")
                        .conditionExpression(TO_BE_SENT),
                Map.of(
                        ":templateId", Item.of(subscription.templateId()),
                        ":waiting", Item.of(State.WAITING.name()),
                        ":sending", Item.of(State.SENDING.name()),
                        ":now", Item.of(now),
                        ":leaseEnds", Item.of(leaseEnds)),
                "sendBy",
                mine.claim());
        return switch (write) {
            case ConditionalWrite.Done done -> new Claiming.Mine(mine);
            case ConditionalWrite.Refused refused -> new Claiming.Others(there(refused));
        };
    }

    /** WeChat took the message. @param msgId null if it gave no number */
    void sent(Claim claim, @Nullable Long msgId, Instant now) {
        if (msgId == null) {
            end(claim, ENDED, MINE, State.SENT, now, Map.of());
        } else {
            end(claim, ENDED + ", msgId = :msgId", MINE, State.SENT, now, Map.of(":msgId", Item.of(msgId)));
        }
    }

    /**
     * WeChat did not take it and never will.
     *
     * @param state {@link State#REFUSED} or {@link State#FAILED}
     * @param errcode WeChat's reason
     */
    void notSent(Claim claim, State state, int errcode, Instant now) {
        end(claim, ENDED + ", errcode = :errcode", MINE, state, now, Map.of(":errcode", Item.of(errcode)));
    }

    /** Nobody knows whether WeChat took it. */
    void unknown(Claim claim, Instant now) {
        end(claim, ENDED, MINE_AND_OPEN, State.UNKNOWN, now, Map.of(":sending", Item.of(State.SENDING.name())));
    }

    /** WeChat did not take it now, and may the next time. */
    void giveBack(Claim claim) {
        ConditionalWrite.update(
                dynamoDb,
                update(claim.subscription())
                        .updateExpression(
                                "SET sendState = :waiting, givenBackBy = :writer REMOVE sendBy, sendingAt, leaseEnds")
                        .conditionExpression(MINE_AND_OPEN),
                Map.of(
                        ":waiting", Item.of(State.WAITING.name()),
                        ":sending", Item.of(State.SENDING.name()),
                        ":claim", Item.of(claim.claim())),
                "givenBackBy");
    }

    /** Whoever was sending it is gone, and nobody knows how far he came; false if another wrote so, or his answer came after all. */
    boolean lost(Subscription subscription, Instant now) {
        return ConditionalWrite.update(
                        dynamoDb,
                        update(subscription)
                                .updateExpression("SET sendState = :unknown, endedAt = :now, lostBy = :writer")
                                .conditionExpression(STILL_LOST),
                        Map.of(
                                ":unknown", Item.of(State.UNKNOWN.name()),
                                ":sending", Item.of(State.SENDING.name()),
                                ":lapsed", Item.of(Objects.requireNonNull(subscription.leaseEnds())),
                                ":now", Item.of(now)),
                        "lostBy")
                .done();
    }

    /** Its time is over; empty if it is written, or what was there in its place. */
    Optional<Claiming.Others> expire(Subscription subscription, Instant now) {
        ConditionalWrite write = ConditionalWrite.update(
                dynamoDb,
                update(subscription)
                        .updateExpression("SET sendState = :expired, endedAt = :now, expiredBy = :writer")
                        .conditionExpression(WAITING),
                Map.of(
                        ":waiting", Item.of(State.WAITING.name()),
                        ":expired", Item.of(State.EXPIRED.name()),
                        ":now", Item.of(now)),
                "expiredBy");
        return write instanceof ConditionalWrite.Refused refused
                ? Optional.of(new Claiming.Others(there(refused)))
                : Optional.empty();
    }

    private static Optional<Subscription> there(ConditionalWrite.Refused refused) {
        return refused.found().has("sendState")
                ? Optional.of(ReminderItems.subscription(refused.found()))
                : Optional.empty();
    }

    private void end(
            Claim claim, String update, String condition, State state, Instant now, Map<String, AttributeValue> more) {
        Map<String, AttributeValue> values = new HashMap<>(more);
        values.put(":state", Item.of(state.name()));
        values.put(":now", Item.of(now));
        values.put(":claim", Item.of(claim.claim()));
        ConditionalWrite.update(
                dynamoDb,
                update(claim.subscription()).updateExpression(update).conditionExpression(condition),
                values,
                "endedBy");
    }

    private UpdateItemRequest.Builder update(Subscription subscription) {
        return UpdateItemRequest.builder()
                .tableName(table)
                .key(ReminderItems.subscriptionKey(subscription.room(), subscription.kind(), subscription.openid()));
    }
}
