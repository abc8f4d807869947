package io.kaibo.lottery.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.testing.DeployedStack;
import io.kaibo.testing.Events;
import io.kaibo.testing.FunctionCase;
import io.kaibo.testing.FunctionCases;
import java.util.List;

/** The functions that freeze and draw as they are deployed. What they do in time is played end to end. */
class DrawFunctions implements FunctionCases {

    @Override
    public List<FunctionCase> of(DeployedStack stack) {
        return List.of(
                FunctionCase.ofQueue(
                        stack, "lottery-draw", () -> findsNoLottery(stack), "sqs/lottery-step-without-a-lottery"),
                new FunctionCase(
                        "lottery-sweep",
                        () -> assertThat(stack.answer("lottery-sweep", Events.read("schedule/minute"))
                                        .path("enqueued")
                                        .isInt())
                                .isTrue(),
                        () -> stack.fails("lottery-sweep", "[1]", "Could not deserialize"),
                        () -> stack.fails("lottery-sweep", "\"minute\"", "Could not deserialize")));
    }

    private static void findsNoLottery(DeployedStack stack) {
        assertThat(stack.answer("lottery-draw", Events.read("sqs/lottery-step")).path("batchItemFailures"))
                .isEmpty();
    }
}
