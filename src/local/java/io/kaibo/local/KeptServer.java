package io.kaibo.local;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;

/**
 * An HTTP server on 127.0.0.1 that is kept over a live reload: only its handler is changed. If each reload had its own
 * server, a start that fails half-way would lose the port for ever.
 */
final class KeptServer {
    private KeptServer() {}

    /**
     * Takes the port, unless this JVM has it already, and answers with the handler.
     *
     * @throws PortTakenException if another program has it
     */
    static void serve(int port, String key, HttpHandler handler) {
        String name = "http " + port;
        if (Kept.map().get(name) instanceof HttpServer kept) {
            kept.removeContext("/");
            kept.createContext("/", handler);
        } else {
            Kept.map().put(name, open(port, key, handler));
        }
    }

    private static HttpServer open(int port, String key, HttpHandler handler) {
        // Otherwise an answer's head and body are two packets, and the second waits for the first's delayed ACK: 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        Port.requireFree(port, key);
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", handler);
            server.start();
            return server;
        } catch (IOException e) {
            throw new PortTakenException(port, key);
        }
    }
}
