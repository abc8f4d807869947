package io.kaibo.wechat.pay;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** RSA keys as WeChat Pay's console hands them out: PEM files (RFC 7468). All methods throw an exception that quotes nothing of the key. */
final class PemKeys {

    private static final Pattern PEM =
            Pattern.compile("-----BEGIN ([A-Z ]+)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----", Pattern.DOTALL);

    private PemKeys() {}

    /** The key of {@code apiclient_key.pem}. @throws IllegalArgumentException if it is none */
    static PrivateKey readPrivate(String pem) {
        try {
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(decode(pem, "PRIVATE KEY")));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("it is no RSA key");
        }
    }

    /** The key of {@code pub_key.pem}, or of a platform certificate. @throws IllegalArgumentException if it is none */
    static PublicKey readPublic(String pem) {
        try {
            PublicKey key = pem.contains("BEGIN CERTIFICATE")
                    ? readCertificate(pem).getPublicKey()
                    : KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(decode(pem, "PUBLIC KEY")));
            if (key instanceof RSAPublicKey) {
                return key;
            }
        } catch (GeneralSecurityException e) {
            // refused like a key of another kind
        }
        throw new IllegalArgumentException("it is no RSA key and no certificate of one");
    }

    private static Certificate readCertificate(String pem) throws CertificateException {
        byte[] bytes = pem.strip().getBytes(StandardCharsets.US_ASCII);
        return CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(bytes));
    }

    private static byte[] decode(String pem, String type) {
        Matcher found = PEM.matcher(pem);
        if (!found.find() || !found.group(1).equals(type)) {
            throw new IllegalArgumentException("it is no PEM of a " + type);
        }
        try {
            return Base64.getMimeDecoder().decode(found.group(2));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("its Base64 is broken");
        }
    }
}
