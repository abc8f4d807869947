package io.kaibo.wechat;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kaibo.base.FreshClient;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.TestClock;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a call by how the connection behaves, against fronts that speak no more HTTP than they need. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class ConnectionsTest {

    @Inject
    TestClock clock;

    @BeforeEach
    void now() {
        clock.reset();
    }

    @Test
    void afterAPauseNoConnectionOfBeforeIsUsed() throws IOException {
        try (var front = new Front("200 OK", 1)) {
            var connections = connections(front.address("http"));
            call(connections);
            clock.advance(FreshClient.MOST_IDLE.plusMillis(1));
            call(connections);
            assertThat(front.connections()).isEqualTo(2);
        }
    }

    @Test
    void aConnectionOfBeforeIsUsedWithoutAPauseAndTheCallIsNotAnswered() throws IOException {
        // the control: the front closes the connection with the second request on it, as one that was idle for too long
        try (var front = new Front("200 OK", 1)) {
            var connections = connections(front.address("http"));
            call(connections);
            assertThat(failure(connections)).isEqualTo(new Failure.Unanswered());
            assertThat(front.connections()).isEqualTo(1);
        }
    }

    @Test
    void aClientIsReplacedWhenNoCallIsUnderWayAndThenClosed() {
        var clients = new ArrayList<ClosingClient>();
        var connections = new Connections(
                () -> {
                    clients.add(new ClosingClient());
                    return clients.getLast();
                },
                clock);
        connections.callChecked("outer", rest -> {
            clock.advance(FreshClient.MOST_IDLE.plusSeconds(1));
            return connections.callChecked("inner", same -> new WeChatRest.LoginAnswer(0, null, "o"));
        });
        assertThat(clients).hasSize(1).noneMatch(client -> client.closed);
        clock.advance(FreshClient.MOST_IDLE.plusSeconds(1));
        connections.callChecked("later", rest -> new WeChatRest.LoginAnswer(0, null, "o"));
        assertThat(clients).extracting(client -> client.closed).containsExactly(true, false);
    }

    @Test
    void aConnectionInUseIsKept() throws IOException {
        try (var front = new Front("200 OK", 10)) {
            var connections = connections(front.address("http"));
            for (int call = 0; call < 10; call++) {
                clock.advance(FreshClient.MOST_IDLE.minusSeconds(1));
                call(connections);
            }
            assertThat(front.connections()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 407, 413, 429, 499})
    void aStatusOfTheCallersFaultIsARefusal(int status) throws IOException {
        try (var front = new Front(status + " Refused", 1)) {
            assertThat(failure(connections(front.address("http")))).isEqualTo(new Failure.HttpRefused(status));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504, 599})
    void aStatusOfTheServersFaultIsNoAnswer(int status) throws IOException {
        try (var front = new Front(status + " Failed", 1)) {
            assertThat(failure(connections(front.address("http")))).isEqualTo(new Failure.Unanswered());
        }
    }

    @Test
    void whereTheHandshakeFailsWeChatHasHeardNothing() throws IOException {
        try (var front = new Front("400 This is no TLS", 1)) {
            assertThat(failure(connections(front.address("https")))).isEqualTo(new Failure.Unreached());
        }
    }

    @Test
    void whereTheHandshakeStallsWeChatHasHeardNothing() throws IOException {
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            var address = URI.create("https://127.0.0.1:" + silent.getLocalPort());
            assertThat(failure(connections(address))).isEqualTo(new Failure.Unreached());
        }
    }

    @Test
    void aRefusedConnectionMeansThatWeChatHasHeardNothing() throws IOException {
        // a port that is taken, and at which no server listens: one that has closed may still accept for a moment
        try (var taken = new Socket()) {
            taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            var address = URI.create("http://127.0.0.1:" + taken.getLocalPort());
            assertThat(failure(connections(address))).isEqualTo(new Failure.Unreached());
        }
    }

    private Connections connections(URI endpoint) {

        return new Connections(WeChatStandIn.at(endpoint), clock);
    }

    private static WeChatRest.LoginAnswer call(Connections connections) {
        return connections.callChecked("jscode2session", rest -> rest.logIn("a", "s", "c", "authorization_code"));
    }

    private static Failure failure(Connections connections) {
        return catchThrowableOfType(WeChatException.class, () -> call(connections))
                .failure();
    }

    private static final class ClosingClient extends NoWeChat implements Closeable {
        private boolean closed;

        @Override
        public void close() throws IOException {
            closed = true;
            throw new IOException("planned: the call that is to be made must not pay for this");
        }
    }

    /** Answers so many requests on a connection with a status and {@code {}}, and closes it with the next. */
    private static final class Front implements AutoCloseable {
        private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final String status;
        private final int requests;
        private final AtomicInteger connections = new AtomicInteger();

        Front(String status, int requests) throws IOException {
            this.status = status;
            this.requests = requests;
            Thread.ofVirtual().start(this::accept);
        }

        URI address(String scheme) {
            return URI.create(scheme + "://127.0.0.1:" + socket.getLocalPort());
        }

        int connections() {
            return connections.get();
        }

        private void accept() {
            try {
                while (true) {
                    Socket connection = socket.accept();
                    connections.incrementAndGet();
                    Thread.ofVirtual().start(() -> serve(connection));
                }
            } catch (IOException closed) {
                // the test is over
            }
        }

        private void serve(Socket connection) {
            try (connection) {
                var in = new BufferedReader(new InputStreamReader(connection.getInputStream(), US_ASCII));
                for (int request = 0; readHeaders(in); request++) {
                    if (request == requests) {
                        return;
                    }
                    connection
                            .getOutputStream()
                            .write(("HTTP/1.1 " + status
                                            + "\r\n"
                                            + "Content-Type: application/json\r\n"
                                            + "Content-Length: 14\r\n\r\n"
                                            + "{\"openid\":\"o\"}")
                                    .getBytes(UTF_8));
                }
            } catch (IOException closed) {
                // the client is gone
            }
        }

        /** False at the end of the connection. */
        private static boolean readHeaders(BufferedReader in) throws IOException {
            String line = in.readLine();
            boolean any = line != null;
            while (line != null && !line.isEmpty()) {
                line = in.readLine();
            }
            return any;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
