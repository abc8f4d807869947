package io.kaibo.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.kaibo.base.Retriable;
import io.kaibo.testing.LocalServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** What a router does for any route, those to come included. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class RouterTest {

    private static final class Failed extends RuntimeException implements Retriable {

        private static final long serialVersionUID = 1;

        private final transient Optional<Duration> retryAfter;

        Failed(Optional<Duration> retryAfter) {
            super("not told to callers");
            this.retryAfter = retryAfter;
        }

        @Override
        public Optional<Duration> retryAfter() {
            return retryAfter;
        }

        @Override
        public String detailedReason() {
            return reason();
        }

        @Override
        public String reason() {
            return "told to callers";
        }
    }

    @Inject
    HttpConfig config;

    @Inject
    Edges edges;

    @Inject
    Instance<AuditTrail> auditTrail;

    @Test
    void aRouteThatStatesNoGuardFailsTheStart() {
        assertThatThrownBy(() -> router().get("/a", _ -> Reply.done()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("GET /a does not state who may use it");
    }

    @Test
    void aRouteTakesABodyUpToItsLimit() {
        Router router = router().open()
                .post("/list", request -> Reply.ok(Map.of("bytes", request.body().length)))
                .withBodyLimit(100_000)
                .post("/small", request -> Reply.ok(Map.of("bytes", request.body().length)));
        assertThat(router.routes())
                .extracting(route -> route.name() + " " + route.bodyLimit())
                .containsExactly("POST /list 100000", "POST /small 65536");
        assertThat(post(router, "/list", "x".repeat(100_000)).getBody()).isEqualTo("{\"bytes\":100000}");
        assertThat(post(router, "/list", "x".repeat(100_001)).getStatusCode()).isEqualTo(413);
        assertThat(post(router, "/list", "é".repeat(50_001)).getStatusCode()).isEqualTo(413);
        assertThat(post(router, "/small", "x".repeat(65_536)).getStatusCode()).isEqualTo(200);
        assertThat(post(router, "/small", "x".repeat(65_537)).getStatusCode()).isEqualTo(413);
    }

    @Test
    void bytesAreAnsweredInBase64AsTheFrontWantsThem() {
        byte[] bytes = {0, -1, 127, -128};
        Router router = router().open().post("/bytes", _ -> Reply.immutable(new Reply.Bytes(bytes)));
        APIGatewayV2HTTPResponse answer = post(router, "/bytes", null);
        assertThat(answer.getIsBase64Encoded()).isTrue();
        assertThat(Base64.getDecoder().decode(answer.getBody())).isEqualTo(bytes);
        assertThat(answer.getHeaders())
                .containsEntry("content-type", "application/octet-stream")
                .containsEntry("cache-control", "public, max-age=31536000, immutable");
        assertThat(post(router, "/none", null).getIsBase64Encoded()).isFalse();
    }

    @Test
    void aHandlerGetsNoCallerThatItsRouteDoesNotAskFor() {
        Router router = router().open().post("/a", request -> Reply.ok(request.viewer()));
        assertThat(post(router, "/a", null).getStatusCode()).isEqualTo(500);
    }

    @Test
    void aFailureThatMayPassIsAnswered503WithTheDelayAndAnyOther500() {
        Router router = router().open()
                .post("/later", _ -> {
                    throw new Failed(Optional.of(Duration.ofSeconds(7)));
                })
                .post("/never", _ -> {
                    throw new Failed(Optional.empty());
                });
        APIGatewayV2HTTPResponse later = post(router, "/later", null);
        assertThat(later.getStatusCode()).isEqualTo(503);
        assertThat(later.getHeaders()).containsEntry("retry-after", "7");
        assertThat(later.getBody()).contains("told to callers").doesNotContain("not told");
        APIGatewayV2HTTPResponse never = post(router, "/never", null);
        assertThat(never.getStatusCode()).isEqualTo(500);
        assertThat(never.getHeaders()).doesNotContainKey("retry-after");
        assertThat(never.getBody()).doesNotContain("told to callers");
    }

    static Stream<RuntimeException> busy() {
        return Stream.of(
                dynamoDb(400, "ProvisionedThroughputExceededException"),
                dynamoDb(400, "ThrottlingException"),
                dynamoDb(400, "RequestLimitExceeded"),
                dynamoDb(500, "InternalServerError"),
                dynamoDb(503, "ServiceUnavailable"),
                ProvisionedThroughputExceededException.builder()
                        .message("keys left over")
                        .build(),
                TransactionCanceledException.builder()
                        .statusCode(400)
                        .cancellationReasons(
                                CancellationReason.builder().code("None").build(),
                                CancellationReason.builder()
                                        .code("ThrottlingError")
                                        .build())
                        .build());
    }

    @ParameterizedTest
    @MethodSource("busy")
    void aServiceOfAwsThatTakesNoMoreRequestsIsAnswered503(RuntimeException error) {
        APIGatewayV2HTTPResponse answer = answerOf(error);
        assertThat(answer.getStatusCode()).isEqualTo(503);
        assertThat(answer.getHeaders()).containsEntry("retry-after", "1");
        assertThat(answer.getBody()).contains("urn:kaibo:problem:unavailable").doesNotContain("DynamoDb");
    }

    @ParameterizedTest
    @ValueSource(strings = {"AccessDeniedException", "ValidationException", "ResourceNotFoundException"})
    void whatNoDelayMendsIsAnswered500(String code) {
        assertThat(answerOf(dynamoDb(400, code)).getStatusCode()).isEqualTo(500);
    }

    private APIGatewayV2HTTPResponse answerOf(RuntimeException error) {
        return post(
                router().open().post("/a", _ -> {
                    throw error;
                }),
                "/a",
                null);
    }

    private static RuntimeException dynamoDb(int status, String code) {
        return DynamoDbException.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .serviceName("DynamoDb")
                        .build())
                .build();
    }

    @Test
    @SuppressWarnings("unchecked")
    void onlyAFunctionWhoseOperatorsChangeSomethingBuildsTheAudit() {
        Instance<AuditTrail> none = (Instance<AuditTrail>) Proxy.newProxyInstance(
                RouterTest.class.getClassLoader(), new Class<?>[] {Instance.class}, (_, _, _) -> {
                    throw new IllegalStateException("the audit is built");
                });
        Router router = edges.router(config, none)
                .open()
                .post("/open", _ -> Reply.done())
                .forViewers()
                .put("/mine", _ -> Reply.done())
                .forOperators(Role.OPERATOR)
                .get("/admin/read", _ -> Reply.done());
        assertThat(post(router, "/open", null).getStatusCode()).isEqualTo(204);
        assertThatThrownBy(() -> router.post("/admin/change", _ -> Reply.done()))
                .as("during init, and not with the first change")
                .hasMessage("the audit is built");
    }

    private Router router() {
        return edges.router(config, auditTrail);
    }

    private static APIGatewayV2HTTPResponse post(Router router, String path, @Nullable String body) {
        return router.answer(HttpEvents.of("POST", path, Map.of(), body));
    }
}
