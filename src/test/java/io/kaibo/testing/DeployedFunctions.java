package io.kaibo.testing;

import io.kaibo.local.Invocation;
import io.kaibo.local.Invoker;
import io.kaibo.local.LocalPorts;
import io.kaibo.local.Template;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The functions as they are deployed: target/function.zip, a process a function, with the environment that functions.yaml
 * gives it.
 */
public final class DeployedFunctions implements Invoker, AutoCloseable {
    private final LocalPorts ports;
    private final Template template;
    private final FunctionZip zip;
    private final Map<String, FunctionProcess> processes = new ConcurrentHashMap<>();

    /** @param ports where DynamoDB, SQS, SSM and WeChat are */
    public DeployedFunctions(LocalPorts ports) {
        this.ports = ports;
        this.template = Template.read(Path.of("").toAbsolutePath(), ports.parameters());
        this.zip = FunctionZip.unpack(
                Path.of("target/function.zip"), Path.of("target/function").toAbsolutePath());
    }

    public FunctionZip zip() {
        return zip;
    }

    @Override
    public Invocation call(String function, byte[] event) {
        return process(function).call(event);
    }

    /** As {@link #call(String, byte[])}, for a caller with less patience than the function's time-out. */
    public Invocation call(String function, byte[] event, Duration patience) {
        return process(function).call(event, patience);
    }

    private FunctionProcess process(String function) {
        return processes.computeIfAbsent(function, name -> start(name, Map.of()));
    }

    /** Another process of a function, for the caller to end; these variables go before its own. */
    public FunctionProcess start(String function, Map<String, String> more) {
        Template.Function declared = template.function(function).orElseThrow();
        Map<String, String> environment = new HashMap<>(lambda(function, ports));
        environment.putAll(declared.environment());
        // tests have the sandbox end its tokens, more than once in five seconds
        environment.put("KAIBO_WECHAT_TOKEN_PAUSE", "PT0S");
        environment.putAll(more);
        return new FunctionProcess(zip, environment, declared.timeout());
    }

    /** The variables that Lambda sets, and the addresses of the AWS that is here. */
    public static Map<String, String> lambda(String function, LocalPorts ports) {
        return Map.ofEntries(
                Map.entry("AWS_REGION", Template.REGION),
                Map.entry("AWS_ACCESS_KEY_ID", "local"),
                Map.entry("AWS_SECRET_ACCESS_KEY", "local"),
                Map.entry("AWS_SESSION_TOKEN", "local"),
                Map.entry("AWS_LAMBDA_FUNCTION_NAME", function),
                Map.entry("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST"),
                Map.entry("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512"),
                Map.entry("AWS_LAMBDA_LOG_GROUP_NAME", "/kaibo/local"),
                Map.entry("AWS_LAMBDA_LOG_STREAM_NAME", function),
                Map.entry("AWS_ENDPOINT_URL_DYNAMODB", at(ports.dynamodb())),
                Map.entry("AWS_ENDPOINT_URL_SQS", at(ports.sqs())),
                Map.entry("AWS_ENDPOINT_URL_SSM", at(ports.ssm())),
                Map.entry("AWS_ENDPOINT_URL_KMS", at(ports.ssm())));
    }

    @Override
    public void close() {
        processes.values().forEach(FunctionProcess::close);
    }

    private static String at(int port) {
        return LocalPorts.uri(port).toString();
    }
}
