package io.kaibo.sandbox.pay;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.kaibo.sandbox.Answer;
import io.kaibo.sandbox.Fault;
import io.kaibo.sandbox.Faults;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** WeChat Pay's side of the sandbox: checks the request's signature, applies a planned fault, makes the effect happen, and signs the answer. */
final class PayRequests implements HttpHandler {
    private final PayState state;
    private final String prefix;

    PayRequests(PayState state, String prefix) {
        this.state = state;
        this.prefix = prefix;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        // Closing an exchange that has not been answered closes its connection: that is the drop.
        try (exchange) {
            PayCall call = PayCall.of(exchange, prefix);
            Optional<PayEndpoint> endpoint =
                    PayEndpoint.find(call.call().method(), call.call().path());
            Optional<Answer> answer = endpoint.isPresent()
                    ? answer(endpoint.get(), call)
                    : Optional.of(Answer.text(404, "404 Not Found"));
            if (answer.isPresent()) {
                if (!answer.get().contentType().equals(Answer.TEXT)) {
                    sign(exchange, call, answer.get());
                }
                answer.get().sendTo(exchange);
            }
        }
    }

    /** The answer, in plain text if it is not of WeChat Pay itself; empty if the connection drops. */
    private Optional<Answer> answer(PayEndpoint endpoint, PayCall call) {
        @Nullable
        Fault fault = state.with(world -> world.arrive(endpoint, call.call())).orElse(null);
        try {
            Optional<Answer> refusal = refuseUnsigned(call);
            return refusal.isPresent() ? refusal : struck(fault, endpoint, call);
        } finally {
            state.with(world -> {
                world.leave(endpoint, call.call());
                return world;
            });
        }
    }

    private Optional<Answer> refuseUnsigned(PayCall call) {
        Optional<Instant> signedAt = state.signer().signedAt(call);
        if (signedAt.isPresent() && state.with(PayWorld::rules).followsCallers()) {
            state.with(world -> {
                world.clock().moveTo(signedAt.get());
                return world;
            });
        }
        Instant now = state.with(PayWorld::clock).instant();
        if (signedAt.isEmpty() || !PaySigner.isFresh(signedAt.get(), now)) {
            return Optional.of(PayWord.SIGN_ERROR.answer());
        }
        return call.serial().isEmpty() || state.signer().hasKey(call.serial())
                ? Optional.empty()
                : Optional.of(PayWord.PARAM_ERROR.answer("平台证书序列号Wechatpay-Serial错误"));
    }

    private Optional<Answer> struck(@Nullable Fault fault, PayEndpoint endpoint, PayCall call) {
        return switch (fault) {
            case null -> Optional.of(effect(endpoint, call));
            case Fault.Word(int status, String code) -> Optional.of(PayWord.answer(status, code, "injected fault"));
            case Fault.Say(String body) -> Optional.of(Answer.text(200, body).as(Answer.JSON));
            case Fault.Fail(int status) -> Optional.of(Answer.text(status, "injected fault"));
            case Fault.Delay(Duration time) ->
                Faults.sleep(time) ? Optional.of(effect(endpoint, call)) : Optional.empty();
            case Fault.DropBefore() -> Optional.empty();
            case Fault.DropAfter() -> {
                effect(endpoint, call);
                yield Optional.empty();
            }
            case Fault.Refuse(int _), Fault.WrongRound(), Fault.WrongBytes() ->
                throw new IllegalStateException("not a fault of WeChat Pay's");
        };
    }

    private Answer effect(PayEndpoint endpoint, PayCall call) {
        PayEffect effect = state.with(world -> world.answer(endpoint, call.call()));
        effect.address().ifPresent(state.notices()::to);
        effect.notice().ifPresent(state.notices()::send);
        // without the lock: the server that is notified may call the sandbox before it answers
        effect.coupon()
                .filter(_ -> state.notices().comeBeforeAnswers())
                .ifPresent(coupon -> state.notices().deliverNow(use(coupon)));
        return effect.answer();
    }

    private PayNotice use(String couponId) {
        return state.with(world -> {
            Instant now = world.clock().instant();
            return PayNotice.ofUse(world.books().use(couponId, now), now);
        });
    }

    private void sign(HttpExchange exchange, PayCall call, Answer answer) {
        // what refuses an unsigned request stands before WeChat Pay and signs nothing
        if (answer.status() == 401) {
            return;
        }
        String serial = state.signer().hasKey(call.serial()) ? call.serial() : PayKeys.CERTIFICATE_SERIAL;
        state.signer()
                .sign(serial, answer.body(), state.with(PayWorld::clock).instant(), state.signing())
                .forEach(exchange.getResponseHeaders()::set);
    }
}
