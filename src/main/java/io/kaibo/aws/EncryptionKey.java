package io.kaibo.aws;

import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;
import software.amazon.awssdk.services.kms.model.IncorrectKeyException;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;

/**
 * A symmetric key of KMS, opened by {@link EncryptionKeys}. The key never leaves KMS: each method is one call.
 *
 * <p>Each method throws what the SDK throws if KMS does not answer, if the key is missing or disabled, or if this function may not
 * use it. No message of an exception has plain text in it.
 */
public final class EncryptionKey {

    private final KmsClient kms;
    private final String alias;

    EncryptionKey(KmsClient kms, String alias) {
        this.kms = kms;
        this.alias = alias;
    }

    /**
     * Encrypts at most 4,096 bytes, to some 150 bytes more than these.
     *
     * @param context what the plain text belongs to. It is needed to decrypt it, is not secret, and stands in AWS's logs
     */
    public byte[] encrypt(byte[] plain, Map<String, String> context) {
        SdkBytes bytes = SdkBytes.fromByteArray(plain);
        return kms.encrypt(request -> request.keyId(alias).plaintext(bytes).encryptionContext(context))
                .ciphertextBlob()
                .asByteArray();
    }

    /**
     * A new data key of 32 bytes, for what is too long for {@link #encrypt}. To make one is no right to decrypt another.
     *
     * @param context as of {@link #encrypt}
     */
    public DataKey generateDataKey(Map<String, String> context) {
        GenerateDataKeyResponse made = kms.generateDataKey(
                request -> request.keyId(alias).keySpec(DataKeySpec.AES_256).encryptionContext(context));
        return new DataKey(made.plaintext().asByteArray(), made.ciphertextBlob().asByteArray());
    }

    /**
     * The plain text of what {@link #encrypt} returned, or of a data key.
     *
     * @param context the same as at the encryption
     * @throws UndecipherableException if the key or the context is another, or if the cipher text is altered
     */
    public byte[] decrypt(byte[] cipher, Map<String, String> context) {
        SdkBytes bytes = SdkBytes.fromByteArray(cipher);
        try {
            // without a key KMS would take whichever the cipher text names
            return kms.decrypt(request ->
                            request.keyId(alias).ciphertextBlob(bytes).encryptionContext(context))
                    .plaintext()
                    .asByteArray();
        } catch (InvalidCiphertextException | IncorrectKeyException e) {
            throw new UndecipherableException(alias, e);
        }
    }
}
