package io.kaibo.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The worked example of 消息推送. */
class PushCipherTest {
    private static final String ENCRYPTED =
            "ELGduP2YcVatjqIS+eZbp80MNLoAUWvzzyJxgGzxZO/5sAvd070Bs6qrLARC9nVHm48Y4hyRbtzve1L32tmxSQ==";

    @Test
    void what_is_signed_is_signed_as_in_the_example_of_WeChat() {
        assertThat(PushCipher.sign("AAAAA", "1714036504", "1514711492"))
                .isEqualTo("f464b24fc39322e44b38aa78f5edd27bd1441696");
        assertThat(PushCipher.sign("AAAAA", "1713424427", "415670741", ENCRYPTED))
                .isEqualTo("1b9339964ed2e271e7c7b6ff2b0ef902fc94dea1");
    }

    @Test
    void what_is_encrypted_is_encrypted_as_in_the_example_of_WeChat() {
        assertThat(PushCipher.encrypt(
                        PushCipher.key("A".repeat(43)),
                        "707722b803182950",
                        "{\"demo_resp\":\"good luck\"}",
                        "wxba5fad812f8e6fb9"))
                .isEqualTo(ENCRYPTED);
    }
}
