package io.kaibo.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SecretsTest {

    private final Secrets secrets = new Secrets(Map.of("a", "of one line\n", "b", " \n"));

    @Test
    void theLineEndOfAFileIsNoPartOfASecret() {
        assertThat(secrets.get("a")).isEqualTo("of one line");
    }

    @Test
    void aSecretThatIsEmptyOrNotDeclaredStopsTheStart() {
        assertThatThrownBy(() -> secrets.get("b")).hasMessage("the secret b is empty");
        assertThatThrownBy(() -> secrets.get("c")).hasMessage("KAIBO_SECRETS_NAMES does not list c");
    }
}
