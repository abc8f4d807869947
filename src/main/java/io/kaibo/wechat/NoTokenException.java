package io.kaibo.wechat;

import java.io.Serial;
import java.time.Duration;
import java.util.Optional;

/**
 * WeChat gave no access token, so the call that needs one was not made. Callers may try again later; an operator can mend some of the
 * causes.
 */
public final class NoTokenException extends WeChatException {

    @Serial
    private static final long serialVersionUID = 1;

    private static final Duration UNTIL_MENDED = Duration.ofMinutes(1);

    NoTokenException(WeChatException why) {
        super(why.call(), why.failure());
    }

    @Override
    public Optional<Duration> retryAfter() {
        return super.retryAfter().or(() -> Optional.of(UNTIL_MENDED));
    }
}
