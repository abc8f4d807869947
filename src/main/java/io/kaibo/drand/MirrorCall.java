package io.kaibo.drand;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.kaibo.base.FreshClient;
import io.kaibo.drand.RoundAnswer.Found;
import io.kaibo.drand.RoundAnswer.NotYet;
import io.kaibo.drand.RoundAnswer.Unavailable;
import jakarta.ws.rs.WebApplicationException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Asks one mirror for one round. */
record MirrorCall(DrandMirror mirror, DrandChain chain, long round, Duration timeout) {

    private static final Logger LOG = Logger.getLogger(MirrorCall.class);

    private static final JsonMapper JSON = new JsonMapper();

    /** The longest answer of a mirror has some 300 bytes. */
    private static final int MOST_BYTES = 4096;

    /** drand's own servers answer 404 for a round of the future, its relays 425. */
    private static final int NOT_FOUND = 404;

    private static final int TOO_EARLY = 425;

    /** Takes the time-out, or twice that if the answer begins in time and then stalls. */
    RoundAnswer fetch() {
        DrandRest client = DrandClient.connect(mirror.base(), timeout);
        try {
            return read(client);
        } catch (WebApplicationException e) {
            int status = e.getResponse().getStatus();
            return status == NOT_FOUND || status == TOO_EARLY ? new NotYet() : failed("status " + status);
        } catch (IOException | RuntimeException e) {
            // whatever is odd about this mirror, the next one is to be asked
            return failed(String.valueOf(rootOf(e)));
        } finally {
            FreshClient.close(client);
        }
    }

    private RoundAnswer read(DrandRest client) throws IOException {
        long begun = System.nanoTime();
        try (InputStream answer = mirror.beacon()
                .map(beacon -> client.roundV2(beacon, round))
                .orElseGet(() -> client.roundV1(chain.chainHash(), round))) {
            byte[] bytes = new byte[MOST_BYTES + 1];
            int length = 0;
            int more = answer.read(bytes);
            while (more > 0) {
                length += more;
                if (System.nanoTime() - begun > timeout.toNanos()) {
                    return failed("its answer takes too long");
                }
                more = answer.read(bytes, length, bytes.length - length);
            }
            return length > MOST_BYTES ? failed("its answer is too large") : parse(Arrays.copyOf(bytes, length));
        }
    }

    private RoundAnswer parse(byte[] bytes) throws IOException {
        JsonNode body;
        try {
            body = JSON.readTree(bytes);
        } catch (JsonProcessingException e) {
            return failed("its answer is no JSON");
        }
        JsonNode number = body.path("round");
        if (!number.isIntegralNumber() || !number.canConvertToLong() || number.longValue() != round) {
            return failed("its answer is not of the round");
        }
        Optional<RoundSignature> signature =
                RoundSignature.verify(chain, round, body.path("signature").asText());
        return signature.<RoundAnswer>map(Found::new).orElseGet(() -> failed("its signature is not the chain's"));
    }

    private RoundAnswer failed(String reason) {
        LOG.warnf("round %d was not fetched from %s: %s", round, mirror.base(), reason);
        return new Unavailable();
    }

    private static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            root = cause;
        }
        return root;
    }
}
