package io.kaibo.lottery.entry;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.lottery.Prizes;
import io.kaibo.testing.DeployedStack;
import io.kaibo.testing.FunctionCase;
import io.kaibo.testing.FunctionCases;
import io.kaibo.testing.Http;
import java.util.List;
import java.util.Map;

/** The function of viewers as it is deployed. */
class EntryFunctions implements FunctionCases {

    @Override
    public List<FunctionCase> of(DeployedStack stack) {
        return List.of(FunctionCase.ofHttp(stack, "lottery-api", () -> finds(stack), () -> refusesTheField(stack)));
    }

    private static void finds(DeployedStack stack) {
        Http.Answer answer = stack.http().get("/lotteries?room=wx-7").send();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("lotteries").isArray()).isTrue();
        assertThat(enter(stack, "lottery-entry").status()).isEqualTo(404);
        String viewer = stack.logIn(stack.weChat().loginCode());
        Http.Answer mine = stack.http().get("/lotteries/mine").bearer(viewer).send();
        assertThat(mine.body().path("prizes").isArray()).isTrue();
        Http.Answer claim = stack.http()
                .call("PUT", "/lotteries/AAAAAAAAAAAAAAAAAAAAAA/prize")
                .bearer(viewer)
                .json(Prizes.ADDRESS)
                .send();
        assertThat(claim.status()).isEqualTo(404);
    }

    private static void refusesTheField(DeployedStack stack) {
        Http.Answer answer = enter(stack, "lottery-entry-with-an-openid");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.field()).isEqualTo("openid");
    }

    private static Http.Answer enter(DeployedStack stack, String event) {
        return stack.http()
                .event(event, Map.of())
                .bearer(stack.logIn(stack.weChat().loginCode()))
                .send();
    }
}
