package io.kaibo.aws;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.SsmClientBuilder;

/**
 * The clients of SQS, SSM and KMS, each built by the first function that asks for it. As extensions of Quarkus they would cost
 * the start of every function, whether or not it calls them: some hundred settings each are looked up, and each look-up of
 * what is not set goes through the defaults of all the others.
 */
final class AwsClients {
    // a call that hangs must end before the function's time-out, which would log no reason
    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final Duration READ = Duration.ofSeconds(3);
    private static final Duration CALL = Duration.ofSeconds(8);

    /**
     * Of the read of the secrets, all tries together: Lambda ends an init after ten seconds, and the JVM needs some of them. SSM gives
     * an account 40 such reads a second, and a show's start brings two hundred instances and more at once.
     */
    private static final Duration SECRETS = Duration.ofSeconds(7);

    private static final int SECRETS_TRIES = 15;
    private static final BackoffStrategy SECRETS_PAUSE =
            BackoffStrategy.exponentialDelay(Duration.ofMillis(100), Duration.ofSeconds(1));

    @Produces
    @Singleton
    @DefaultBean
    static SqsClient createSqs(Deployment deployment) {
        return configure(SqsClient.builder(), deployment)
                .httpClientBuilder(createHttp())
                .build();
    }

    @Produces
    @Singleton
    @DefaultBean
    static SsmClient createSsm(Deployment deployment) {
        return retryPatiently(configure(SsmClient.builder(), deployment))
                .httpClientBuilder(createHttp())
                .build();
    }

    @Produces
    @Singleton
    @DefaultBean
    static KmsClient createKms(Deployment deployment) {
        return configure(KmsClient.builder(), deployment)
                .httpClientBuilder(createHttp())
                .build();
    }

    /** Throttled reads are tried again, after pauses at random so that instances that start together do not try together. */
    static SsmClientBuilder retryPatiently(SsmClientBuilder builder) {
        return builder.overrideConfiguration(override -> override.apiCallTimeout(SECRETS)
                .retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                        .maxAttempts(SECRETS_TRIES)
                        .backoffStrategy(SECRETS_PAUSE)
                        .throttlingBackoffStrategy(SECRETS_PAUSE)
                        .build()));
    }

    /** Region and credentials are those that Lambda gives, stated rather than searched for. */
    private static <B extends AwsClientBuilder<B, C>, C> B configure(B builder, Deployment deployment) {
        return builder.region(Region.of(deployment.region()))
                .credentialsProvider(EnvironmentVariableCredentialsProvider.create())
                .overrideConfiguration(override -> override.apiCallTimeout(CALL));
    }

    private static UrlConnectionHttpClient.Builder createHttp() {
        return UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(READ);
    }
}
