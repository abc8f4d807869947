package io.kaibo.message;

import io.kaibo.base.Spans;
import io.kaibo.wechat.NoTokenException;
import io.kaibo.wechat.SubscriptionMessages;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;

/**
 * What an instance remembers of WeChat's silence from one batch to the next. While WeChat answers no send, each batch would lose a few
 * recipients of its own before it stops. So the instance sends one batch per {@code kaibo.message.silence}, and puts the others back untouched.
 */
@Singleton
public class SendBrake {

    private final SubscriptionMessages weChat;
    private final MessageConfig config;
    private final Clock clock;

    private volatile Instant onFrom = Instant.MAX;

    SendBrake(SubscriptionMessages weChat, MessageConfig config, Clock clock) {
        this.weChat = weChat;
        this.config = config;
        this.clock = clock;
    }

    /** A send got no answer. */
    void apply() {
        onFrom = clock.instant();
    }

    /** A send got an answer. */
    void release() {
        onFrom = Instant.MAX;
    }

    /** False while batches are put back untouched: WeChat is silent, or there is no token to send with. */
    public boolean allowsBatch() {
        return !isOn() && hasToken();
    }

    private boolean hasToken() {
        try {
            weChat.obtainToken();
            return true;
        } catch (NoTokenException e) {
            return false;
        }
    }

    private boolean isOn() {
        return Spans.covers(onFrom, config.silence(), clock.instant());
    }
}
