package io.kaibo.aws;

import io.kaibo.base.Retriable;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * A service of AWS that takes no more requests now, or that failed itself, and did so each time the SDK tried. The request may work later;
 * a write that the service failed at may be done all the same.
 *
 * @param detailedReason which service, and its word for it
 */
public record BusyService(String detailedReason) implements Retriable {

    private static final Duration TRY_AGAIN = Duration.ofSeconds(1);

    /** Why an item of a transaction was throttled. */
    private static final Set<String> THROTTLED = Set.of("ThrottlingError", "ProvisionedThroughputExceeded");

    private static final int SERVER_ERROR = 500;

    /** Empty if the error says no such thing. */
    public static Optional<Retriable> find(RuntimeException error) {
        return error instanceof AwsServiceException failed && isBusy(failed)
                ? Optional.of(new BusyService(describe(failed)))
                : Optional.empty();
    }

    private static boolean isBusy(AwsServiceException failed) {
        return failed.isThrottlingException()
                // ours too, which has no details
                || failed instanceof ProvisionedThroughputExceededException
                || failed.statusCode() >= SERVER_ERROR
                || isThrottled(failed);
    }

    /** A transaction says for each of its items why it was canceled. */
    private static boolean isThrottled(AwsServiceException failed) {
        return failed instanceof TransactionCanceledException canceled
                && canceled.cancellationReasons().stream().anyMatch(reason -> THROTTLED.contains(reason.code()));
    }

    private static String describe(AwsServiceException failed) {
        return failed.awsErrorDetails() == null
                ? "DynamoDB takes no more requests at this moment."
                : failed.awsErrorDetails().serviceName() + " answers "
                        + failed.awsErrorDetails().errorCode() + ".";
    }

    @Override
    public Optional<Duration> retryAfter() {
        return Optional.of(TRY_AGAIN);
    }

    @Override
    public String reason() {
        return "A service that Kaibo needs takes no more requests at this moment.";
    }
}
