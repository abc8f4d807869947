package io.kaibo.testing;

import io.kaibo.local.LocalPorts;
import io.kaibo.local.Template;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.util.Map;

/** What is deployed unless it is configured otherwise: the templates with the parameters they ask for, and a configuration's defaults. */
public final class Defaults {

    private Defaults() {}

    public static Template template() {
        return Template.read(
                Path.of("").toAbsolutePath(),
                Map.of("Stage", "local", "AppId", LocalPorts.APPID, "WeChatEndpoint", "http://127.0.0.1:1"));
    }

    public static <C> C of(Class<C> config) {
        return new SmallRyeConfigBuilder().withMapping(config).build().getConfigMapping(config);
    }
}
