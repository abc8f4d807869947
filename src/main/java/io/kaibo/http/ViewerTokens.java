package io.kaibo.http;

import io.kaibo.aws.Deployment;
import io.kaibo.aws.Secrets;
import io.kaibo.person.Person;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.lang.JoseException;

/**
 * Our own short-lived tokens for viewers: JWTs signed with HMAC-SHA-256.
 *
 * <p>The keys are {@link ViewerKeys}: the first signs, all verify. A key is changed without logging a viewer out by adding the new one behind the old, then putting it first, then taking the old one away.
 */
@Singleton
public class ViewerTokens {

    private static final Duration LONGEST_LIFE = Duration.ofHours(2);

    /** The instance that looks at a token may be this far behind the one that made it. */
    private static final int CLOCK_SKEW_SECONDS = 5;

    /** @param expiresAt to the second, as a JWT has it */
    @RegisterForReflection
    public record Token(String token, Instant expiresAt) {

        /** A token is as good as its owner, and a record is soon printed. */
        @Override
        public String toString() {
            return "Token[expiresAt=" + expiresAt + "]";
        }
    }

    /**
     * What a token says.
     *
     * @param expiresAt to the second
     */
    @RegisterForReflection
    public record Session(Person person, Instant expiresAt) implements Caller {}

    /** The subject of the tokens that keys are tried out with. */
    private static final Viewer FOR_TRIAL = new Viewer(new Person("A".repeat(22)));

    private final List<JsonWebKey> keys;
    private final Duration life;
    private final String stage;
    private final Clock clock;

    ViewerTokens(Secrets secrets, HttpConfig config, Deployment deployment, Clock clock) {
        this.keys = ViewerKeys.read(secrets.get("viewer-keys"));
        if (config.tokenLife().compareTo(LONGEST_LIFE) > 0
                || !config.tokenLife().isPositive()) {
            throw new IllegalStateException("kaibo.http.token-life must be positive and at most " + LONGEST_LIFE);
        }
        this.life = config.tokenLife();
        this.stage = deployment.stage();
        this.clock = clock;
        keys.forEach(this::tryOut);
    }

    /** A key that is too short, none for HMAC or not for signatures would otherwise be found out by viewers, once it is the first. */
    private void tryOut(JsonWebKey key) {
        try {
            createVerifier().processToClaims(issue(FOR_TRIAL, key).token());
        } catch (InvalidJwtException e) {
            throw new IllegalStateException("one of the viewer-keys does not verify what it signs");
        }
    }

    /** A token for the viewer that WeChat named. */
    public Token issue(Viewer viewer) {
        return issue(viewer, keys.getFirst());
    }

    private Token issue(Viewer viewer, JsonWebKey key) {
        NumericDate now = NumericDate.fromMilliseconds(clock.millis());
        NumericDate end = NumericDate.fromSeconds(now.getValue() + life.toSeconds());
        JwtClaims claims = new JwtClaims();
        claims.setIssuer("kaibo");
        claims.setAudience(stage);
        claims.setSubject(viewer.person().value());
        claims.setIssuedAt(now);
        claims.setExpirationTime(end);
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
        signature.setKeyIdHeaderValue(key.getKeyId());
        signature.setKey(key.getKey());
        signature.setPayload(claims.toJson());
        try {
            return new Token(signature.getCompactSerialization(), Instant.ofEpochSecond(end.getValue()));
        } catch (JoseException e) {
            throw new IllegalStateException("one of the viewer-keys cannot sign", e);
        }
    }

    /** Reads the request's token. @throws Problem 401 without a token of ours that is still alive */
    Session authenticate(Request request) {
        return read(request.requireBearer()).orElseThrow(ViewerTokens::refused);
    }

    /** The viewer whose token a text is; empty if it is no token of ours that is still alive. */
    public Optional<Viewer> findViewer(String token) {
        return read(token).map(session -> new Viewer(session.person()));
    }

    private Optional<Session> read(String token) {
        try {
            JwtClaims claims = createVerifier().processToClaims(token);
            Instant end = Instant.ofEpochSecond(claims.getExpirationTime().getValue());
            return Person.parse(claims.getSubject()).map(person -> new Session(person, end));
        } catch (InvalidJwtException | MalformedClaimException e) {
            return Optional.empty();
        }
    }

    private static Problem refused() {
        return Problem.unauthorized("A viewer's token that is alive is needed: POST /session gives one.");
    }

    private JwtConsumer createVerifier() {
        return new JwtConsumerBuilder()
                .setJwsAlgorithmConstraints(
                        AlgorithmConstraints.ConstraintType.PERMIT, AlgorithmIdentifiers.HMAC_SHA256)
                .setVerificationKeyResolver(new JwksVerificationKeyResolver(keys))
                .setExpectedIssuer("kaibo")
                .setExpectedAudience(stage)
                .setRequireSubject()
                .setRequireIssuedAt()
                .setRequireExpirationTime()
                .setMaxFutureValidityInMinutes((int) LONGEST_LIFE.toMinutes())
                .setAllowedClockSkewInSeconds(CLOCK_SKEW_SECONDS)
                .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
                .build();
    }
}
