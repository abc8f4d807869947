package io.kaibo.testing;

import io.kaibo.local.Children;
import io.kaibo.local.JsonServices;
import io.kaibo.local.LocalAws;
import io.kaibo.local.LocalPorts;
import io.kaibo.local.Provision;
import io.kaibo.local.Template;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.file.Path;
import java.util.Map;

/**
 * DynamoDB Local, ElasticMQ, the WeChat sandbox, the parameter store and KMS for the tests, on free ports, once for the whole
 * test JVM and ending with it; the tables and queues are those of the templates. Use it as
 * {@code @QuarkusTest @WithTestResource(LocalServers.class)}: classes with the same resources share one application. The
 * tests of all classes share the data, so each makes its own keys. {@code io.kaibo.local.LocalLambda} calls functions, and
 * {@code io.kaibo.local.LocalPorts} knows the addresses, the sandbox's among them; both can be injected.
 */
public final class LocalServers implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        LocalPorts ports = LocalPorts.free();
        LocalAws aws = LocalAws.embedded(ports);
        Template template = Template.read(Path.of("").toAbsolutePath(), aws.parameters());
        JsonServices.serve(aws, template);
        new Children(aws).start();
        Provision.at(aws, template);
        return ports.config();
    }

    @Override
    public void stop() {
        // They serve the next application of this JVM too, and end with it.
    }
}
