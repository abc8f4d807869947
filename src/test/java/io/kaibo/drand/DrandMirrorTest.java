package io.kaibo.drand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DrandMirrorTest {

    @ParameterizedTest
    @CsvSource({
        "https://api.drand.sh/v2/beacons/quicknet, https://api.drand.sh, quicknet",
        "https://relay.example:8443/drand/v2/beacons/quicknet/, https://relay.example:8443/drand, quicknet",
        "https://drand.cloudflare.com, https://drand.cloudflare.com,",
        "https://drand.cloudflare.com/, https://drand.cloudflare.com,",
        "http://127.0.0.1:8080/drand, http://127.0.0.1:8080/drand,",
    })
    void theAddressTellsTheForm(URI address, URI base, String beacon) {
        assertThat(DrandMirror.parse(address)).isEqualTo(new DrandMirror(base, Optional.ofNullable(beacon)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "api.drand.sh",
                "/v2/beacons/quicknet",
                "ftp://api.drand.sh",
                "https:api.drand.sh",
                "https://api.drand.sh/?chain=1",
                "https://api.drand.sh/#1"
            })
    void anythingElseIsRefusedByTheNameOfTheSetting(URI address) {
        assertThatIllegalStateException()
                .isThrownBy(() -> DrandMirror.parse(address))
                .withMessageContaining("KAIBO_DRAND_MIRRORS");
    }
}
