package io.kaibo.testing;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.Map;

/** No name is resolved, and instances remember that WeChat is silent for as long as they do where they are deployed. */
public final class Outage implements QuarkusTestProfile {

    private static final String SILENT = "kaibo.test.silent-name-server";

    /** A name server that takes questions and answers none. It belongs to the JVM: class loaders of tests come and go. */
    public static DatagramSocket silentNameServer() {
        return (DatagramSocket) System.getProperties().computeIfAbsent(SILENT, name -> open());
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        // an application that asks its system leaves this set in the JVM, and the next one obeys it whatever its
        // settings say
        System.clearProperty("vertx.disableDnsResolver");
        return Map.of(
                "kaibo.message.silence",
                "PT5S",
                // the resolver that a test can point elsewhere; as they are deployed functions use that of their system
                "quarkus.vertx.use-async-dns",
                "true",
                "quarkus.vertx.resolver.servers",
                "127.0.0.1:" + silentNameServer().getLocalPort());
    }

    private static DatagramSocket open() {
        try {
            return new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
    }
}
