package io.kaibo.local;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/**
 * The place of AWS: servers that the stack starts, or one address where an emulator answers for all services. The clients
 * here are for the stack's own calls, so that these do not use what the application adds to its own clients.
 *
 * @param elsewhere that one address, if the stack starts none
 */
public record LocalAws(LocalPorts ports, Optional<URI> elsewhere, String region, String accessKey, String secretKey) {
    private static final String ENDPOINT = "AWS_ENDPOINT_URL";

    /** AWS in servers that the stack starts on these ports. */
    public static LocalAws embedded(LocalPorts ports) {
        return new LocalAws(ports, Optional.empty(), Template.REGION, "local", "local");
    }

    /** AWS at AWS_ENDPOINT_URL, with the region and the credentials of the environment; embedded if it is not set. */
    static LocalAws of(LocalPorts ports, LocalPorts.Lookup config) {
        String endpoint = first(config, "", ENDPOINT);
        if (endpoint.isEmpty()) {
            return embedded(ports);
        }
        if (!endpoint.matches("https?://.+")) {
            throw new StartException(ENDPOINT + " is not an address: " + endpoint);
        }
        return new LocalAws(
                ports,
                Optional.of(URI.create(endpoint)),
                first(config, Template.REGION, "AWS_REGION", "AWS_DEFAULT_REGION"),
                first(config, "test", "AWS_ACCESS_KEY_ID"),
                first(config, "test", "AWS_SECRET_ACCESS_KEY"));
    }

    private static String first(LocalPorts.Lookup config, String otherwise, String... keys) {
        for (String key : keys) {
            String value = config.get(key);
            if (value != null && !value.isBlank()) {
                return value;
            }
        }
        return otherwise;
    }

    /** The account that owns the tables and queues: emulators take an access key of twelve digits for an account. */
    String account() {
        return accessKey.matches("\\d{12}") ? accessKey : Template.ACCOUNT;
    }

    /** The values of the templates' parameters here, and of the region and the account. */
    public Map<String, String> parameters() {
        Map<String, String> parameters = new HashMap<>(ports.parameters());
        parameters.put("AWS::Region", region);
        parameters.put("AWS::AccountId", account());
        return parameters;
    }

    /** The configuration of the application's client of DynamoDB. */
    Map<String, String> config() {
        Map<String, String> config = new TreeMap<>();
        config.put("quarkus.dynamodb.endpoint-override", at(ports.dynamodb()).toString());
        config.put("quarkus.dynamodb.interceptors", RightsInterceptor.class.getName());
        config.put("quarkus.dynamodb.aws.region", region);
        config.put("quarkus.dynamodb.aws.credentials.type", "static");
        config.put("quarkus.dynamodb.aws.credentials.static-provider.access-key-id", accessKey);
        config.put("quarkus.dynamodb.aws.credentials.static-provider.secret-access-key", secretKey);
        return config;
    }

    public DynamoDbClient dynamoDb() {
        return client(ports.dynamodb(), DynamoDbClient.builder())
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    public SqsClient sqs(ExecutionInterceptor... interceptors) {
        return client(ports.sqs(), SqsClient.builder(), interceptors)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    SsmClient ssm(ExecutionInterceptor... interceptors) {
        return client(ports.ssm(), SsmClient.builder(), interceptors)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    KmsClient kms(ExecutionInterceptor... interceptors) {
        return client(ports.ssm(), KmsClient.builder(), interceptors)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    private <B extends AwsClientBuilder<B, C>, C> B client(int port, B builder, ExecutionInterceptor... interceptors) {
        return builder.overrideConfiguration(o -> o.executionInterceptors(List.of(interceptors)))
                .endpointOverride(at(port))
                .region(Region.of(region))
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey)));
    }

    private URI at(int port) {
        return elsewhere.orElseGet(() -> LocalPorts.uri(port));
    }
}
