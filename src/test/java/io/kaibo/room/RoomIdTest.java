package io.kaibo.room;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoomIdTest {

    @Test
    void anIdCarriesItsSourceAndGivesWeChatsNumberBack() {
        assertThat(RoomId.parse("wx-123")).map(RoomId::weChatId).contains(123L);
        assertThat(RoomId.ofWeChat(999_999_999_999_999_999L).weChatId()).isEqualTo(999_999_999_999_999_999L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "123",
                "wx-",
                "wx-0",
                "wx-007",
                "wx--1",
                "wx-1 ",
                " wx-1",
                "wx-1\n",
                "WX-1",
                "wx-1a",
                "wx-1234567890123456789",
                "wx-１",
                "ch-1",
                "wx-1/../2",
                "wx-%31"
            })
    void nothingElseIsAnId(String text) {
        assertThat(RoomId.parse(text)).isEmpty();
    }
}
