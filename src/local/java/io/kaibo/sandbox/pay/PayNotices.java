package io.kaibo.sandbox.pay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.kaibo.sandbox.Courier;
import io.kaibo.sandbox.Delivered;
import io.kaibo.sandbox.Json;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The notifications: where they go, and what became of each delivery. Deliveries run without a lock. */
final class PayNotices {
    /** WeChat Pay repeats one nine times, a minute apart; here its repetitions follow at once. */
    private static final int TRIES = 3;

    private final PaySigner signer = new PaySigner();
    private final Courier courier;
    private final List<Delivery> deliveries = new ArrayList<>();
    private @Nullable URI url;
    private PayNoticePlan plan = PayNoticePlan.DEFAULT;

    PayNotices(Courier courier) {
        this.courier = courier;
    }

    synchronized void to(@Nullable URI newUrl) {
        url = newUrl;
    }

    synchronized void plan(PayNoticePlan newPlan) {
        plan = newPlan;
    }

    synchronized void reset() {
        url = null;
        plan = PayNoticePlan.DEFAULT;
        deliveries.clear();
    }

    synchronized boolean comeBeforeAnswers() {
        return plan.beforeAnswers();
    }

    /** Delivers the notification as planned. */
    synchronized void send(PayNotice notice) {
        for (int time = 0; time < plan.times() && url != null; time++) {
            Delivery delivery = add(notice);
            courier.after(plan.delay(), () -> deliver(delivery));
        }
    }

    /** Delivers the notification as often as planned, and returns when each was answered. */
    void deliverNow(PayNotice notice) {
        List<Delivery> all = new ArrayList<>();
        synchronized (this) {
            for (int time = 0; time < plan.times() && url != null; time++) {
                all.add(add(notice));
            }
        }
        all.forEach(this::deliver);
    }

    private Delivery add(PayNotice notice) {
        Delivery delivery = new Delivery(notice);
        deliveries.add(delivery);
        return delivery;
    }

    private void deliver(Delivery delivery) {
        for (Optional<HttpRequest> next = next(delivery); next.isPresent(); next = next(delivery)) {
            Optional<HttpResponse<String>> answer = courier.send(next.get());
            synchronized (this) {
                delivery.status = answer.map(response -> Integer.toString(response.statusCode()))
                        .orElse(Delivered.NO_ANSWER);
            }
        }
    }

    /** The next try, empty if there is none. */
    private synchronized Optional<HttpRequest> next(Delivery delivery) {
        if (url == null || delivery.status.matches("20[04]") || delivery.tries == TRIES) {
            delivery.over = true;
            return Optional.empty();
        }
        delivery.tries++;
        String body = delivery.notice.body(plan.associatedData());
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(BodyPublishers.ofString(body));
        signer.sign(PayKeys.PUBLIC_KEY_ID, body, delivery.clock.instant(), plan.signing())
                .forEach(request::header);
        return Optional.of(request.build());
    }

    /** All deliveries, the earliest first. */
    synchronized ArrayNode deliveries() {
        ArrayNode list = Json.MAPPER.createArrayNode();
        deliveries.forEach(delivery -> list.add(Json.MAPPER.<JsonNode>valueToTree(delivery.tell())));
        return list;
    }

    /** One delivery of a notification, in up to three tries. */
    private static final class Delivery {
        private final PayNotice notice;
        /** The time of the world in which it happened, from where it goes on. */
        private final InstantSource clock;

        private String status = Delivered.NO_ANSWER;
        private int tries;
        private boolean over;

        private Delivery(PayNotice notice) {
            this.notice = notice;
            Duration ahead = Duration.between(Instant.now(), notice.at());
            this.clock = () -> Instant.now().plus(ahead);
        }

        private Delivered tell() {
            return new Delivered(notice.type(), over ? status : Delivered.UNDER_WAY, tries);
        }
    }
}
