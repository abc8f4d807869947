package io.kaibo.local;

import io.kaibo.local.Template.Right;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkRequest;

/**
 * The rights of a function on AWS, during one invocation of it. A thread that the invocation starts plays the same role. A
 * thread that belongs to no invocation (the start of the application, the stack's own, a test's) plays none, and its calls
 * are not checked.
 */
final class Role {
    private static final ThreadLocal<Role> PLAYED = new InheritableThreadLocal<>();

    private final String function;
    private final Set<Right> rights;
    private final Needs needs;
    private final Consumer<AwsCall> seen;

    /** @param seen gets every call before it is checked */
    Role(Template.Function function, Needs needs, Consumer<AwsCall> seen) {
        this.function = function.name();
        this.rights = Set.copyOf(function.rights());
        this.needs = needs;
        this.seen = seen;
    }

    /** The role that this thread plays, if it plays one. */
    static Optional<Role> played() {
        return Optional.ofNullable(PLAYED.get());
    }

    /** Lets this thread play the role from now on. */
    void play() {
        PLAYED.set(this);
    }

    /**
     * Checks a call.
     *
     * @throws AwsServiceException if the role lacks a right that the call needs, as AWS would answer
     */
    void judge(String service, String operation, SdkRequest request) {
        List<Right> needed = needs.of(service, operation, request);
        needed.forEach(need -> seen.accept(new AwsCall(function, need)));
        needed.stream().filter(need -> !rights.contains(need)).findFirst().ifPresent(missing -> {
            throw refusal(
                    service,
                    "%s is not authorized to perform %s on %s: functions.yaml does not allow it"
                            .formatted(function, missing.action(), missing.resource()));
        });
    }

    private static AwsServiceException refusal(String service, String message) {
        var details = AwsErrorDetails.builder()
                .serviceName(service)
                .errorCode("AccessDeniedException")
                .errorMessage(message)
                .build();
        return AwsServiceException.builder()
                .statusCode(400)
                .awsErrorDetails(details)
                .message(message)
                .build();
    }
}
