import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;

/**
 * What the two signatures of a call of WeChat Pay cost the processor: that of the request, and the check of the answer's. Prints the medians of
 * some rounds in µs. Its arguments are the PEM files of a private and of its public key.
 */
final class Signatures {

    private static final int ROUNDS = 15;
    private static final int A_ROUND = 100;

    /** As long as what is signed of a call that sends a coupon. */
    private static final byte[] SIGNED = "x".repeat(300).getBytes(UTF_8);

    private Signatures() {}

    private interface Step {
        void take() throws GeneralSecurityException;
    }

    public static void main(String[] args) throws Exception {
        KeyFactory keys = KeyFactory.getInstance("RSA");
        PrivateKey merchant = keys.generatePrivate(new PKCS8EncodedKeySpec(read(args[0])));
        PublicKey known = keys.generatePublic(new X509EncodedKeySpec(read(args[1])));
        byte[] signature = sign(merchant);
        if (!check(known, signature)) {
            throw new IllegalArgumentException("the two keys are no pair");
        }
        System.out.printf("%.0f %.0f%n", median(() -> sign(merchant)), median(() -> check(known, signature)));
    }

    private static byte[] read(String file) throws Exception {
        String pem = Files.readString(Path.of(file)).replaceAll("-----[^-]+-----|\\s", "");
        return Base64.getDecoder().decode(pem);
    }

    private static byte[] sign(PrivateKey key) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(key);
        signature.update(SIGNED);
        return signature.sign();
    }

    private static boolean check(PublicKey key, byte[] signed) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(key);
        signature.update(SIGNED);
        return signature.verify(signed);
    }

    /** Of the rounds after the first, which warms up. */
    private static double median(Step step) throws GeneralSecurityException {
        double[] rounds = new double[ROUNDS];
        for (int round = -1; round < ROUNDS; round++) {
            long began = System.nanoTime();
            for (int i = 0; i < A_ROUND; i++) {
                step.take();
            }
            if (round >= 0) {
                rounds[round] = (System.nanoTime() - began) / 1_000.0 / A_ROUND;
            }
        }
        Arrays.sort(rounds);
        return rounds[ROUNDS / 2];
    }
}
