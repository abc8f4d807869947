package io.kaibo.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Ports on 127.0.0.1. */
final class Port {
    private static final int CONNECT_MS = 1_000;

    private Port() {}

    /** Two test JVMs that look for ports at the same time find odd ones and even ones. */
    private static final int JVM = Integer.getInteger("kaibo.local.jvm", 0);

    /**
     * So many different ports that are free now, below the range from which systems choose by themselves: a port of that range
     * could go to an outgoing connection before it is used.
     */
    static List<Integer> free(int count) {
        return ThreadLocalRandom.current()
                .ints(16_000, 32_000)
                .distinct()
                .filter(port -> port % 2 == JVM % 2)
                .filter(Port::isFree)
                .limit(count)
                .boxed()
                .toList();
    }

    private static boolean isFree(int port) {
        try {
            new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** True if a program listens there. */
    static boolean answers(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Throws if the port cannot be used. Some systems let a program bind 127.0.0.1 while another has the port on all
     * addresses, so it is tried both ways.
     *
     * @throws PortTakenException naming the configuration key that chooses another port
     */
    static void requireFree(int port, String key) {
        if (answers(port) || !isFree(port)) {
            throw new PortTakenException(port, key);
        }
    }
}
