package io.kaibo.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveReplayTest {

    private final ObjectMapper json = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(strings = {"\"2020-11-11T03:49:55Z\"", "1605066595", "\"1605066595\""})
    void timesAreReadAsTextAndAsNumbers(String time) throws Exception {
        assertThat(replay(time).expiresAt()).isEqualTo(Instant.parse("2020-11-11T03:49:55Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "\"\"", "null", "\"0\""})
    void aReplayWithoutAnEndPlaysForEver(String time) throws Exception {
        assertThat(replay(time).expiresAt()).isNull();
    }

    @Test
    void aTimeThatCannotBeReadIsNone() throws Exception {
        assertThat(replay("\"tomorrow\"").expiresAt()).isNull();
        assertThat(replay("99999999999999999999").expiresAt()).isNull();
        assertThat(replay("999999999999999999").expiresAt()).isNull();
    }

    private LiveReplay replay(String expireTime) throws Exception {
        return LiveReplay.of(new Members(json.readTree(
                "{\"create_time\":\"2020-11-11T03:49:55Z\",\"expire_time\":" + expireTime + ",\"media_url\":\"u\"}")));
    }
}
