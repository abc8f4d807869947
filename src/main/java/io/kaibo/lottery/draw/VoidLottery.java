package io.kaibo.lottery.draw;

import io.kaibo.lottery.Lottery;
import io.kaibo.lottery.VoidReason;
import io.kaibo.room.Rooms;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/** Makes a lottery void that cannot be drawn. Its state says afterwards whether it is: what was frozen or drawn meanwhile stands. */
@Singleton
public class VoidLottery {

    /** Counted from the close. */
    private static final Duration WAITED_FOR = Duration.ofDays(30);

    private final VoidTable table;
    private final Rooms rooms;
    private final Clock clock;

    VoidLottery(VoidTable table, Rooms rooms, Clock clock) {
        this.table = table;
        this.rooms = rooms;
        this.clock = clock;
    }

    /** True if its room was over before its close. */
    public boolean voidIfRoomWasOver(Lottery lottery) {
        boolean wasOver = rooms.findConsistently(lottery.room())
                .filter(head -> head.wasOverBefore(closesAt(lottery)))
                .isPresent();
        if (wasOver) {
            table.write(lottery.id(), lottery.state(), VoidReason.ROOM_OVER, clock.instant());
        }
        return wasOver;
    }

    /** True if it was waited for too long: KMS or drand did not answer for a month. */
    public boolean voidIfLate(Lottery lottery) {
        boolean isLate = clock.instant().isAfter(closesAt(lottery).plus(WAITED_FOR));
        if (isLate) {
            table.write(lottery.id(), lottery.state(), VoidReason.NO_ROUND, clock.instant());
        }
        return isLate;
    }

    private static Instant closesAt(Lottery lottery) {
        return Objects.requireNonNull(lottery.closesAt());
    }
}
