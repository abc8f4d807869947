package io.kaibo.push;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.kaibo.http.Edge;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.Pushing;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The callback with several listeners, some of which fail. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class PushListenersTest {

    private static final PushListener FAILING = event -> {
        throw new IllegalStateException("this listener fails");
    };

    @Inject
    MessagePush push;

    @Inject
    Edge edge;

    @Inject
    Clock clock;

    private final List<PushedEvent> first = new ArrayList<>();
    private final List<PushedEvent> second = new ArrayList<>();

    @Test
    void aListenerThatFailsKeepsTheEventFromNoOtherAndWeChatSendsItAgain() {
        assertThat(push(FAILING, first::add, FAILING, second::add).getStatusCode())
                .isEqualTo(500);
        assertThat(first).containsExactly(new PushedEvent.Other());
        assertThat(second).containsExactly(new PushedEvent.Other());
    }

    @Test
    void anEventThatAllListenersHandleIsAnsweredSuccess() {
        APIGatewayV2HTTPResponse answer = push(first::add, second::add);
        assertThat(answer.getStatusCode()).isEqualTo(200);
        assertThat(answer.getBody()).isEqualTo("success");
        assertThat(first).hasSize(1);
        assertThat(second).hasSize(1);
    }

    private APIGatewayV2HTTPResponse push(PushListener... listeners) {
        Pushing.Pushed pushed = Pushing.local().safe("{}", clock.instant());
        return new WechatCallback(push, List.of(listeners), edge)
                .handle(APIGatewayV2HTTPEvent.builder()
                        .withRawPath("/callbacks/wechat")
                        .withQueryStringParameters(Stream.of(pushed.query().split("&"))
                                .map(pair -> pair.split("=", 2))
                                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1])))
                        .withBody(pushed.body())
                        .withRequestContext(APIGatewayV2HTTPEvent.RequestContext.builder()
                                .withHttp(APIGatewayV2HTTPEvent.RequestContext.Http.builder()
                                        .withMethod("POST")
                                        .build())
                                .build())
                        .build());
    }
}
