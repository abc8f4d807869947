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
        this.cipher = new PushCipher(secrets.get("push-aes-key"), config.requireAppid());
        this.mode = config.pushMode();
        this.clock = clock;
    }

    /** True if WeChat sent this GET, by which it checks the address of the callback. The check is the same in both modes. */
    public boolean acceptsCheck(PushQuery query) {
        if (isFresh(query) && isSigned(query)) {
            return true;
        }
        refuse(isFresh(query) ? PushStep.SIGNATURE : PushStep.TIME);
        return false;
    }

    /** Checks and reads a push, which WeChat sends by a POST. */
    public PushOutcome receive(PushQuery query, byte[] body) {
        if (!isFresh(query)) {
            return refuse(PushStep.TIME);
        }
        Optional<ObjectNode> pushed = text.read(body);
        return switch (mode) {
            case SAFE -> receiveEncrypted(query, pushed);
            case PLAIN -> receivePlain(query, pushed);
        };
    }

    private PushOutcome receiveEncrypted(PushQuery query, Optional<ObjectNode> envelope) {
        String encrypted = envelope.map(MessagePush::readEncrypted).orElse("");
        if (encrypted.isEmpty()) {
            return refuse(PushStep.FORM);
        }
        if (!isSigned(query, encrypted)) {
            return refuse(PushStep.SIGNATURE);
        }
        return switch (cipher.decrypt(encrypted)) {
            case PushCipher.Decrypted(byte[] message) -> readEvent(text.read(message));
            case PushCipher.NotOurs(PushStep step) -> refuse(step);
        };
    }

    /** In 兼容模式 WeChat sends both forms in one body, and the plain one counts. */
    private PushOutcome receivePlain(PushQuery query, Optional<ObjectNode> pushed) {
        if (!isSigned(query)) {
            return refuse(PushStep.SIGNATURE);
        }
        if (pushed.filter(MessagePush::isEncryptedAlone).isPresent()) {
            return refuse(PushStep.FORM);
        }
        return readEvent(pushed);
    }

    private static PushOutcome readEvent(Optional<ObjectNode> message) {
        Optional<PushedEvent> event = message.flatMap(PushReading::read);
        if (event.isEmpty()) {
            LOG.warnf(
                    "a push of WeChat's cannot be read: its form, %s",
                    message.isEmpty() ? "which is neither JSON nor XML" : "in which a known event lacks something");
            return new PushOutcome.EventMalformed();
        }
        return new PushOutcome.EventReceived(event.get());
    }

    /** Says at which step, without anything of the push. It is no warning: any caller can send one. */
    private static PushOutcome refuse(PushStep step) {
        LOG.infof("a push was refused: its %s", step);
        return new PushOutcome.PushRefused();
    }

    private static String readEncrypted(ObjectNode envelope) {
        return PushText.readValue(envelope, "Encrypt");
    }

    private static boolean isEncryptedAlone(ObjectNode body) {
        return !readEncrypted(body).isEmpty() && !body.has("Event") && !body.has("MsgType");
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
        return signature.matches(query.signature(), query.timestamp(), query.nonce());
    }

    private boolean isSigned(PushQuery query, String encrypted) {
        return signature.matches(query.msgSignature(), query.timestamp(), query.nonce(), encrypted);
    }
}
