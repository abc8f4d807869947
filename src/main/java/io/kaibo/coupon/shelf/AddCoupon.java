package io.kaibo.coupon.shelf;

import io.kaibo.base.ShortId;
import io.kaibo.coupon.Coupon;
import io.kaibo.coupon.CouponId;
import io.kaibo.coupon.CouponPlan;
import io.kaibo.coupon.CouponProblem;
import io.kaibo.coupon.CouponState;
import io.kaibo.coupon.CouponTable;
import io.kaibo.coupon.CouponTerms;
import io.kaibo.coupon.PrizeOf;
import io.kaibo.http.Operator;
import io.kaibo.http.Problem;
import io.kaibo.room.RoomId;
import io.kaibo.room.Rooms;
import io.kaibo.wechat.WeChatConfig;
import io.kaibo.wechat.pay.Stock;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Adds a coupon to a room: reads its stock from WeChat Pay, checks it, and allots a part of it. */
@Singleton
class AddCoupon {

    /** The stock may be allotted to another room meanwhile, or be met for the first time. */
    private static final int TRIES = 5;

    private final CouponTable coupons;
    private final CheckStock checkStock;
    private final AllotTable table;
    private final Rooms rooms;
    private final WeChatConfig weChat;
    private final Clock clock;

    AddCoupon(
            CouponTable coupons,
            CheckStock checkStock,
            AllotTable table,
            Rooms rooms,
            WeChatConfig weChat,
            Clock clock) {
        this.coupons = coupons;
        this.checkStock = checkStock;
        this.table = table;
        this.rooms = rooms;
        this.weChat = weChat;
        this.clock = clock;
    }

    /**
     * Adds a draft, or the prizes of a lottery's tier, unless the room has the coupon of this key, or the tier one that is not closed.
     *
     * @param body has a key; a request that is sent again, because its answer was lost, has the same one
     * @param operator who confirms WeChat Pay's rules for prizes
     * @throws Problem 404 if there is no such room; 409 if the stock does not fit, or has not so many left; 422 if the plan asks for more
     *     than the stock gives
     */
    CouponCreation add(CouponBody body, Operator operator) {
        RoomId room = new RoomId(body.roomId());
        rooms.known(room);
        CouponPlan plan = body.plan();
        PrizeOf prizeOf = plan.prizeOf();
        CouponId id = prizeOf == null ? new CouponId(ShortId.derive(room.value(), body.key())) : prizeOf.couponId();
        Optional<Coupon> existing = coupons.find(id).filter(there -> !mayBeReplaced(there));
        return existing.isPresent()
                ? new CouponCreation.Existing(existing.get())
                : add(make(id, room, plan, checkStock.check(plan)), operator);
    }

    /** Prizes of which none was claimed: the write decides. */
    private static boolean mayBeReplaced(Coupon there) {
        return there.plan().prizeOf() != null && there.state() == CouponState.CLOSED;
    }

    private CouponCreation add(MadeOfStock made, Operator operator) {
        Coupon coupon = made.coupon();
        Stock stock = made.stock();
        for (int i = 0; i < TRIES; i++) {
            Allotment seen = table.find(coupon.plan().stockId()).orElse(null);
            long left = Allotment.left(seen, stock.maxCoupons(), stock.distributed());
            if (left < coupon.size()) {
                throw Problem.conflict(
                        CouponProblem.STOCK_ALLOTTED, "The stock has not so many left for another room.", "left", left);
            }
            switch (table.add(coupon, operator.name(), seen, stock.maxCoupons(), stock.distributed())) {
                case AllotTable.Added _ -> {
                    return new CouponCreation.Created(coupon);
                }
                case AllotTable.Existing(Coupon there) -> {
                    return new CouponCreation.Existing(there);
                }
                case AllotTable.StockChanged _ -> {}
            }
        }
        throw Problem.unavailable("The stock is being allotted to other rooms.", Duration.ofSeconds(1));
    }

    private record MadeOfStock(Coupon coupon, Stock stock) {}

    private MadeOfStock make(CouponId id, RoomId room, CouponPlan plan, Stock stock) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        CouponTerms terms = new CouponTerms(
                weChat.requireAppid(),
                stock.creator(),
                stock.name(),
                stock.couponAmount(),
                stock.minimum(),
                stock.from(),
                stock.until());
        CouponState state = plan.prizeOf() == null ? CouponState.DRAFT : CouponState.PRIZE;
        return new MadeOfStock(
                new Coupon(id, room, state, plan, terms, plan.quantity(), plan.countPots(), now, null, null, null),
                stock);
    }
}
