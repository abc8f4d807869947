package io.kaibo.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.StartupEvent;
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

    @Test
    void aSecretThatIsNeededAfterInitStopsTheStartIfItIsEmptyOrNotDeclared() {
        assertThat(secrets.getLater("a").get()).isEqualTo("of one line");
        secrets.await(new StartupEvent());

        secrets.getLater("c");
        assertThatThrownBy(() -> secrets.await(new StartupEvent())).hasMessage("KAIBO_SECRETS_NAMES does not list c");
    }
}
