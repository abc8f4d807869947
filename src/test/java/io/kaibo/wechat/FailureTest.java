package io.kaibo.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose failure an answer is, and when the call may work again. */
class FailureTest {

    @ParameterizedTest
    @CsvSource({
        "43101, ThisPerson",
        "40003, ThisPerson",
        "40226, ThisPerson",
        "40029, ThisPerson",
        "40163, ThisPerson",
        "47003, MessageOrAccount",
        "40037, MessageOrAccount",
        "41030, MessageOrAccount",
        "43107, MessageOrAccount",
        "45168, MessageOrAccount",
        "48001, MessageOrAccount",
        "40001, MessageOrAccount",
        "12345, MessageOrAccount",
        "-1, Now",
        "45009, Now",
        "45011, Now",
        "44991, Now",
        "43108, Now"
    })
    void anErrcodeHasAScope(int code, String scope) {
        assertThat(scope(Failure.Errcode.of(code, ""))).isEqualTo(scope);
    }

    @Test
    void aFailureWithoutAnErrcodeHasAScope() {
        assertThat(scope(new Failure.HttpRefused(403))).isEqualTo("Now");
        assertThat(scope(new Failure.Unreached())).isEqualTo("Now");
        assertThat(scope(new Failure.Unanswered())).isEqualTo("Now");
        assertThat(scope(new Failure.Unknown())).isEqualTo("Unknown");
    }

    @ParameterizedTest
    @CsvSource({"-1,2", "45011,60", "44991,60", "45009,3600", "40125,", "47003,", "43101,"})
    void onlyAFailureOfNowMayWorkLater(int code, Long seconds) {
        assertThat(new WeChatException("getliveinfo", Failure.Errcode.of(code, "")).retryAfter())
                .isEqualTo(java.util.Optional.ofNullable(seconds).map(Duration::ofSeconds));
    }

    @ParameterizedTest
    @CsvSource({"-1,2", "45009,3600", "40125,60", "40164,60"})
    void aMissingTokenIsAFailureOfNowWhateverTheReason(int code, long seconds) {
        WeChatException why = new WeChatException("stable_token", Failure.Errcode.of(code, "words of WeChat's"));
        NoTokenException none = new NoTokenException(why);
        assertThat(none.retryAfter()).contains(Duration.ofSeconds(seconds));
        assertThat(none.reason()).doesNotContain("words of WeChat's");
        assertThat(none.failure()).isEqualTo(why.failure());
    }

    private static String scope(Failure failure) {
        return switch (failure) {
            case Failure.ThisPerson _ -> "ThisPerson";
            case Failure.MessageOrAccount _ -> "MessageOrAccount";
            case Failure.Now _ -> "Now";
            case Failure.Unknown _ -> "Unknown";
        };
    }
}
