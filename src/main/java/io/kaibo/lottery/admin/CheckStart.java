package io.kaibo.lottery.admin;

import io.kaibo.http.Problem;
import io.kaibo.lottery.Lottery;
import io.kaibo.lottery.LotteryProblem;
import io.kaibo.lottery.coupon.CheckCoupons;
import io.kaibo.lottery.record.Rules;
import io.kaibo.room.RoomHead;
import io.kaibo.room.RoomStatus;
import io.kaibo.room.Rooms;
import jakarta.inject.Singleton;

/** Looks at what a lottery needs of other features when it is started: its room, and the coupons that are its prizes. */
@Singleton
class CheckStart {

    private final Rooms rooms;
    private final CheckCoupons coupons;

    CheckStart(Rooms rooms, CheckCoupons coupons) {
        this.rooms = rooms;
        this.coupons = coupons;
    }

    /** The room of a lottery. @throws Problem 409 if it is not on air */
    RoomHead findRoom(Lottery lottery) {
        RoomHead room = rooms.known(lottery.room());
        if (!room.isShown() || room.room().status() != RoomStatus.LIVE) {
            throw Problem.conflict(
                    LotteryProblem.ROOM_NOT_ON_AIR,
                    "A lottery is started while its room is on air.",
                    "roomStatus",
                    room.room().status());
        }
        return room;
    }

    /** @throws Problem 409 if it would close after the room's end and that is not meant, or a tier of coupons has none that fits */
    void check(Lottery lottery, RoomHead room, Rules.Times times, boolean mayCloseAfterRoom) {
        if (times.closesAt().isAfter(room.room().endsAt()) && !mayCloseAfterRoom) {
            throw Problem.conflict(
                    LotteryProblem.CLOSES_AFTER_ROOM,
                    "The lottery would close after the room's planned end. If the room has ended by then, it is void.",
                    "roomEndsAt",
                    room.room().endsAt());
        }
        coupons.check(lottery, times.closesAt());
    }
}
