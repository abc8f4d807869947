package io.kaibo.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.local.TemplateYaml.Intrinsic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What follows from functions and queues stands in the templates as it follows, and nowhere else. */
class DerivedResourcesTest {

    /** What {@code aws cloudformation deploy} takes without a bucket, as README.md deploys the stateful template. */
    private static final int LARGEST_BODY = 51_200;

    @ParameterizedTest
    @ValueSource(strings = {"functions.yaml", "infra/stateful.yaml"})
    void theBlockBelowTheMarkIsWhatFollowsFromAbove(Path file) throws IOException {
        String renewed = DerivedResources.renew(Files.readString(file));
        if (Boolean.getBoolean("write")) {
            Files.writeString(file, renewed);
        }
        assertThat(Files.readString(file)).isEqualTo(renewed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"functions.yaml", "infra/stateful.yaml"})
    void nothingThatFollowsIsWrittenByHand(Path file) throws IOException {
        assertThat(DerivedResources.resources(DerivedResources.byHand(Files.readString(file))))
                .isNotEmpty()
                .allSatisfy((id, resource) -> assertThat((String) resource.get("Type"))
                        .doesNotStartWith("AWS::ApiGatewayV2::")
                        .doesNotStartWith("AWS::Lambda::"))
                .allSatisfy((id, resource) ->
                        assertThat(property(resource, "Namespace")).isNotIn("AWS/Lambda", "AWS/SQS"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"functions.yaml", "infra/stateful.yaml"})
    void aFunctionAndAQueueAreNamedAfterTheirLogicalIds(Path file) throws IOException {
        DerivedResources.resources(DerivedResources.byHand(Files.readString(file)))
                .forEach((id, resource) -> {
                    if (resource.get("Type").equals("AWS::Serverless::Function")) {
                        assertThat(property(resource, "FunctionName")).isEqualTo(named(id));
                        assertThat(property(resource, "Environment").toString())
                                .contains("QUARKUS_FUNQY_EXPORT=" + DerivedResources.nameOf(id));
                    } else if (resource.get("Type").equals("AWS::SQS::Queue")) {
                        assertThat(id).endsWith("Queue");
                        assertThat(property(resource, "QueueName")).isEqualTo(named(id.replaceFirst("Queue$", "")));
                    }
                });
    }

    @Test
    void theStatefulTemplateIsDeployedWithoutABucket() throws IOException {
        assertThat(Files.size(Path.of("infra/stateful.yaml")))
                .as("past this size README.md must deploy it with --s3-bucket")
                .isLessThanOrEqualTo(LARGEST_BODY);
    }

    private static Intrinsic named(String id) {
        return new Intrinsic("Sub", "kaibo-${Stage}-" + DerivedResources.nameOf(id));
    }

    private static Object property(Map<?, ?> resource, String name) {
        return resource.get("Properties") instanceof Map<?, ?> properties && properties.containsKey(name)
                ? properties.get(name)
                : "";
    }
}
