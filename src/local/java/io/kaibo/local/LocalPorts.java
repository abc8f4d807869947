package io.kaibo.local;

import io.kaibo.sandbox.DrandOptions;
import io.kaibo.sandbox.DrandSandbox;
import io.kaibo.sandbox.Sandbox;
import io.kaibo.sandbox.pay.PayKeys;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The ports of the local stack, all on 127.0.0.1. Each port has a configuration key of its own. */
public record LocalPorts(int front, int dynamodb, int sqs, int ssm, int wechat) {
    public static final String FRONT = "kaibo.local.port";
    public static final String DYNAMODB = "kaibo.local.dynamodb-port";
    public static final String SQS = "kaibo.local.sqs-port";
    public static final String SSM = "kaibo.local.ssm-port";
    public static final String WECHAT = "kaibo.local.wechat-port";

    /** The appid that the sandbox and the functions share. */
    public static final String APPID = "wx0a1b2c3d4e5f6071";

    /**
     * Ports that were free when this JVM first asked, and that stay the same for its whole life: the servers on them are kept
     * when an application is replaced by another with a class loader of its own.
     */
    public static LocalPorts free() {
        Object kept = Kept.map().computeIfAbsent("free ports", key -> Port.free(5));
        List<Integer> ports = ((List<?>) kept).stream().map(Integer.class::cast).toList();
        return new LocalPorts(ports.get(0), ports.get(1), ports.get(2), ports.get(3), ports.get(4));
    }

    /** The ports that the configuration gives; by default 8080 and 8100 to 8103. */
    static LocalPorts of(Lookup config) {
        return new LocalPorts(
                port(config, FRONT, 8080),
                port(config, DYNAMODB, 8100),
                port(config, SQS, 8101),
                port(config, SSM, 8102),
                port(config, WECHAT, 8103));
    }

    /** A port's address. */
    public static URI uri(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** The WeChat sandbox's address. */
    public URI sandbox() {
        return uri(wechat);
    }

    /** The address of the sandbox as a mirror of drand. */
    public URI drand() {
        return URI.create(sandbox() + Sandbox.DRAND);
    }

    /** The address of the sandbox as WeChat Pay. */
    public URI pay() {
        return URI.create(sandbox() + Sandbox.PAY);
    }

    /** The configuration that gives these ports. */
    public Map<String, String> config() {
        return Map.of(
                FRONT, Integer.toString(front),
                DYNAMODB, Integer.toString(dynamodb),
                SQS, Integer.toString(sqs),
                SSM, Integer.toString(ssm),
                WECHAT, Integer.toString(wechat));
    }

    /** The values of the templates' parameters here. */
    public Map<String, String> parameters() {
        return Map.of(
                "Stage",
                "local",
                "AppId",
                APPID,
                "WeChatEndpoint",
                sandbox().toString(),
                "DrandMirrors",
                drand().toString(),
                "DrandChain",
                DrandSandbox.text(DrandOptions.defaults()),
                "PayMerchant",
                PayKeys.MERCHANT,
                "PayEndpoints",
                pay().toString());
    }

    private static int port(Lookup config, String key, int otherwise) {
        String value = config.get(key);
        if (value == null) {
            return otherwise;
        }
        try {
            int port = Integer.parseInt(value);
            if (port > 0 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException e) {
            throw notAPort(key, value);
        }
        throw notAPort(key, value);
    }

    private static StartException notAPort(String key, String value) {
        return new StartException(key + " is not a port: " + value);
    }

    /** A look-up that answers null for a key without a value. */
    @FunctionalInterface
    interface Lookup {
        @Nullable
        String get(String key);
    }
}
