package io.kaibo.wechat.pay;

import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;

/** Signs each request as it is sent: its method, its address, its bytes. So what is signed cannot differ from what is sent. */
final class SignRequests implements ClientRequestFilter {

    private static final int NONCE_BYTES = 16;

    private final PayConfig config;
    private final MerchantSignatures merchant;
    private final PaySignatures signatures;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    SignRequests(PayConfig config, MerchantSignatures merchant, PaySignatures signatures, Clock clock) {
        this.config = config;
        this.merchant = merchant;
        this.signatures = signatures;
        this.clock = clock;
    }

    @Override
    public void filter(ClientRequestContext request) {
        byte[] body = request.getEntity() instanceof byte[] bytes ? bytes : new byte[0];
        byte[] nonceBytes = new byte[NONCE_BYTES];
        random.nextBytes(nonceBytes);
        String nonce = HexFormat.of().formatHex(nonceBytes);
        Instant now = clock.instant();
        String signature = merchant.sign(request.getMethod(), target(request.getUri()), now, nonce, body);
        request.getHeaders()
                .putSingle(
                        "Authorization",
                        "WECHATPAY2-SHA256-RSA2048 mchid=\"%s\",nonce_str=\"%s\",timestamp=\"%d\",serial_no=\"%s\",signature=\"%s\""
                                .formatted(
                                        config.requireMerchant(),
                                        nonce,
                                        now.getEpochSecond(),
                                        merchant.serial(),
                                        signature));
        request.getHeaders().putSingle("Wechatpay-Serial", signatures.platformSerial());
        // WeChat Pay refuses requests without one
        request.getHeaders().putSingle("User-Agent", "Kaibo");
    }

    private static String target(URI uri) {
        return uri.getRawQuery() == null ? uri.getRawPath() : uri.getRawPath() + "?" + uri.getRawQuery();
    }
}
