package io.kaibo.audit;

import io.kaibo.aws.Condition;
import io.kaibo.aws.Item;
import io.kaibo.aws.Table;
import io.kaibo.aws.Tables;
import io.kaibo.aws.Update;
import io.kaibo.http.AuditTrail;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * One item for each request by an operator that may change something. Its partition is the day in UTC, its sort key the moment and the
 * request's id; the indexes {@code operator} and {@code subject} have the same sort key. An item that stays {@code asked} says that the
 * end is unknown. It holds no key, no body and no query.
 */
@Singleton
class AuditTable implements AuditTrail {

    /** So long an item is kept. */
    static final Duration KEPT = Duration.ofDays(731);

    /** A request that is delivered once more does not overwrite what was written of it. */
    static final Condition NOT_ASKED = new Condition("attribute_not_exists(askedBy)", "askedBy");

    /** The first end stands, and only what was asked has one. */
    static final Condition NOT_ENDED =
            new Condition("attribute_exists(askedBy) AND attribute_not_exists(endedBy)", "endedBy");

    private static final DateTimeFormatter DAY = DateTimeFormatter.ISO_LOCAL_DATE.withZone(ZoneOffset.UTC);

    /** With three digits behind the second always, so that the text sorts as the time does. */
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final Table audit;
    private final Clock clock;

    AuditTable(Tables tables, Clock clock) {
        this.audit = tables.open("audit");
        this.clock = clock;
    }

    @Override
    public void recordRequest(Change change) {
        Update update = setting("operator", "roles", "method", "route", "path", "requestId", "at", "state", "expiresAt")
                .with(":operator", change.operator().name())
                .with(":roles", change.operator().roleWords())
                .with(":method", change.method())
                .with(":route", change.route())
                .with(":path", change.path())
                .with(":requestId", change.requestId())
                .with(":at", change.at())
                .with(":state", "asked")
                .withTimeToLive(":expiresAt", change.at().plus(KEPT));
        if (change.subject() != null) {
            update.andSet("subject = :subject").with(":subject", change.subject());
        }
        if (!audit.update(key(change), update, NOT_ASKED).isDone()) {
            throw new IllegalStateException("the request was delivered before");
        }
    }

    @Override
    public void recordEnd(Change change, int status) {
        Update update = setting("state", "status", "endedAt")
                .with(":state", state(status))
                .with(":status", status)
                .with(":endedAt", clock.instant());
        if (!audit.update(key(change), update, NOT_ENDED).isDone()) {
            throw new IllegalStateException("the request is not asked, or has ended");
        }
    }

    private static String state(int status) {
        if (status >= 500) {
            return "failed";
        }
        return status >= 400 ? "refused" : "done";
    }

    /** Sets attributes to the values of the same names; some of the names are words that DynamoDB reserves. */
    private static Update setting(String... attributes) {
        Update update = Update.set(Stream.of(attributes)
                .map(name -> "#%s = :%s".formatted(name, name))
                .collect(Collectors.joining(", ")));
        Stream.of(attributes).forEach(name -> update.named("#" + name, name));
        return update;
    }

    private static Map<String, AttributeValue> key(Change change) {
        return Item.key(DAY.format(change.at()), MOMENT.format(change.at()) + "#" + change.requestId());
    }
}
