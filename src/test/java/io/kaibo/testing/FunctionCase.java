package io.kaibo.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

/**
 * What a function is tried with as it is deployed.
 *
 * @param function its funqy name
 * @param good sends a good event, and looks at what came of it
 * @param bad sends a bad event, and looks at what the function says of it
 * @param failing sends an event that makes the function throw, or report a failed record
 */
public record FunctionCase(String function, Runnable good, Runnable bad, Runnable failing) {

    /** Of an HTTP function. The event that makes it throw is {@code http/no-event}. */
    public static FunctionCase ofHttp(DeployedStack stack, String function, Runnable good, Runnable bad) {
        return new FunctionCase(
                function,
                good,
                bad,
                () -> stack.fails(function, Events.read("http/no-event"), "Could not deserialize"));
    }

    /** Of a function of a queue: a record that fails is told by its id, and nothing is thrown. @param bad the name of an event */
    public static FunctionCase ofQueue(DeployedStack stack, String function, Runnable good, String bad) {
        return new FunctionCase(
                function,
                good,
                () -> failsItsRecord(stack, function, bad),
                () -> failsItsRecord(stack, function, "sqs/no-message"));
    }

    private static void failsItsRecord(DeployedStack stack, String function, String event) {
        assertThat(stack.answer(function, Events.read(event, Map.of()))
                        .at("/batchItemFailures/0/itemIdentifier")
                        .asText())
                .isEqualTo("m-1");
    }
}
