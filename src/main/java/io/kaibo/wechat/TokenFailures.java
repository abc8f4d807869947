package io.kaibo.wechat;

import io.kaibo.aws.Metrics;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * Says why there is no access token: one log line and one metric an attempt, so that the alarm leads to what is to be mended. That is
 * the secret, the quota, or with 40164 the console's IP allow-list, which lacks the address that WeChat names.
 */
final class TokenFailures {

    private static final Logger LOG = Logger.getLogger(TokenFailures.class);

    private static final int ADDRESS_NOT_ALLOWED = 40164;

    /** {@code invalid ip 203.0.113.7 ipv6 ::ffff:203.0.113.7, not in whitelist} */
    private static final Pattern ADDRESS = Pattern.compile("\\bip ([0-9A-Fa-f.:]*[0-9A-Fa-f])");

    private final Metrics metrics;

    TokenFailures(Metrics metrics) {
        this.metrics = metrics;
    }

    void report(WeChatException failure) {
        String reason = switch (failure.failure()) {
            case Failure.Errcode said -> Integer.toString(said.code());
            case Failure.HttpRefused said -> "HTTP " + said.status();
            case Failure.Unreached _ -> "not reached";
            case Failure.Unanswered _, Failure.Unknown _ -> "no answer";
        };
        Metrics.Line line = metrics.beginForThisFunction()
                .count(WeChatMetric.TOKEN_FAILED, 1)
                .with("errcode", reason);
        Optional<String> address = findAddressToAllow(failure.failure());
        address.ifPresentOrElse(
                value -> LOG.errorf(
                        "no access token: %s; enter %s into the IP allow-list (IP白名单) of the console",
                        failure.getMessage(), value),
                () -> LOG.errorf("no access token: %s", failure.getMessage()));
        address.ifPresent(value -> line.with("address", value));
        line.print();
    }

    /** Our own address as WeChat sees it; empty if it is not what WeChat refuses, or is not named. */
    private static Optional<String> findAddressToAllow(Failure failure) {
        if (failure instanceof Failure.Errcode said && said.code() == ADDRESS_NOT_ALLOWED) {
            Matcher named = ADDRESS.matcher(said.words());
            return named.find() ? Optional.of(named.group(1)) : Optional.empty();
        }
        return Optional.empty();
    }
}
