package io.kaibo.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** SSM's Parameter Store, as far as Kaibo calls it: GetParameters of SecureStrings. Its parameters are given and never change. */
final class ParameterStore {
    /** GetParameters takes no more names. */
    private static final int MOST_NAMES = 10;
    /** What a SecureString reads as without WithDecryption. */
    private static final String ENCRYPTED = "AQICAHencrypted";

    private final Map<String, String> parameters;

    ParameterStore(Map<String, String> parameters) {
        this.parameters = Map.copyOf(parameters);
    }

    Map<String, AwsJson.Operation> operations() {
        return Map.of("AmazonSSM.GetParameters", this::getParameters);
    }

    private ObjectNode getParameters(JsonNode request) {
        JsonNode names = request.path("Names");
        if (names.isEmpty() || names.size() > MOST_NAMES) {
            throw new AwsJson.RefusedException("ValidationException", "Names has from 1 to " + MOST_NAMES + " members");
        }
        ObjectNode answer = AwsJson.object();
        var found = answer.putArray("Parameters");
        var invalid = answer.putArray("InvalidParameters");
        for (JsonNode name : names) {
            if (parameters.containsKey(name.asText())) {
                found.add(parameter(name.asText(), request));
            } else {
                invalid.add(name.asText());
            }
        }
        return answer;
    }

    private ObjectNode parameter(String name, JsonNode request) {
        boolean decrypted = request.path("WithDecryption").asBoolean();
        return AwsJson.object()
                .put("Name", name)
                .put("Type", "SecureString")
                .put("Value", decrypted ? parameters.get(name) : ENCRYPTED)
                .put("Version", 1)
                .put("DataType", "text")
                .put("ARN", "arn:aws:ssm:%s:%s:parameter%s".formatted(Template.REGION, Template.ACCOUNT, name));
    }
}
