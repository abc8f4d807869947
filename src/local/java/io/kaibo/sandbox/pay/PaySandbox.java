package io.kaibo.sandbox.pay;

import com.sun.net.httpserver.HttpServer;
import io.kaibo.sandbox.Courier;

/** The sandbox's WeChat Pay, below a prefix of a server; below it, {@code GET /sandbox} lists the calls that steer it. */
public final class PaySandbox {
    /** The running stock that there is at the start. */
    public static final String DEMO_STOCK = PayWorld.DEMO_STOCK;

    private PaySandbox() {}

    /**
     * Has a server answer as WeChat Pay below the prefix.
     *
     * @param appid the mini-program that is bound to the merchant
     */
    public static void mount(HttpServer server, String prefix, String appid, Courier courier) {
        PayState state = new PayState(appid, new PayNotices(courier));
        server.createContext(prefix + "/", new PayRequests(state, prefix));
        server.createContext(prefix + "/sandbox", new PaySteering(state, prefix, appid));
    }
}
