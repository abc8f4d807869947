package io.kaibo.sandbox;

import com.sun.net.httpserver.HttpServer;
import io.kaibo.sandbox.pay.PaySandbox;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A running sandbox: WeChat's endpoints, and under {@code /sandbox} the calls that control them, on the loopback
 * interface. {@code GET /sandbox} lists the calls.
 */
public final class Sandbox implements AutoCloseable {
    /** Below it the sandbox is a mirror of drand too, of the chain of {@link DrandOptions#defaults()}. */
    public static final String DRAND = "/drand";

    /** Below it the sandbox is WeChat Pay too. */
    public static final String PAY = "/pay";

    private final HttpServer server;
    private final ExecutorService threads;
    private final Courier courier;

    private Sandbox(HttpServer server, ExecutorService threads, Courier courier) {
        this.server = server;
        this.threads = threads;
        this.courier = courier;
    }

    public static void main(String[] args) {
        try {
            // Not closed here: the server's own thread keeps the program running.
            System.out.println("WeChat sandbox on " + start(Options.parse(args)).uri());
        } catch (IOException | IllegalArgumentException e) {
            System.err.println("The WeChat sandbox cannot start: " + e.getMessage());
            System.exit(1);
        }
    }

    /**
     * Starts one in this process.
     *
     * @throws IOException if the port is taken
     */
    public static Sandbox start(Options options) throws IOException {
        HttpServer server = listen(options.port());
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        Courier courier = new Courier(threads);
        Stage stage = new Stage(options, courier);
        server.setExecutor(threads);
        server.createContext("/", new Wechat(stage));
        server.createContext("/sandbox", new Control(stage));
        DrandSandbox.mount(server, DRAND, DrandOptions.defaults());
        PaySandbox.mount(server, PAY, options.appid(), courier);
        server.start();
        return new Sandbox(server, threads, courier);
    }

    /** A server on the loopback interface that has not started yet. */
    static HttpServer listen(int port) throws IOException {
        // The JDK's server reads these once, when its class loads. Without the first, Nagle's algorithm and delayed
        // acknowledgement hold back every answer on a kept connection by 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.maxIdleConnections", "2000");
        System.setProperty("sun.net.httpserver.idleInterval", "300");
        InetSocketAddress address = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
        try {
            return HttpServer.create(address, 0);
        } catch (IOException e) {
            throw new IOException("port " + port + ": " + e.getMessage(), e);
        }
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Ends at once: calls that a fault delays lose their connection, and nothing more is pushed. */
    @Override
    public void close() {
        courier.close();
        threads.shutdownNow();
        server.stop(0);
    }
}
