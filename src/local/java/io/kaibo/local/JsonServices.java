package io.kaibo.local;

import com.sun.net.httpserver.HttpHandler;

/** The services of AWS that run in this JVM: the parameter store and KMS, both on the parameter store's port. */
public final class JsonServices {
    private JsonServices() {}

    /**
     * Answers for the life of this JVM, unless AWS is elsewhere, and keeps funqy's poll loop waiting on the same port.
     *
     * @param template has the keys
     * @throws PortTakenException if another program has the port
     */
    public static void serve(LocalAws aws, Template template) {
        var runtime = new IdleRuntimeApi();
        HttpHandler others = aws.elsewhere().isPresent()
                ? runtime
                : AwsJson.of(
                        new ParameterStore(LocalSecrets.parameters()).operations(),
                        new LocalKms(template.keys()).operations());
        KeptServer.serve(aws.ports().ssm(), LocalPorts.SSM, exchange -> {
            boolean ofRuntime = exchange.getRequestURI().getPath().startsWith(IdleRuntimeApi.PATH);
            (ofRuntime ? runtime : others).handle(exchange);
        });
    }
}
