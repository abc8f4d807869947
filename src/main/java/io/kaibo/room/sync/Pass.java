package io.kaibo.room.sync;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** How far a sync reads WeChat's list. */
@RegisterForReflection
public enum Pass {
    /** Until a whole page of rooms can no longer change: every minute. */
    RECENT,
    /** To the end, and then it looks for rooms that are no longer listed: every hour, and on the button. */
    WHOLE
}
