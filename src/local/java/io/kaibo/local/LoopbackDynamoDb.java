package io.kaibo.local;

import java.lang.reflect.Array;
import java.lang.reflect.Field;

/**
 * DynamoDB Local on 127.0.0.1 only: it has no option for that and would open the tables to the network. It runs in the
 * servers' own class path, which the compiler does not see, so it is called by reflection.
 */
public final class LoopbackDynamoDb {
    private static final String PACKAGE = "com.amazonaws.services.dynamodbv2.local.";

    private LoopbackDynamoDb() {}

    /** The arguments are those of DynamoDB Local's own main class. */
    public static void main(String[] args) throws ReflectiveOperationException {
        // As its main class does for -disableTelemetry; without it the server reports its start to its makers.
        Class.forName(PACKAGE + "monitoring.Telemetry")
                .getMethod("configureTelemetry", String.class, String.class, boolean.class)
                .invoke(null, "", "", false);
        Object server = Class.forName(PACKAGE + "main.ServerRunner")
                .getMethod("createServerFromCommandLineArgs", String[].class)
                .invoke(null, (Object) args);
        Field jetty = server.getClass().getDeclaredField("server");
        jetty.setAccessible(true);
        Object connectors = jetty.getType().getMethod("getConnectors").invoke(jetty.get(server));
        Object connector = Array.get(connectors, 0);
        connector.getClass().getMethod("setHost", String.class).invoke(connector, "127.0.0.1");
        server.getClass().getMethod("start").invoke(server);
    }
}
