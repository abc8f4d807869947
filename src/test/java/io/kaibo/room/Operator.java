package io.kaibo.room;

import io.kaibo.testing.Http;
import jakarta.inject.Singleton;

/** Sets the announcing of rooms. */
@Singleton
public class Operator {

    private final Http http;

    Operator(Http http) {
        this.http = http;
    }

    public Http.Answer sets(long room, String announcing) {
        return http.call("PUT", "/admin/rooms/wx-" + room + "/announcing")
                .asOperator()
                .json(announcing)
                .to("room-admin");
    }
}
