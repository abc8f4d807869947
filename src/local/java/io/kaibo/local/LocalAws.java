package io.kaibo.local;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Clients of the local servers for the stack's own calls, so that these pass by whatever the application puts around its own. */
public final class LocalAws {
    static final String ACCESS_KEY = "local";

    private LocalAws() {}

    public static DynamoDbClient dynamoDb(LocalPorts ports) {
        return at(LocalPorts.uri(ports.dynamodb()), DynamoDbClient.builder())
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    public static SqsClient sqs(LocalPorts ports) {
        return at(LocalPorts.uri(ports.sqs()), SqsClient.builder())
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    private static <B extends AwsClientBuilder<B, C>, C> B at(URI server, B builder) {
        return builder.endpointOverride(server)
                .region(Region.of(Template.REGION))
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY, ACCESS_KEY)));
    }
}
