package io.kaibo.room;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** What the prices of goods mean, by WeChat's {@code price_type}. Source: the mini-program documentation, 直播商品管理接口. */
@RegisterForReflection
public enum PriceType {
    /** 1: {@code price}. */
    FIXED,
    /** 2: from {@code price} to {@code price2}. */
    RANGE,
    /** 3: {@code price} struck out, {@code price2} now. */
    DISCOUNTED,
    /** No number, or one that WeChat did not have when this was written. */
    UNKNOWN;

    public static PriceType of(int weChatsNumber) {
        return switch (weChatsNumber) {
            case 1 -> FIXED;
            case 2 -> RANGE;
            case 3 -> DISCOUNTED;
            default -> UNKNOWN;
        };
    }
}
