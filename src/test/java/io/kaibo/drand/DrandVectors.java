package io.kaibo.drand;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** Known answers: the vectors of RFC 9380, and rounds that drand's quicknet has published. */
final class DrandVectors {

    static final JsonNode RFC_9380 = read("rfc9380.json");
    static final JsonNode QUICKNET = read("quicknet.json");

    private DrandVectors() {}

    record HashToG1Vector(String message, String x, String y) {}

    record ExpandedMessageVector(String message, String uniformBytes) {}

    /** @param randomness the SHA-256 of the signature, as drand publishes it */
    record Round(long number, long time, String signature, String randomness) {}

    static List<HashToG1Vector> hashToG1() {
        return each(
                RFC_9380.path("hashToG1").path("vectors"),
                vector -> new HashToG1Vector(text(vector, "message"), text(vector, "x"), text(vector, "y")));
    }

    static List<ExpandedMessageVector> expandedMessages() {
        return each(
                RFC_9380.path("expandedMessages").path("vectors"),
                vector -> new ExpandedMessageVector(text(vector, "message"), text(vector, "uniformBytes")));
    }

    static List<Round> rounds() {
        return each(
                QUICKNET.path("rounds"),
                round -> new Round(
                        round.path("round").longValue(),
                        round.path("time").longValue(),
                        text(round, "signature"),
                        text(round, "randomness")));
    }

    static String text(JsonNode node, String field) {
        return Objects.requireNonNull(node.path(field).textValue(), field);
    }

    private static <T> List<T> each(JsonNode array, Function<JsonNode, T> reading) {
        return StreamSupport.stream(array.spliterator(), false).map(reading).toList();
    }

    private static JsonNode read(String name) {
        try (InputStream file = DrandVectors.class.getResourceAsStream("/drand/" + name)) {
            return new ObjectMapper().readTree(Objects.requireNonNull(file, name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
