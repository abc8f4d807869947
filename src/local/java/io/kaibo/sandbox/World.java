package io.kaibo.sandbox;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** WeChat's state and rules, as one graph of objects; every reset makes a new one. */
final class World {
    private final SandboxClock clock = new SandboxClock(InstantSource.system());
    private final Faults faults = new Faults();
    private final Map<String, Endpoint> endpoints = new LinkedHashMap<>();
    private final Map<String, Integer> calls = new LinkedHashMap<>();
    private final Tokens tokens;
    private final Login login;
    private final Rooms rooms;
    private final Pushes pushes;
    private final SubscriptionMessages messages;

    World(Options options, Courier courier) {
        Account account = new Account(options.appid(), options.secret());
        RandomText random = new RandomText();
        tokens = new Tokens(account, clock, random);
        login = new Login(account, clock, random);
        rooms = new Rooms(clock);
        pushes = new Pushes(account, clock, random, courier);
        messages = new SubscriptionMessages(clock, pushes);
        Stream.of(tokens.endpoints(), login.endpoints(), new LiveRooms(rooms).endpoints(), messages.endpoints())
                .flatMap(area -> area.stream())
                .forEach(endpoint -> {
                    endpoints.put(endpoint.path(), endpoint);
                    calls.put(endpoint.path(), 0);
                });
        if (options.demoRooms()) {
            new DemoRooms(clock.instant()).addTo(rooms);
        }
    }

    Optional<Endpoint> endpoint(String path) {
        return Optional.ofNullable(endpoints.get(path));
    }

    /** Counts a call that has come in, however it ends, and returns the fault that strikes it, if there is one. */
    Optional<Fault> arrive(Call call) {
        calls.merge(call.path(), 1, Integer::sum);
        if (call.path().equals(SubscriptionMessages.SEND)) {
            messages.arrive(call);
        }
        return faults.strike(call.path());
    }

    /** Records that a call that came in is over, however it ended. */
    void leave(Call call) {
        if (call.path().equals(SubscriptionMessages.SEND)) {
            messages.leave(call);
        }
    }

    /** Makes the effect of a call, by the rules, also if this world began while a fault delayed the call. */
    Answer answer(Call call) {
        Endpoint endpoint = endpoint(call.path()).orElseThrow();
        try {
            endpoint.requireMethod(call.method());
            if (endpoint.needsToken()) {
                tokens.require(call.query("access_token"));
            }
            return endpoint.answer(call);
        } catch (Refusal refusal) {
            return endpoint.refuse(refusal.body());
        }
    }

    /** The calls of each endpoint since this world began, including endpoints that were never called. */
    Map<String, Integer> calls() {
        return calls;
    }

    SandboxClock clock() {
        return clock;
    }

    Faults faults() {
        return faults;
    }

    Tokens tokens() {
        return tokens;
    }

    Login login() {
        return login;
    }

    Pushes pushes() {
        return pushes;
    }

    SubscriptionMessages messages() {
        return messages;
    }

    Rooms rooms() {
        return rooms;
    }
}
