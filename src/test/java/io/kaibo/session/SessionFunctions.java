package io.kaibo.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.testing.DeployedStack;
import io.kaibo.testing.FunctionCase;
import io.kaibo.testing.FunctionCases;
import io.kaibo.testing.Http;
import java.util.List;
import java.util.Map;

/** The functions of sessions as they are deployed. */
class SessionFunctions implements FunctionCases {

    @Override
    public List<FunctionCase> of(DeployedStack stack) {
        return List.of(FunctionCase.ofHttp(
                stack,
                "session-api",
                () -> assertThat(stack.http()
                                .event(
                                        "session",
                                        Map.of(
                                                "code",
                                                stack.weChat().loginCode().code()))
                                .send()
                                .status())
                        .isEqualTo(201),
                () -> {
                    Http.Answer answer = stack.http()
                            .event("session-with-an-openid", Map.of())
                            .send();
                    assertThat(answer.status()).isEqualTo(400);
                    assertThat(answer.field()).isEqualTo("openid");
                }));
    }
}
