package io.kaibo.sandbox.pay;

import java.util.function.Function;

/** The current {@link PayWorld} and its lock. A reset is a new world, so nothing of the old one can be left in it. */
final class PayState {
    private final String appid;
    private final PaySigner signer = new PaySigner();
    private final PayNotices notices;
    private PayWorld world;
    private PaySigning signing = PaySigning.NAMED;

    PayState(String appid, PayNotices notices) {
        this.appid = appid;
        this.notices = notices;
        this.world = new PayWorld(appid, true);
    }

    synchronized <T> T with(Function<PayWorld, T> action) {
        return action.apply(world);
    }

    synchronized void restart(boolean demoStock) {
        world = new PayWorld(appid, demoStock);
        signing = PaySigning.NAMED;
        notices.reset();
    }

    PaySigner signer() {
        return signer;
    }

    PayNotices notices() {
        return notices;
    }

    synchronized PaySigning signing() {
        return signing;
    }

    /** How answers are signed from now on. */
    synchronized void sign(PaySigning how) {
        signing = how;
    }
}
