package io.kaibo.testing;

import io.kaibo.aws.Deployment;
import io.kaibo.aws.ServerTime;
import io.quarkus.test.Mock;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** DynamoDB's clock in tests: that of DynamoDB Local, as far ahead as the application's, and by as much more as a test says. */
@Mock
@Singleton
public class TestServerTime extends ServerTime {

    private final TestClock clock;
    private volatile Duration apart = Duration.ZERO;

    TestServerTime(DynamoDbClient dynamoDb, Deployment deployment, TestClock clock) {
        super(dynamoDb, deployment);
        this.clock = clock;
    }

    /** From now on the two clocks are apart by this. */
    public void setApart(Duration duration) {
        apart = duration;
    }

    @Override
    public Instant read(String table) {
        Duration ahead = Duration.between(Instant.now(), clock.instant());
        return super.read(table).plus(ahead).plus(apart);
    }
}
