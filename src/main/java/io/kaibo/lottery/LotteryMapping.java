package io.kaibo.lottery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kaibo.aws.Item;
import io.kaibo.room.RoomId;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Reads the item of a lottery, and writes its plan. */
@Singleton
public class LotteryMapping {

    private final ObjectMapper json;

    LotteryMapping(ObjectMapper json) {
        this.json = json;
    }

    /** The attribute {@code plan} of a lottery. */
    public String write(LotteryPlan plan) {
        try {
            return json.writeValueAsString(plan);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no plan", e);
        }
    }

    public Lottery lottery(Item item) {
        return new Lottery(
                new LotteryId(item.text("id")),
                new RoomId(item.text("room")),
                item.word("state", LotteryState.class),
                item.text("version"),
                plan(item.text("plan")),
                item.instant("createdAt"),
                item.instantOrNull("opensAt"),
                item.instantOrNull("closesAt"),
                item.textOrNull("rulesDigest"),
                item.textOrNull("frozenDigest"),
                item.has("round") ? Long.valueOf(item.number("round")) : null,
                voided(item),
                item.has("withdrawn") ? (int) item.number("withdrawn") : 0);
    }

    private LotteryPlan plan(String text) {
        try {
            return json.readValue(text, LotteryPlan.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a lottery's plan cannot be read", e);
        }
    }

    private static Lottery.@Nullable Voided voided(Item item) {
        return item.has("voidReason")
                ? new Lottery.Voided(
                        item.word("voidReason", VoidReason.class), item.instant("voidedAt"), item.textOrNull("words"))
                : null;
    }

    /** True for what a deleted draft leaves until DynamoDB removes it. */
    public static boolean isDeleted(Item lottery) {
        return lottery.has("deletedAt");
    }

    /** True if the first winners of a lottery are all written. */
    public static boolean areOffered(Item lottery) {
        return lottery.has("offered");
    }
}
