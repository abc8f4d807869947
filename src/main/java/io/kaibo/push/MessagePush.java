package io.kaibo.push;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kaibo.aws.Secrets;
import io.kaibo.wechat.PushMode;
import io.kaibo.wechat.WeChatConfig;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * WeChat's message push (消息推送): whether a request is WeChat's, and what it says. The token and the key, which are set in the
 * mini-program's console too, are the secrets {@code push-token} and {@code push-aes-key}.
 */
@Singleton
public class MessagePush {

    private static final Logger LOG = Logger.getLogger(MessagePush.class);

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
        if (isFresh(query) && isSigned(query)) {
            return true;
        }
        refused(isFresh(query) ? PushStep.SIGNATURE : PushStep.TIME);
        return false;
    }

    /** Takes what came by a POST. */
    public Push take(PushQuery query, byte[] body) {
        if (!isFresh(query)) {
            return refused(PushStep.TIME);
        }
        Optional<ObjectNode> pushed = text.read(body);
        return switch (mode) {
            case SAFE -> takeEncrypted(query, pushed);
            case PLAIN -> takePlain(query, pushed);
        };
    }

    private Push takeEncrypted(PushQuery query, Optional<ObjectNode> envelope) {
        String encrypted = envelope.map(MessagePush::encrypted).orElse("");
        if (encrypted.isEmpty()) {
            return refused(PushStep.FORM);
        }
        if (!isSigned(query, encrypted)) {
            return refused(PushStep.SIGNATURE);
        }
        return switch (cipher.decrypt(encrypted)) {
            case PushCipher.Decrypted(byte[] message) -> understood(text.read(message));
            case PushCipher.NotOurs(PushStep step) -> refused(step);
        };
    }

    /** In 兼容模式 WeChat sends both forms in one body, and the plain one counts. */
    private Push takePlain(PushQuery query, Optional<ObjectNode> pushed) {
        if (!isSigned(query)) {
            return refused(PushStep.SIGNATURE);
        }
        if (pushed.filter(MessagePush::isEncryptedAlone).isPresent()) {
            return refused(PushStep.FORM);
        }
        return understood(pushed);
    }

    private static Push understood(Optional<ObjectNode> message) {
        Optional<PushedEvent> event = message.flatMap(PushReading::read);
        if (event.isEmpty()) {
            LOG.warnf(
                    "a push of WeChat's cannot be read: its form, %s",
                    message.isEmpty() ? "which is neither JSON nor XML" : "in which a known event lacks something");
            return new Push.Malformed();
        }
        return new Push.Taken(event.get());
    }

    /** Says at which step, without anything of the push. It is no warning: any caller can send one. */
    private static Push refused(PushStep step) {
        LOG.infof("a push was refused: its %s", step);
        return new Push.Refused();
    }

    private static String encrypted(ObjectNode envelope) {
        return PushText.value(envelope, "Encrypt");
    }

    private static boolean isEncryptedAlone(ObjectNode body) {
        return !encrypted(body).isEmpty() && !body.has("Event") && !body.has("MsgType");
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
