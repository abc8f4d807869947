package io.kaibo.testing;

import java.time.Duration;

/** How long a call may take at most, for tests of time-outs and leases; {@code LongestCallsTest} compares them with the clients. */
public final class LongestCalls {

    /** One HTTP call of a function, the retries of its client included. */
    public static final Duration HTTP = Duration.ofSeconds(20);

    /** One call of DynamoDB or SQS, its retries included: application.properties and AwsClients. */
    public static final Duration AWS_CALL = Duration.ofSeconds(8);

    /** WeChatClient's: its time to read limits the wait for a connection, and then that for the answer. */
    public static final Duration WECHAT_CALL = Duration.ofSeconds(4 + 4);

    private LongestCalls() {}
}
