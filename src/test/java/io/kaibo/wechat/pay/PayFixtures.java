package io.kaibo.wechat.pay;

import io.kaibo.aws.Secrets;
import io.kaibo.sandbox.pay.PayKeys;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The merchant of the sandbox's WeChat Pay, with its keys. */
final class PayFixtures {

    /** When the fixed vectors were signed. */
    static final Instant SIGNED_AT = Instant.ofEpochSecond(1_554_208_460);

    static final Clock CLOCK = Clock.fixed(SIGNED_AT, ZoneOffset.UTC);

    private PayFixtures() {}

    static Secrets secrets() {
        return secrets(PayKeys.publicKeys());
    }

    static Secrets secrets(String publicKeys) {
        return new Secrets(Map.of(
                "pay-merchant-key",
                PayKeys.merchantKeys(),
                "pay-api-key",
                PayKeys.API_KEY,
                "pay-public-keys",
                publicKeys));
    }

    record Config(Optional<String> merchant, List<URI> endpoints) implements PayConfig {}

    static PayConfig at(URI... endpoints) {
        return new Config(Optional.of(PayKeys.MERCHANT), List.of(endpoints));
    }

    static PayCalls calls(Clock clock, URI... endpoints) {
        return new PayCalls(
                at(endpoints), new MerchantSignatures(secrets()), new PaySignatures(secrets(), clock), clock);
    }
}
