package io.kaibo.local;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortTest {
    @Test
    void aTakenPortIsOneLineThatSaysHowToChooseAnother() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();

            assertThatThrownBy(() -> Port.requireFree(port, LocalPorts.FRONT))
                    .isInstanceOf(PortTakenException.class)
                    .hasMessage("Port " + port
                            + " is taken: stop what uses it, or choose another with -Dkaibo.local.port=<port>");
        }
    }

    @Test
    void aPortThatIsTakenOnAllAddressesIsTaken() throws IOException {
        try (var taken = new ServerSocket(0)) {
            int port = taken.getLocalPort();

            assertThatThrownBy(() -> Port.requireFree(port, LocalPorts.FRONT)).isInstanceOf(PortTakenException.class);
        }
    }

    @Test
    void aFreePortIsFree() {
        assertThatCode(() -> Port.requireFree(Port.free(1).getFirst(), LocalPorts.FRONT))
                .doesNotThrowAnyException();
    }
}
