package io.kaibo.lottery.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.aws.Item;
import io.kaibo.http.Role;
import io.kaibo.local.LocalPorts;
import io.kaibo.local.Template;
import io.kaibo.lottery.Alias;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryItems;
import io.kaibo.testing.DeployedStack;
import io.kaibo.testing.FunctionCase;
import io.kaibo.testing.FunctionCases;
import io.kaibo.testing.Http;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The export as it is deployed: it opens an address that another implementation sealed under the local KMS's key. */
class ExportFunctions implements FunctionCases {

    private static final LotteryId LOTTERY = new LotteryId("AAECAwQFBgcICQoLDA0ODw");
    private static final Alias WINNER = new Alias(1, 2);
    private static final String PATH = "/admin/exports/lotteries/" + LOTTERY;

    private static final String PLAN = """
            {"title":"周年庆","kind":"like","prizes":[{"tier":"一等奖","name":"茶壶","quantity":1,"value":19900,"redemption":"address"}],\
            "countdownSeconds":60,"claimSeconds":3600,"passes":0,"minimum":0}""";

    private static final byte[] SEALED = HexFormat.of()
            .parseHex(
                    "01005a1d6b6169626f2d6c6f63616c2d6c6f74746572792d61646472657373657301010101010101010101010143c06e59b7"
                            + "101fa21a88c0e168476b595beb3eddfd681e424c3c885e7429605562b3c681fdc2e6761650258347142b1203030303030303"
                            + "0303030303956952b766f7702cfe7fe1f0464fe488fcce78d2f6d81ec5e7d1236d6c4dc737b9391cfc8ebf41c579987c3f59"
                            + "78092fc5e14f8e878264d85b9a257ee9cdc67a652f3d17b066b865cc4aa2f879bdd8d74b6c3365d71ba60cbf96b4cb01e21f"
                            + "c4db82cdc3c2cbe5b92d61e38c050a4e1a9b404b15e5816566075f1e3fdb5712a4a7789ab80226b0ab7859f1ed335130cd6e"
                            + "d7f234a19aee0d92622075f26f363f4fcc27");

    @Override
    public List<FunctionCase> of(DeployedStack stack) {
        return List.of(FunctionCase.ofHttp(stack, "lottery-export", () -> exports(stack), () -> refusesTheRole(stack)));
    }

    private static void exports(DeployedStack stack) {
        try (DynamoDbClient dynamoDb = connect(stack)) {
            put(dynamoDb, LotteryItems.lotteryKey(LOTTERY), lottery());
            put(dynamoDb, LotteryItems.winnerKey(LOTTERY, WINNER), winner());
            put(dynamoDb, LotteryItems.addressKey(LOTTERY, WINNER), address());
        }
        Http.Answer answer = stack.http().post(PATH).as(Role.SHIPPING).send();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().asText()).contains("茶壶,", ",王小明,'+86 13812345678,广东省深圳市南山区,科苑路 1 号,518000,");
    }

    private static void refusesTheRole(DeployedStack stack) {
        assertThat(stack.http().post(PATH).asOperator().send().status()).isEqualTo(403);
    }

    private static Map<String, AttributeValue> lottery() {
        return Map.of(
                "id", Item.of(LOTTERY.value()),
                "room", Item.of("wx-72"),
                "state", Item.of("drawn"),
                "version", Item.of("v"),
                "plan", Item.of(PLAN),
                "createdAt", Item.of(Instant.EPOCH));
    }

    private static Map<String, AttributeValue> winner() {
        return Map.of("slot", Item.of(0), "state", Item.of("claimed"), "claimedAt", Item.of(Instant.EPOCH));
    }

    private static Map<String, AttributeValue> address() {
        return Map.of(
                "sealed",
                Item.of(SEALED),
                "expiresAt",
                Item.of(Instant.parse("2100-01-01T00:00:00Z").getEpochSecond()));
    }

    private static void put(
            DynamoDbClient dynamoDb, Map<String, AttributeValue> key, Map<String, AttributeValue> attributes) {
        Map<String, AttributeValue> item = new HashMap<>(key);
        item.putAll(attributes);
        dynamoDb.putItem(put -> put.tableName("kaibo-local-lotteries").item(item));
    }

    private static DynamoDbClient connect(DeployedStack stack) {
        return DynamoDbClient.builder()
                .endpointOverride(LocalPorts.uri(stack.ports().dynamodb()))
                .region(Region.of(Template.REGION))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }
}
