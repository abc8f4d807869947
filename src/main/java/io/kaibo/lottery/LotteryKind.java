package io.kaibo.lottery;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** What a viewer does to take part. The mini-program reports it; Kaibo sees nothing of what happens inside WeChat's player. */
@RegisterForReflection
public enum LotteryKind {
    COMMENT,
    LIKE
}
