package io.kaibo.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The message push: the address of events, and the outcome of each delivery. It has a lock of its own, since deliveries
 * run without the stage's lock: the server that gets an event may call the sandbox before it answers.
 */
final class Pushes {
    private static final int TRIES = 3;

    private final Account account;
    private final InstantSource clock;
    private final RandomText random;
    private final Courier courier;
    private final List<Delivery> deliveries = new ArrayList<>();
    private @Nullable Callback callback;
    private Duration delay = Duration.ZERO;
    private int times = 1;

    Pushes(Account account, InstantSource clock, RandomText random, Courier courier) {
        this.account = account;
        this.clock = clock;
        this.random = random;
        this.courier = courier;
    }

    /** Checks that the URL answers echostr, as WeChat does before it takes a URL. Call it without holding any lock. */
    void check(Callback checked) {
        String echostr = random.echostr();
        Optional<HttpResponse<String>> answer = courier.send(checked.check(echostr, clock.instant(), random));
        if (answer.isEmpty()
                || answer.get().statusCode() != 200
                || !answer.get().body().equals(echostr)) {
            String came = answer.map(
                            response -> "HTTP " + response.statusCode() + " with \"" + response.body() + "\" came back")
                    .orElse("nothing came back");
            throw BadControl.field("url", "must answer 200 with echostr, " + echostr + ": " + came);
        }
    }

    synchronized void to(Callback checked) {
        callback = checked;
    }

    /** Stops pushing from now on; delayed pushes are dropped too. */
    synchronized void stop() {
        callback = null;
    }

    /** Sets how late and how often every event is pushed from now on. */
    synchronized void plan(Duration newDelay, int newTimes) {
        delay = newDelay;
        times = newTimes;
    }

    /** Pushes the event to the callback, if there is one. */
    synchronized void push(PushEvent event) {
        if (callback == null) {
            return;
        }
        for (int time = 0; time < times; time++) {
            Delivery delivery = new Delivery(event);
            deliveries.add(delivery);
            courier.after(delay, () -> deliver(delivery));
        }
    }

    /** All deliveries, the earliest first. */
    synchronized ArrayNode deliveries() {
        ArrayNode list = Json.MAPPER.createArrayNode();
        deliveries.forEach(delivery -> list.add(delivery.json()));
        return list;
    }

    private void deliver(Delivery delivery) {
        for (Optional<HttpRequest> next = next(delivery); next.isPresent(); next = next(delivery)) {
            answered(delivery, courier.send(next.get()));
        }
    }

    /** The next try, empty if there is none. */
    private synchronized Optional<HttpRequest> next(Delivery delivery) {
        if (callback == null || delivery.status.equals("200") || delivery.tries == TRIES) {
            delivery.over = true;
            return Optional.empty();
        }
        delivery.tries++;
        return Optional.of(callback.push(delivery.event, account.appid(), clock.instant(), random));
    }

    private synchronized void answered(Delivery delivery, Optional<HttpResponse<String>> answer) {
        delivery.status =
                answer.map(response -> Integer.toString(response.statusCode())).orElse(Delivered.NO_ANSWER);
    }

    /** One delivery of an event, in up to three tries. */
    private static final class Delivery {
        private final PushEvent event;
        private String status = Delivered.NO_ANSWER;
        private int tries;
        private boolean over;

        private Delivery(PushEvent event) {
            this.event = event;
        }

        private ObjectNode json() {
            return Json.MAPPER.valueToTree(
                    new Delivered(event.kind().event(), over ? status : Delivered.UNDER_WAY, tries));
        }
    }
}
