package io.kaibo.lottery;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** Why a lottery is void. */
@RegisterForReflection
public enum VoidReason {
    /** An operator ended it before its close, with a reason in words. */
    BY_OPERATOR,
    /** The room was ended, banned, expired or hidden before the close. */
    ROOM_OVER,
    /** Fewer entries that may win than its rules ask for. Its frozen record is published. */
    TOO_FEW,
    /** It could not be frozen, or drand's round could not be had, for thirty days. */
    NO_ROUND
}
