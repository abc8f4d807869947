package io.kaibo.lottery.coupon;

import io.kaibo.coupon.CouponItems;
import io.kaibo.coupon.CouponPrize;
import io.kaibo.coupon.CouponShop;
import io.kaibo.coupon.PrizeOf;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryItems;
import io.kaibo.lottery.Prize;
import io.kaibo.lottery.Prizes;
import io.kaibo.lottery.pass.DrawnLotteries;
import io.kaibo.testing.Deliveries;
import io.kaibo.testing.Http;
import io.kaibo.testing.Story;
import io.kaibo.testing.StoryPart;
import io.kaibo.testing.World;
import jakarta.inject.Singleton;

/** A winner claims a prize that is a coupon, calls fail in between, and what another did not claim goes back. */
@Singleton
class CouponPrizeStory implements StoryPart {

    private final DrawnLotteries drawn;
    private final Prizes prizes;
    private final CouponShop shop;
    private final Deliveries deliveries;
    private final Http http;
    private final World world;

    CouponPrizeStory(
            DrawnLotteries drawn, Prizes prizes, CouponShop shop, Deliveries deliveries, Http http, World world) {
        this.drawn = drawn;
        this.prizes = prizes;
        this.shop = shop;
        this.deliveries = deliveries;
        this.http = http;
        this.world = world;
    }

    @Override
    public void play(Story story) {
        String viewer = story.addViewer("viewerWhoWinsACoupon");
        LotteryId id = drawn.draw(DrawnLotteries.plan(2, 0, Prize.Redemption.COUPON), 1);
        shop.putPrizes(new PrizeOf(id.value(), 0), 2);
        prizes.offer(id, viewer, 1);
        story.doWhileFailing("Sqs.SendMessage", () -> claim(story, id, viewer));
        claim(story, id, viewer);
        drawn.pass(java.time.Duration.ofSeconds(61));
        drawn.sweep();
        for (String call : java.util.List.of("DynamoDb.GetItem", "DynamoDb.TransactWriteItems")) {
            story.doWhileFailing(call, () -> deliveries.round("coupon-prize", Deliveries.How.ONCE));
        }
        shop.takePrizes();
        shop.grantAll();
        story.recordAnswer(story.as(viewer, "GET", "/lotteries/mine").to("lottery-api"));
        story.recordAnswer(
                http.get("/admin/lotteries/" + id + "/winners").asOperator().to("lottery-admin"));
        story.expectName(LotteryItems.TABLE, viewer);
        story.expectName(CouponItems.TABLE, viewer);
        world.sendMessage(CouponPrize.QUEUE, "{\"coupon\":null}");
        shop.takePrizes();
        drawn.pass(DrawnLotteries.UNTIL_PASS);
        drawn.step();
        shop.takePrizes();
    }

    private static void claim(Story story, LotteryId id, String viewer) {
        story.recordAnswer(story.as(viewer, "PUT", "/lotteries/" + id + "/prize")
                .json("{}")
                .to("lottery-api"));
    }
}
