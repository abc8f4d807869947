package io.kaibo.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.person.LocalPersons;
import io.kaibo.sandbox.SandboxControl;
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
                () -> {
                    SandboxControl.LoginCode login = stack.weChat().loginCode();
                    Http.Answer session = stack.http()
                            .get("/session")
                            .bearer(stack.logIn(login))
                            .send();
                    assertThat(session.status()).isEqualTo(200);
                    assertThat(session.body().path("person").asText())
                            .isEqualTo(LocalPersons.of(login.openid()).value());
                },
                () -> {
                    Http.Answer answer = stack.http()
                            .event("session-with-an-openid", Map.of())
                            .send();
                    assertThat(answer.status()).isEqualTo(400);
                    assertThat(answer.field()).isEqualTo("openid");
                }));
    }
}
