package io.kaibo.lottery;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** How far a lottery is: {@code draft → ready → running → frozen → drawn}, or {@code void} from running or frozen. */
@RegisterForReflection
public enum LotteryState {
    /** Can be changed and deleted. */
    DRAFT,
    /** 推送到主播: the anchor sees it and can start it. Can be changed, which makes it a draft again, and deleted. */
    READY,
    /** Takes entries until its close. */
    RUNNING,
    /** Its entrants are fixed and published; it waits for drand's round. */
    FROZEN,
    /** Its winners are known. For good. */
    DRAWN,
    /** Nothing is drawn. For good. */
    VOID;

    /** True if viewers may see a lottery in this state. */
    public boolean isPublic() {
        return this != DRAFT && this != READY;
    }

    /** True until the lottery is started: its plan can be changed, and it can be deleted. */
    public boolean isOpenToChange() {
        return this == DRAFT || this == READY;
    }
}
