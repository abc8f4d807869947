package io.kaibo.coupon;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** The settings of a deployed function, of which tests set those to nothing that would have them wait. */
public final class KeptTimes {

    private KeptTimes() {}

    /** Everything by its default. */
    public static CouponConfig ofDefaults() {
        return new SmallRyeConfigBuilder()
                .withMapping(CouponConfig.class)
                .withSources(new PropertiesConfigSource(Map.of(), "no settings", 0))
                .build()
                .getConfigMapping(CouponConfig.class);
    }
}
