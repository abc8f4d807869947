package io.kaibo.lottery;

import io.kaibo.http.Router;

/** Routes of {@code lottery-api} that one topic adds: like an entry point they parse, make one call, and map. */
public interface LotteryApiRoutes {

    void addTo(Router router);
}
