package io.kaibo.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kaibo.local.AwsJson.RefusedException;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * KMS, as far as Kaibo calls it: Encrypt, Decrypt and GenerateDataKey. A key is its alias's name, hashed: so what was encrypted can
 * be decrypted after a restart. Nothing here is secret.
 */
final class LocalKms {
    private static final int MOST_BYTES = 4_096;
    private static final int IV = 12;
    private static final int TAG_BITS = 128;

    private final Set<String> names;
    private final SecureRandom random = new SecureRandom();

    LocalKms(List<Template.EncryptionKey> keys) {
        names = keys.stream().map(Template.EncryptionKey::name).collect(Collectors.toUnmodifiableSet());
    }

    Map<String, AwsJson.Operation> operations() {
        return Map.of(
                "TrentService.Encrypt", this::encrypt,
                "TrentService.Decrypt", this::decrypt,
                "TrentService.GenerateDataKey", this::generateDataKey);
    }

    private ObjectNode encrypt(JsonNode request) {
        byte[] plain = bytes(request, "Plaintext");
        if (plain.length == 0 || plain.length > MOST_BYTES) {
            throw new RefusedException("ValidationException", "Plaintext has from 1 to " + MOST_BYTES + " bytes");
        }
        return encrypted(name(request), plain, request);
    }

    private ObjectNode generateDataKey(JsonNode request) {
        int size = request.path("NumberOfBytes")
                .asInt(request.path("KeySpec").asText().equals("AES_128") ? 16 : 32);
        byte[] key = new byte[size];
        random.nextBytes(key);
        return encrypted(name(request), key, request).put("Plaintext", key);
    }

    private ObjectNode encrypted(String name, byte[] plain, JsonNode request) {
        byte[] iv = new byte[IV];
        random.nextBytes(iv);
        byte[] head = name.getBytes(StandardCharsets.UTF_8);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, name, iv, request).doFinal(plain);
            byte[] blob = ByteBuffer.allocate(1 + head.length + IV + sealed.length)
                    .put((byte) head.length)
                    .put(head)
                    .put(iv)
                    .put(sealed)
                    .array();
            return AwsJson.object().put("KeyId", arn(name)).put("CiphertextBlob", blob);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }

    private ObjectNode decrypt(JsonNode request) {
        ByteBuffer blob = ByteBuffer.wrap(bytes(request, "CiphertextBlob"));
        try {
            byte[] head = new byte[Byte.toUnsignedInt(blob.get())];
            blob.get(head);
            byte[] iv = new byte[IV];
            blob.get(iv);
            String name = new String(head, StandardCharsets.UTF_8);
            if (!names.contains(name)) {
                throw undecipherable();
            }
            if (request.hasNonNull("KeyId") && !name(request).equals(name)) {
                throw new RefusedException(
                        "IncorrectKeyException",
                        "The key ID in the request does not identify a CMK that can perform this operation.");
            }
            byte[] sealed = Arrays.copyOfRange(blob.array(), blob.position(), blob.limit());
            byte[] plain = cipher(Cipher.DECRYPT_MODE, name, iv, request).doFinal(sealed);
            return AwsJson.object().put("KeyId", arn(name)).put("Plaintext", plain);
        } catch (BufferUnderflowException | GeneralSecurityException e) {
            throw undecipherable();
        }
    }

    /** KMS says no more either. */
    private static RefusedException undecipherable() {
        return new RefusedException("InvalidCiphertextException", "");
    }

    /** The alias's name in KeyId, which is an alias, or the ARN of an alias or of a key. */
    private String name(JsonNode request) {
        String id = request.path("KeyId").asText();
        String name = id.replaceFirst("^(arn:.*:key/|(arn:.*:)?alias/)", "");
        if (!names.contains(name)) {
            throw new RefusedException("NotFoundException", "Key or alias " + id + " is not found.");
        }
        return name;
    }

    private static byte[] bytes(JsonNode request, String member) {
        try {
            return request.path(member).isTextual() ? request.path(member).binaryValue() : new byte[0];
        } catch (IOException e) {
            throw new RefusedException("SerializationException", member + " is not base64");
        }
    }

    private static Cipher cipher(int mode, String name, byte[] iv, JsonNode request) throws GeneralSecurityException {
        byte[] key =
                MessageDigest.getInstance("SHA-256").digest(("local KMS key " + name).getBytes(StandardCharsets.UTF_8));
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, iv));
        Map<String, JsonNode> context = new TreeMap<>();
        request.path("EncryptionContext").properties().forEach(pair -> context.put(pair.getKey(), pair.getValue()));
        cipher.updateAAD(context.toString().getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static String arn(String name) {
        return "arn:aws:kms:%s:%s:key/%s".formatted(Template.REGION, Template.ACCOUNT, name);
    }
}
