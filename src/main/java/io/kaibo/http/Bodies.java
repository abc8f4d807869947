package io.kaibo.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import jakarta.inject.Singleton;
import jakarta.validation.Validator;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** JSON bodies: read strictly and checked, written without nulls, times as RFC 3339 in UTC. */
@Singleton
public class Bodies {

    private final Validator validator;
    private final JsonMapper json = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(LogicalType.Textual, text -> {
                text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
                text.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
                text.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
            })
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .build();

    Bodies(Validator validator) {
        this.validator = validator;
    }

    /**
     * Reads the body of a request.
     *
     * @throws Problem 415 if it is not JSON by its type; 400 if it cannot be read as {@code type}, naming the field; 422
     *     if a field breaks a constraint of {@code type}
     */
    public <T> T read(Request request, Class<T> type) {
        String contentType = request.header("content-type");
        if (contentType == null || !isJson(contentType)) {
            throw Problem.unsupportedMediaType();
        }
        T value;
        try {
            value = json.readValue(request.body(), type);
        } catch (UnrecognizedPropertyException e) {
            throw Problem.unreadable(field(e), "is unknown");
        } catch (JsonMappingException e) {
            throw Problem.unreadable(field(e), "has the wrong type, or stands there twice");
        } catch (IOException e) {
            throw Problem.unreadable("body", "must be JSON");
        }
        if (value == null) {
            throw Problem.unreadable("body", "must be a JSON object");
        }
        List<Problem.FieldError> errors = validator.validate(value).stream()
                .map(broken -> new Problem.FieldError(broken.getPropertyPath().toString(), broken.getMessage()))
                .sorted(Comparator.comparing(Problem.FieldError::field).thenComparing(Problem.FieldError::detail))
                .toList();
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
        return value;
    }

    String write(Object body) {
        try {
            return json.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + body.getClass(), e);
        }
    }

    /** A problem as RFC 9457 has it; its {@code instance} is the request, as our logs know it. */
    String write(Problem problem, String requestId) {
        ObjectNode node = json.createObjectNode()
                .put("type", "about:blank")
                .put("title", problem.title())
                .put("status", problem.status())
                .put("detail", problem.detail());
        if (!requestId.isEmpty()) {
            node.put("instance", "urn:request:" + requestId);
        }
        problem.members().forEach((name, value) -> node.set(name, json.valueToTree(value)));
        if (!problem.errors().isEmpty()) {
            var errors = node.putArray("errors");
            problem.errors()
                    .forEach(error ->
                            errors.addObject().put("field", error.field()).put("detail", error.detail()));
        }
        return node.toString();
    }

    private static boolean isJson(String contentType) {
        String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return type.equals("application/json");
    }

    /** Where in the body it is, like {@code rooms[2].name}; the body itself if nowhere else. */
    private static String field(JsonMappingException e) {
        StringBuilder field = new StringBuilder();
        for (JsonMappingException.Reference step : e.getPath()) {
            if (step.getFieldName() == null) {
                field.append('[').append(step.getIndex()).append(']');
            } else {
                field.append(field.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return field.isEmpty() ? "body" : field.toString();
    }
}
