package io.kaibo.wechat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kaibo.aws.Secrets;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * WeChat's message push (消息推送): whether a request is WeChat's, and what it says. The token and the key, which are set in the
 * mini-program's console too, are the secrets {@code push-token} and {@code push-aes-key}.
 */
@Singleton
public class MessagePush {

    /** How far a push's time may be from ours, either way. */
    private static final Duration FRESH = Duration.ofMinutes(5);

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,11}");

    private final PushSignature signature;
    private final PushCipher cipher;
    private final PushText text = new PushText();
    private final PushMode mode;
    private final Clock clock;

    MessagePush(WeChatConfig config, Secrets secrets, Clock clock) {
        this.signature = new PushSignature(secrets.get("push-token"));
        this.cipher = new PushCipher(secrets.get("push-aes-key"), config.requiredAppid());
        this.mode = config.pushMode();
        this.clock = clock;
    }

    /** Whether it is WeChat that asks, by a GET, whether it is we who answer here: the same in both modes. */
    public boolean isCheck(PushQuery query) {
        return isFresh(query) && isSigned(query);
    }

    /** Takes what came by a POST. */
    public Push take(PushQuery query, byte[] body) {
        if (!isFresh(query)) {
            return new Push.Refused();
        }
        Optional<ObjectNode> pushed = text.read(body);
        return switch (mode) {
            case SAFE ->
                pushed.flatMap(MessagePush::encrypted)
                        .filter(encrypted -> isSigned(query, encrypted))
                        .flatMap(cipher::decrypt)
                        .map(message -> understood(text.read(message)))
                        .orElseGet(Push.Refused::new);
            case PLAIN ->
                isSigned(query) && pushed.flatMap(MessagePush::encrypted).isEmpty()
                        ? understood(pushed)
                        : new Push.Refused();
        };
    }

    private static Push understood(Optional<ObjectNode> message) {
        return message.flatMap(PushReading::read).<Push>map(Push.Taken::new).orElseGet(Push.Malformed::new);
    }

    private static Optional<String> encrypted(ObjectNode envelope) {
        return Optional.ofNullable(envelope.path("Encrypt").textValue());
    }

    private boolean isFresh(PushQuery query) {
        String seconds = query.timestamp();
        return seconds != null
                && SECONDS.matcher(seconds).matches()
                && Duration.between(Instant.ofEpochSecond(Long.parseLong(seconds)), clock.instant())
                                .abs()
                                .compareTo(FRESH)
                        <= 0;
    }

    private boolean isSigned(PushQuery query) {
        return signature.isOf(query.signature(), query.timestamp(), query.nonce());
    }

    private boolean isSigned(PushQuery query, String encrypted) {
        return signature.isOf(query.msgSignature(), query.timestamp(), query.nonce(), encrypted);
    }
}
