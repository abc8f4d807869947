package io.kaibo.wechat.pay;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What a call of WeChat Pay costs in cryptography: the signature of its request, the check of its answer, and a decryption. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class PaySignatureSpeed {

    private static final byte[] BODY =
            "{\"stock_id\":\"19000001\",\"out_request_no\":\"kb1\",\"appid\":\"wx1\",\"stock_creator_mchid\":\"1900000109\"}"
                    .getBytes(UTF_8);

    private final Instant now = PayFixtures.SIGNED_AT;

    private MerchantSignatures merchant;
    private PaySignatures signatures;
    private PayCipher cipher;
    private PaySignatures.Headers headers;
    private String encrypted;

    @Setup
    public void makeKeys() {
        merchant = new MerchantSignatures(Platform.secrets());
        signatures = new PaySignatures(Platform.secrets(), PayFixtures.CLOCK);
        cipher = new PayCipher(Platform.secrets());
        headers = Platform.sign(new String(BODY, UTF_8), now);
        encrypted = Platform.encrypt(new String(BODY, UTF_8), "coupon");
    }

    @Benchmark
    public String sign() {
        return merchant.sign("POST", "/v3/marketing/favor/users/o/coupons", now, "nonce", BODY);
    }

    @Benchmark
    public Optional<SignatureFault> check() {
        return signatures.check(headers, BODY);
    }

    @Benchmark
    public Optional<byte[]> decrypt() {
        return cipher.decrypt("0123456789ab", "coupon", encrypted);
    }
}
