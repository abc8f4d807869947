package io.kaibo.wechat.pay;

import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/** Asks WeChat Pay whether it takes our signature, and checks its own. Source: 商户签名验签/加解密测试. */
@Singleton
public class PaySelfCheck {

    private static final JsonMapper JSON = new JsonMapper();

    private final PayCalls pay;

    PaySelfCheck(PayCalls pay) {
        this.pay = pay;
    }

    /** Has WeChat Pay say a random word back. Empty if it does, signed with a key of ours to check by. */
    public Optional<PayFailure> run() {
        String word = UUID.randomUUID().toString();
        byte[] body =
                JSON.createObjectNode().put("echo_message", word).toString().getBytes(StandardCharsets.UTF_8);
        return switch (pay.call("the self-check", rest -> rest.echo(body))) {
            case PayAnswer.Success(var answer) ->
                answer.path("echo_message").asText().equals(word)
                        ? Optional.empty()
                        : Optional.of(new PayFailure.Request("", "it did not say the word back"));
            case PayAnswer.Failed failed -> Optional.of(PayFailure.of(failed));
        };
    }
}
