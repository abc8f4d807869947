package io.kaibo.aws;

import jakarta.inject.Singleton;
import software.amazon.awssdk.services.kms.KmsClient;

/** Opens the KMS keys of this stage. Opening calls nothing. */
@Singleton
public class EncryptionKeys {

    private final KmsClient kms;
    private final Deployment deployment;

    EncryptionKeys(KmsClient kms, Deployment deployment) {
        this.kms = kms;
        this.deployment = deployment;
    }

    /** @param name without the stage, as {@code lottery-seeds} for {@code alias/kaibo-dev-lottery-seeds} */
    public EncryptionKey open(String name) {
        return new EncryptionKey(kms, "alias/" + deployment.resource(name));
    }
}
