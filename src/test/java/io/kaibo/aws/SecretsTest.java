package io.kaibo.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.inject.Instance;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.GetParametersRequest;
import software.amazon.awssdk.services.ssm.model.GetParametersResponse;
import software.amazon.awssdk.services.ssm.model.Parameter;

class SecretsTest {

    private final List<List<String>> reads = new CopyOnWriteArrayList<>();
    private volatile boolean away;

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
    void aSecretThatFewNeedIsReadByTheFirstWhoNeedsItAndNoStartWaitsForIt() {
        Secrets some = new Secrets(config(), ssm());
        Supplier<String> later = some.getLater("few");
        some.await(new StartupEvent());
        assertThat(reads).containsExactly(List.of("/kaibo/x/all"));
        assertThat(some.get("all")).isEqualTo("value of all");

        away = true;
        assertThatThrownBy(later::get).hasMessage("SSM is away");
        away = false;
        assertThat(later.get()).isEqualTo("value of few");
        assertThat(later.get()).isEqualTo("value of few");
        assertThat(reads).containsExactly(List.of("/kaibo/x/all"), List.of("/kaibo/x/few"), List.of("/kaibo/x/few"));
        assertThatThrownBy(() -> some.get("other")).hasMessage("KAIBO_SECRETS_NAMES does not list other");
    }

    private static SecretsConfig config() {
        return new SecretsConfig() {
            @Override
            public Optional<String> path() {
                return Optional.of("/kaibo/x");
            }

            @Override
            public Optional<List<String>> names() {
                return Optional.of(List.of("all"));
            }

            @Override
            public Optional<List<String>> laterNames() {
                return Optional.of(List.of("few"));
            }
        };
    }

    @SuppressWarnings("unchecked")
    private Instance<SsmClient> ssm() {
        SsmClient client = new SsmClient() {
            @Override
            public GetParametersResponse getParameters(GetParametersRequest request) {
                reads.add(request.names());
                if (away) {
                    throw new IllegalStateException("SSM is away");
                }
                return GetParametersResponse.builder()
                        .parameters(request.names().stream()
                                .map(name -> Parameter.builder()
                                        .name(name)
                                        .value("value of " + name.substring("/kaibo/x/".length()))
                                        .build())
                                .toList())
                        .build();
            }

            @Override
            public String serviceName() {
                return "ssm";
            }

            @Override
            public void close() {}
        };
        return (Instance<SsmClient>) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Instance.class}, (_, _, _) -> client);
    }

    @Test
    void aSecretThatIsNeededAfterInitStopsTheStartIfItIsEmptyOrNotDeclared() {
        assertThat(secrets.getLater("a").get()).isEqualTo("of one line");
        secrets.await(new StartupEvent());

        secrets.getLater("c");
        assertThatThrownBy(() -> secrets.await(new StartupEvent())).hasMessage("KAIBO_SECRETS_NAMES does not list c");
    }
}
