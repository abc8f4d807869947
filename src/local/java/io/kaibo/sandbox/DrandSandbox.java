package io.kaibo.sandbox;

import com.sun.net.httpserver.HttpServer;
import io.kaibo.drand.DrandChain;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A running mirror of a drand chain for tests, on the loopback interface, and under {@code /sandbox} the calls that control it.
 * {@code GET /sandbox} lists the calls. Start several for several mirrors.
 */
public final class DrandSandbox implements AutoCloseable {
    /** The endpoint of form v1, by which faults and counts name it. */
    public static final String V1 = "/{chainHash}/public/{round}";

    /** The endpoint of form v2, by which faults and counts name it. */
    public static final String V2 = "/v2/beacons/" + TestChain.BEACON + "/rounds/{round}";

    private final HttpServer server;
    private final ExecutorService threads;
    private final DrandChain chain;

    private DrandSandbox(HttpServer server, ExecutorService threads, DrandChain chain) {
        this.server = server;
        this.threads = threads;
        this.chain = chain;
    }

    public static void main(String[] args) {
        try {
            // Not closed here: the server's own thread keeps the program running.
            DrandSandbox sandbox = start(DrandOptions.parse(args));
            System.out.println("drand sandbox on " + sandbox.uri() + ", chain " + sandbox.chain());
        } catch (IOException | IllegalArgumentException e) {
            System.err.println("The drand sandbox cannot start: " + e.getMessage());
            System.exit(1);
        }
    }

    /**
     * Starts one in this process.
     *
     * @throws IOException if the port is taken
     */
    public static DrandSandbox start(DrandOptions options) throws IOException {
        HttpServer server = Sandbox.listen(options.port());
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        server.setExecutor(threads);
        DrandChain chain = mount(server, "", options);
        server.start();
        return new DrandSandbox(server, threads, chain);
    }

    /** Has a server answer as a mirror below the prefix. */
    static DrandChain mount(HttpServer server, String prefix, DrandOptions options) {
        TestChain chain = new TestChain(options.genesisSecond(), options.periodSeconds());
        DrandState state = new DrandState(chain);
        server.createContext(prefix + "/", new DrandRounds(state, prefix));
        server.createContext(prefix + "/sandbox", new DrandControl(state, prefix));
        return chain.chain();
    }

    /** The chain of a mirror that starts with these options, as {@code KAIBO_DRAND_CHAIN} has it. */
    public static String text(DrandOptions options) {
        DrandChain chain = new TestChain(options.genesisSecond(), options.periodSeconds()).chain();
        return String.join(
                ":",
                chain.chainHash(),
                chain.publicKey(),
                Long.toString(chain.genesisSecond()),
                Integer.toString(chain.periodSeconds()));
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The address of this mirror as one that is asked in form v2. */
    public URI uriV2() {
        return uri().resolve("/v2/beacons/" + TestChain.BEACON);
    }

    public DrandChain chain() {
        return chain;
    }

    /** Ends at once: calls that a fault delays lose their connection. */
    @Override
    public void close() {
        threads.shutdownNow();
        server.stop(0);
    }
}
