package io.kaibo.room.sync;

import io.kaibo.http.Problem;
import io.kaibo.room.RoomConfig;
import io.kaibo.wechat.WeChatException;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Syncs all rooms while an operator waits. */
@Singleton
public class SyncNow {

    /** The function that has the button. */
    private static final String FUNCTION = "room-admin";

    private static final Logger LOG = Logger.getLogger(SyncNow.class);

    private final SyncRooms syncRooms;
    private final RoomConfig config;

    SyncNow(SyncRooms syncRooms, RoomConfig config) {
        this.syncRooms = syncRooms;
        this.config = config;
    }

    /**
     * Syncs, as far as the operator's patience goes.
     *
     * @param hideMost true if the sync may hide most rooms at once
     * @throws Problem 502 with what to do, if WeChat refuses its list
     * @throws WeChatException if WeChat does not give its list now
     */
    public SyncReport sync(boolean hideMost) {
        try {
            return syncRooms.sync(FUNCTION, Pass.WHOLE, config.buttonPatience(), hideMost);
        } catch (WeChatException e) {
            RuntimeException answer = SyncProblem.of(e);
            if (answer instanceof Problem) {
                // any other answer is the edge's, and so is its line
                LOG.errorf("the button did not sync: %s", e.getMessage());
            }
            throw answer;
        }
    }
}
