package io.kaibo.sandbox.pay;

import io.kaibo.sandbox.Fields;
import java.util.List;
import java.util.Random;

/** What of WeChat Pay's conduct can be switched. */
final class PayRules {
    private static final int HUNDRED = 100;

    private List<String> appids;
    private boolean followsCallers;
    private boolean showsNumbers = true;
    private int sendsPerSecond;
    private int flapPercent;
    private int flapLast = 20;
    private Random random = new Random(0);

    /** @param appid the one that is bound to the merchant */
    PayRules(String appid) {
        this.appids = List.of(appid);
    }

    /** Switches what a control call names. */
    void edit(Fields body) {
        body.only(
                "appids",
                "follows_callers",
                "shows_numbers",
                "sends_per_second",
                "flap_percent",
                "flap_last_percent",
                "seed");
        appids = body.has("appids") ? body.texts("appids") : appids;
        followsCallers = body.has("follows_callers") ? body.flag("follows_callers") : followsCallers;
        showsNumbers = body.has("shows_numbers") ? body.flag("shows_numbers") : showsNumbers;
        sendsPerSecond =
                body.has("sends_per_second") ? body.between(0, Integer.MAX_VALUE, "sends_per_second") : sendsPerSecond;
        flapPercent = body.has("flap_percent") ? body.between(0, HUNDRED, "flap_percent") : flapPercent;
        flapLast = body.has("flap_last_percent") ? body.between(0, HUNDRED, "flap_last_percent") : flapLast;
        random = body.has("seed") ? new Random(body.whole("seed")) : random;
    }

    boolean isBound(String appid) {
        return appids.contains(appid);
    }

    /** True if the sandbox lives at the time that its callers say, for tests with a clock of their own. */
    boolean followsCallers() {
        return followsCallers;
    }

    /** True if a person's coupons are listed with their request numbers. */
    boolean showsNumbers() {
        return showsNumbers;
    }

    boolean limits(int sendsOfTheSecond) {
        return sendsPerSecond > 0 && sendsOfTheSecond > sendsPerSecond;
    }

    /** Whether this send is refused as NOT_ENOUGH though there are coupons left. */
    boolean flaps(PayStock stock) {
        return flapPercent > 0 && stock.isInLast(flapLast) && random.nextInt(HUNDRED) < flapPercent;
    }
}
