package io.kaibo.coupon;

import io.kaibo.sandbox.Fault;
import io.kaibo.sandbox.pay.PayEndpoint;
import io.kaibo.testing.Story;
import io.kaibo.testing.StoryPart;
import io.kaibo.testing.World;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** Viewers claim coupons; WeChat Pay grants one, refuses one, and blocks one, and calls fail on the way. */
@Singleton
class CouponStory implements StoryPart {

    private final CouponShop shop;
    private final World world;

    CouponStory(CouponShop shop, World world) {
        this.shop = shop;
        this.world = world;
    }

    @Override
    public void play(Story story) {
        String granted = story.addViewer("viewerWhoGetsACoupon");
        String refused = story.addViewer("viewerWhomWeChatPayRefuses");
        String blocked = story.addViewer("viewerWhomWeChatPayBlocks");
        List<String> viewers = List.of(granted, refused, blocked);
        CouponId coupon = shop.shelve(CouponShop.plan(3));
        world.pay().refuse(refused, "USER_AL_GET_COUPON", 0);
        world.pay().refuse(blocked, "REQUEST_BLOCKED", 0);
        for (String viewer : viewers) {
            for (String call : List.of("DynamoDb.UpdateItem", "DynamoDb.TransactWriteItems")) {
                story.doWhileFailing(call, () -> claim(story, coupon, viewer));
            }
            story.expectName(CouponItems.TABLE, viewer);
        }
        story.doWhileFailing("Sqs.SendMessage", () -> claim(story, coupon, granted));
        claim(story, coupon, refused);
        claim(story, coupon, blocked);
        world.pay().fault(PayEndpoint.SEND, new Fault.DropAfter(), 0, 1);
        story.doWhileFailing("DynamoDb.TransactWriteItems", shop::grantRound);
        world.clock().advance(Duration.ofMinutes(11));
        shop.lookAfter();
        shop.grantAll();
        world.sendMessage(ClaimToGrant.QUEUE, "{\"coupon\":null}");
        shop.grantAll();
        for (String viewer : viewers) {
            story.recordAnswer(story.as(viewer, "GET", "/coupons/claims").to("coupon-api"));
        }
    }

    private static void claim(Story story, CouponId coupon, String viewer) {
        story.recordAnswer(story.as(viewer, "POST", "/coupons/" + coupon + "/claims")
                .json("{\"key\":\"key-00001\"}")
                .to("coupon-api"));
    }
}
