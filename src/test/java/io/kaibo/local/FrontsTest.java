package io.kaibo.local;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.local.TemplateYaml.Intrinsic;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Both fronts of functions.yaml offer each prefix and nothing else; the prefixes stand beside the functions, once. */
class FrontsTest {
    private static final Set<String> TYPES = Set.of(
            "AWS::Lambda::Url",
            "AWS::Lambda::Permission",
            "AWS::ApiGatewayV2::Api",
            "AWS::ApiGatewayV2::Stage",
            "AWS::ApiGatewayV2::Integration",
            "AWS::ApiGatewayV2::Route");

    private final Map<?, ?> template = TemplateYaml.read(Path.of("functions.yaml"));

    @Test
    void eachPrefixHasAUrlAndRoutesAndNothingElseHas() {
        Map<String, Object> expected = new HashMap<>();
        expected.put(
                "HttpApi",
                atTheApi(
                        "AWS::ApiGatewayV2::Api",
                        Map.of("Name", new Intrinsic("Sub", "kaibo-${Stage}"), "ProtocolType", "HTTP")));
        expected.put(
                "HttpApiStage",
                atTheApi(
                        "AWS::ApiGatewayV2::Stage",
                        Map.of("ApiId", ref("HttpApi"), "StageName", "$default", "AutoDeploy", true)));
        functions().forEach((id, prefix) -> {
            expected.putAll(url(id));
            expected.putAll(routes(id, prefix));
        });

        assertThat(resources()).containsExactlyInAnyOrderEntriesOf(expected);
    }

    @Test
    void whoDeploysIsToldWhereEachPrefixIs() {
        assertThat(map(template, "Outputs").keySet().stream().map(Object::toString))
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                Stream.of("HttpApi"),
                                functions().keySet().stream().map(id -> id + "Url"))
                        .collect(toSet()));
    }

    private static Map<String, Object> url(String id) {
        return Map.of(
                id + "Url",
                atAUrl(
                        "AWS::Lambda::Url",
                        Map.of("TargetFunctionArn", new Intrinsic("GetAtt", id + ".Arn"), "AuthType", "NONE")),
                id + "UrlIsOpen",
                atAUrl(
                        "AWS::Lambda::Permission",
                        Map.of(
                                "FunctionName", ref(id),
                                "Principal", "*",
                                "Action", "lambda:InvokeFunctionUrl",
                                "FunctionUrlAuthType", "NONE")),
                id + "UrlInvokes",
                atAUrl(
                        "AWS::Lambda::Permission",
                        Map.of(
                                "FunctionName",
                                ref(id),
                                "Principal",
                                "*",
                                "Action",
                                "lambda:InvokeFunction",
                                "InvokedViaFunctionUrl",
                                true)));
    }

    private static Map<String, Object> routes(String id, String prefix) {
        return Map.of(
                id + "Integration",
                atTheApi(
                        "AWS::ApiGatewayV2::Integration",
                        Map.of(
                                "ApiId",
                                ref("HttpApi"),
                                "IntegrationType",
                                "AWS_PROXY",
                                "IntegrationUri",
                                new Intrinsic("GetAtt", id + ".Arn"),
                                "PayloadFormatVersion",
                                "2.0")),
                id + "Route",
                route(id, "ANY " + prefix),
                id + "RouteBelow",
                route(id, "ANY " + prefix + "/{below+}"),
                id + "ApiInvokes",
                atTheApi(
                        "AWS::Lambda::Permission",
                        Map.of(
                                "FunctionName",
                                ref(id),
                                "Principal",
                                "apigateway.amazonaws.com",
                                "Action",
                                "lambda:InvokeFunction",
                                "SourceArn",
                                new Intrinsic(
                                        "Sub",
                                        "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${HttpApi}/*"))));
    }

    private static Object route(String id, String key) {
        return atTheApi(
                "AWS::ApiGatewayV2::Route",
                Map.of(
                        "ApiId",
                        ref("HttpApi"),
                        "RouteKey",
                        key,
                        "Target",
                        new Intrinsic("Sub", "integrations/${" + id + "Integration}")));
    }

    private static Object atAUrl(String type, Map<String, Object> properties) {
        return Map.of("Type", type, "Condition", "FunctionUrls", "Properties", properties);
    }

    private static Object atTheApi(String type, Map<String, Object> properties) {
        return Map.of("Type", type, "Condition", "AnHttpApi", "Properties", properties);
    }

    private static Intrinsic ref(String name) {
        return new Intrinsic("Ref", name);
    }

    /** The logical ids of the functions that are called by HTTP, and their prefixes. */
    private Map<String, String> functions() {
        Map<String, String> functions = new HashMap<>();
        map(template, "Resources").forEach((id, resource) -> {
            if (map(resource, "Metadata").get("Prefix") instanceof String prefix) {
                functions.put(id.toString(), prefix);
            }
        });
        assertThat(functions).isNotEmpty();
        return functions;
    }

    private Map<String, Object> resources() {
        Map<String, Object> fronts = new HashMap<>();
        map(template, "Resources").forEach((id, resource) -> {
            if (resource instanceof Map<?, ?> map && map.get("Type") instanceof String type && TYPES.contains(type)) {
                fronts.put(id.toString(), resource);
            }
        });
        return fronts;
    }

    private static Map<?, ?> map(Object parent, String key) {
        return parent instanceof Map<?, ?> map && map.get(key) instanceof Map<?, ?> child ? child : Map.of();
    }
}
