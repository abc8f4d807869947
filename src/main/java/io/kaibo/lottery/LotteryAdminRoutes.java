package io.kaibo.lottery;

import io.kaibo.http.Router;

/** Routes of {@code lottery-admin} that one topic adds: like an entry point they parse, make one call, and map. */
public interface LotteryAdminRoutes {

    void addTo(Router router);
}
