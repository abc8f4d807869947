package io.kaibo.local;

import io.quarkus.arc.profile.IfBuildProfile;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import org.eclipse.microprofile.config.Config;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/** The beans that the local stack and the tests can inject. */
@ApplicationScoped
@IfBuildProfile(anyOf = {"dev", "test"})
public class LocalBeans {
    @Produces
    @Singleton
    LocalPorts ports(Config config) {
        return LocalPorts.of(key -> config.getOptionalValue(key, String.class).orElse(null));
    }

    @Produces
    @Singleton
    @IfBuildProfile("dev")
    LocalAws aws(LocalPorts ports, Config config) {
        return LocalAws.of(
                ports, key -> config.getOptionalValue(key, String.class).orElse(null));
    }

    @Produces
    @Singleton
    @IfBuildProfile("test")
    LocalAws embedded(LocalPorts ports) {
        return LocalAws.embedded(ports);
    }

    @Produces
    @Singleton
    Template template(LocalAws aws) {
        return Template.read(Path.of("").toAbsolutePath(), aws.parameters());
    }

    /** In place of the client of the environment, and with every call judged. */
    @Produces
    @Singleton
    SqsClient sqs(LocalAws aws) {
        return aws.sqs(new RightsInterceptor());
    }

    /** In place of the client of the environment, and with every call judged. */
    @Produces
    @Singleton
    SsmClient ssm(LocalAws aws) {
        return aws.ssm(new RightsInterceptor());
    }

    /** In place of the client of the environment, and with every call judged. */
    @Produces
    @Singleton
    KmsClient kms(LocalAws aws) {
        return aws.kms(new RightsInterceptor());
    }
}
