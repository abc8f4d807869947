package io.kaibo.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kaibo.aws.Deployment;
import io.kaibo.aws.Secrets;
import io.kaibo.person.Person;
import io.kaibo.testing.TestClock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jose4j.jwk.OctJwkGenerator;
import org.jose4j.jwk.OctetSequenceJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.Test;

class ViewerTokensTest {

    private static final Viewer VIEWER = new Viewer(new Person("YQ8tW2hZ3kLmN-pQrS_t1A"));

    private final TestClock clock = new TestClock();
    private final OctetSequenceJsonWebKey first = key("2026-01");
    private final OctetSequenceJsonWebKey second = key("2026-02");
    private final ViewerTokens tokens = tokens("dev", first);

    @Test
    void aTokenNamesItsViewerAndItsEnd() {
        ViewerTokens.Token token = tokens.issue(VIEWER);
        assertThat(tokens.authenticate(request(token.token())).person()).isEqualTo(VIEWER.person());
        assertThat(tokens.authenticate(request(token.token())))
                .isEqualTo(new ViewerTokens.Session(VIEWER.person(), token.expiresAt()));
    }

    @Test
    void aTokenEndsWhenItSays() {
        String token = tokens.issue(VIEWER).token();
        clock.advance(Duration.ofMinutes(119));
        assertThat(tokens.authenticate(request(token)).person()).isEqualTo(VIEWER.person());
        // and five seconds more, for the clocks of two instances
        clock.advance(Duration.ofMinutes(1).plusSeconds(6));
        assertRefused(token);
    }

    @Test
    void aKeyIsChangedWithoutLoggingAViewerOut() {
        String old = tokens.issue(VIEWER).token();
        assertThat(tokens("dev", first, second).authenticate(request(old)).person())
                .isEqualTo(VIEWER.person());
        ViewerTokens changed = tokens("dev", second, first);
        assertThat(changed.authenticate(request(old)).person()).isEqualTo(VIEWER.person());
        String fresh = changed.issue(VIEWER).token();
        assertThat(tokens("dev", first, second).authenticate(request(fresh)).person())
                .isEqualTo(VIEWER.person());
        assertThat(catchThrowableOfType(
                                Problem.class, () -> tokens("dev", second).authenticate(request(old)))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void aTokenOfAnyOtherKindIsRefused() throws Exception {
        String token = tokens.issue(VIEWER).token();
        String[] parts = token.split("\\.");
        assertRefused("");
        assertRefused("x");
        assertRefused("a.b.c");
        assertRefused(token + "x");
        assertRefused(token.substring(1));
        assertRefused(parts[0] + "." + parts[1] + ".");
        assertRefused(parts[0] + "." + parts[1]);
        assertRefused("eyJhbGciOiJub25lIn0." + parts[1] + ".");
        assertRefused(tokens("prod", first).issue(VIEWER).token());
        assertRefused(tokens("dev", second).issue(VIEWER).token());
        assertRefused(tokens("dev", key("2026-01")).issue(VIEWER).token());
        assertRefused(forged(claims -> claims.setIssuer("somebody")));
        assertRefused(forged(claims -> claims.unsetClaim("sub")));
        assertRefused(forged(claims -> claims.setSubject("oSomebodyOrOther000000000000")));
        assertRefused(forged(claims -> claims.unsetClaim("exp")));
        assertRefused(forged(claims -> claims.setExpirationTimeMinutesInTheFuture(24 * 60)));
        assertThat(tokens.authenticate(request(forged(claims -> {}))).person()).isEqualTo(VIEWER.person());
    }

    @Test
    void badKeysStopTheStartAndAreNotTold() {
        assertThatThrownBy(() -> tokens("dev")).hasMessage("the secret viewer-keys has no key");
        OctetSequenceJsonWebKey weak = OctJwkGenerator.generateJwk(128);
        weak.setKeyId("weak");
        assertThatThrownBy(() -> tokens("dev", weak)).hasMessageContaining("viewer-keys cannot sign");
        assertThatThrownBy(() -> new ViewerTokens(
                        secrets("not a set of keys"), config(Duration.ofHours(2)), stage("dev"), clock))
                .hasMessage("the secret viewer-keys is no JWK set")
                .hasNoCause();
        assertThatThrownBy(() -> new ViewerTokens(
                        secrets("{\"keys\":[" + json(first) + "]}"), config(Duration.ofHours(3)), stage("dev"), clock))
                .hasMessageContaining("kaibo.http.token-life");
    }

    @Test
    void everyKeyHasAKidOfItsOwnOrNothingStarts() {
        for (String kid : Arrays.asList(null, "", "  ")) {
            assertThatThrownBy(() -> tokens("dev", key(kid))).hasMessage("one of the viewer-keys has no kid");
            assertThatThrownBy(() -> tokens("dev", first, key(kid))).hasMessage("one of the viewer-keys has no kid");
        }
        assertThatThrownBy(() -> tokens("dev", first, second, key("2026-01")))
                .hasMessage("two of the viewer-keys have the same kid");
    }

    @Test
    void aKeyThatIsTheFirstOnlyLaterIsTriedOutAtTheStart() {
        OctetSequenceJsonWebKey weak = OctJwkGenerator.generateJwk(128);
        weak.setKeyId("weak");
        OctetSequenceJsonWebKey forEncryption = key("2026-03");
        forEncryption.setUse("enc");
        assertThatThrownBy(() -> tokens("dev", first, weak)).hasMessage("one of the viewer-keys cannot sign");
        assertThatThrownBy(() -> tokens("dev", first, forEncryption))
                .hasMessage("one of the viewer-keys does not verify what it signs");
        for (String odd : List.of("{\"kty\":\"oct\",\"kid\":\"2026-03\"}", "{\"kty\":\"okt\",\"k\":\"AAAA\"}", "{}")) {
            assertThatThrownBy(() -> new ViewerTokens(
                            secrets("{\"keys\":[" + json(first) + "," + odd + "]}"),
                            config(Duration.ofHours(2)),
                            stage("dev"),
                            clock))
                    .hasMessage("one of the viewer-keys is no JWK");
        }
    }

    @Test
    void noRecordTellsATokenWhenItIsPrinted() {
        ViewerTokens.Token token = tokens.issue(VIEWER);
        assertThat(token.toString()).doesNotContain(token.token());
    }

    private interface Change {
        void to(JwtClaims claims);
    }

    /** A token with our key and good claims, but for one change. */
    private String forged(Change change) throws Exception {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer("kaibo");
        claims.setAudience("dev");
        claims.setSubject(VIEWER.person().value());
        claims.setIssuedAtToNow();
        claims.setExpirationTimeMinutesInTheFuture(60);
        change.to(claims);
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue("HS256");
        signature.setKeyIdHeaderValue(first.getKeyId());
        signature.setKey(first.getKey());
        signature.setPayload(claims.toJson());
        return signature.getCompactSerialization();
    }

    private void assertRefused(String token) {
        assertThat(catchThrowableOfType(Problem.class, () -> tokens.authenticate(request(token)))
                        .status())
                .isEqualTo(401);
    }

    private ViewerTokens tokens(String stage, OctetSequenceJsonWebKey... keys) {
        String set = "{\"keys\":["
                + String.join(
                        ",", List.of(keys).stream().map(ViewerTokensTest::json).toList()) + "]}";
        return new ViewerTokens(secrets(set), config(Duration.ofHours(2)), stage(stage), clock);
    }

    private static Deployment stage(String name) {
        return new Deployment(Optional.of(name), "us-east-1", Optional.empty(), true, Optional.empty());
    }

    private static Secrets secrets(String viewerKeys) {
        return new Secrets(Map.of("viewer-keys", viewerKeys));
    }

    private static HttpConfig config(Duration life) {
        return new HttpConfig() {
            @Override
            public Optional<String> corsOrigin() {
                return Optional.empty();
            }

            @Override
            public Duration tokenLife() {
                return life;
            }
        };
    }

    private static OctetSequenceJsonWebKey key(String id) {
        OctetSequenceJsonWebKey key = OctJwkGenerator.generateJwk(256);
        key.setKeyId(id);
        return key;
    }

    private static String json(OctetSequenceJsonWebKey key) {
        return key.toJson(org.jose4j.jwk.JsonWebKey.OutputControlLevel.INCLUDE_SYMMETRIC);
    }

    private static Request request(String token) {
        return HttpEvents.bearer("Authorization", token);
    }
}
