package io.kaibo.lottery.template;

import io.kaibo.lottery.LotteryId;
import java.time.Instant;

/**
 * What a message to a winner is about.
 *
 * @param lotteryTitle the lottery's
 * @param tier such as 一等奖
 * @param name the prize's
 * @param deadline the prize can be claimed before it
 */
public record WonPrize(LotteryId lottery, String lotteryTitle, String tier, String name, Instant deadline) {}
