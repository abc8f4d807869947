package io.kaibo.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.kaibo.http.Role;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterAlreadyExistsException;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;
import software.amazon.awssdk.services.ssm.model.PutParameterResponse;

class LocalSecretsTest {

    /** As much of SSM as putting needs. */
    private static final class Ssm implements SsmClient {
        private final Map<String, String> values = new HashMap<>();

        @Override
        public PutParameterResponse putParameter(PutParameterRequest request) {
            assertThat(request.type()).isEqualTo(ParameterType.SECURE_STRING);
            assertThat(request.overwrite()).isNotEqualTo(true);
            if (values.putIfAbsent(request.name(), request.value()) != null) {
                throw ParameterAlreadyExistsException.builder().build();
            }
            return PutParameterResponse.builder().build();
        }

        @Override
        public String serviceName() {
            return "ssm";
        }

        @Override
        public void close() {}
    }

    @Test
    void eachRoleHasAnOperatorWithThatRoleAlone() throws IOException {
        var keys = new ObjectMapper().readTree(LocalSecrets.parameters().get("/kaibo/local/operator-keys"));
        assertThat(keys).hasSize(Role.values().length);
        for (Role role : Role.values()) {
            assertThat(keys.at("/" + LocalSecrets.operatorName(role) + "/roles").toString())
                    .isEqualTo("[\"" + role.word() + "\"]");
        }
        assertThat(LocalSecrets.operatorKey(Role.ANCHOR)).isEqualTo("local-anchor-key");
    }

    @Test
    void whatIsMissingIsPutAndWhatIsThereStays() {
        var ssm = new Ssm();
        ssm.values.put("/kaibo/local/wechat-secret", "changed");
        Map<String, String> expected = new HashMap<>(LocalSecrets.parameters());
        expected.put("/kaibo/local/wechat-secret", "changed");

        LocalSecrets.putInto(ssm);

        assertThat(ssm.values).isEqualTo(expected);
    }
}
