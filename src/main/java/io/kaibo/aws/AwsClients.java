package io.kaibo.aws;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/**
 * The clients of SQS and SSM, each built by the first function that asks for it. As extensions of Quarkus they would cost
 * the start of every function, whether or not it calls them: some hundred settings each are looked up, and each look-up of
 * what is not set goes through the defaults of all the others.
 */
final class AwsClients {
    // a call that hangs must end before the function does, whose time-out would tell nobody anything
    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final Duration READ = Duration.ofSeconds(3);
    private static final Duration CALL = Duration.ofSeconds(8);

    @Produces
    @Singleton
    @DefaultBean
    static SqsClient sqs() {
        return stated(SqsClient.builder()).httpClientBuilder(http()).build();
    }

    @Produces
    @Singleton
    @DefaultBean
    static SsmClient ssm() {
        return stated(SsmClient.builder()).httpClientBuilder(http()).build();
    }

    /** Region and credentials are those that Lambda gives, stated rather than searched for. */
    private static <B extends AwsClientBuilder<B, C>, C> B stated(B builder) {
        return builder.region(Region.of(System.getenv("AWS_REGION")))
                .credentialsProvider(EnvironmentVariableCredentialsProvider.create())
                .overrideConfiguration(override -> override.apiCallTimeout(CALL));
    }

    private static UrlConnectionHttpClient.Builder http() {
        return UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(READ);
    }
}
