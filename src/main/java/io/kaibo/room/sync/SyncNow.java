package io.kaibo.room.sync;

import io.kaibo.http.Problem;
import io.kaibo.room.RoomConfig;
import io.kaibo.wechat.WeChatException;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Syncs all rooms while an operator waits. */
@Singleton
public class SyncNow {

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
     * @param function the funqy name of the function that has the button
     * @param hideMost true if the sync may hide most rooms at once
     * @throws Problem 502 with what to do, if WeChat refuses its list
     * @throws WeChatException if WeChat does not give its list now
     */
    public SyncReport sync(String function, boolean hideMost) {
        try {
            return syncRooms.sync(function, Pass.WHOLE, config.buttonPatience(), hideMost);
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
