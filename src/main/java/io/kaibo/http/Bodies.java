package io.kaibo.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.kaibo.aws.Words;
import io.kaibo.base.CheckedBody;
import io.kaibo.base.FieldChecks;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** JSON bodies: read strictly and checked, written without nulls, times as RFC 3339 in UTC. */
@Singleton
public class Bodies {

    private static final String WRONG_TYPE = "has the wrong type";

    private final JsonMapper json;

    /** @param modules those of every mapper */
    Bodies(@All List<Module> modules) {
        this.json = JsonMapper.builder()
                .addModules(modules)
                .addModule(new JavaTimeModule())
                .addModule(new SimpleModule("strict values").setDeserializerModifier(new StrictValues()))
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                // a blank text would be null where a number or a boolean is wanted
                .withCoercionConfigDefaults(coercion -> coercion.setAcceptBlankAsEmpty(false))
                .withCoercionConfig(LogicalType.Textual, text -> {
                    text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
                    text.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
                    text.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
                })
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
                .build();
    }

    /**
     * Reads the body of a request.
     *
     * @throws Problem 415 if it is not JSON in UTF-8 by its type; 400 if it cannot be read as {@code type}, naming the
     *     field; 422 if a field breaks a rule of {@code type}
     */
    public <T extends CheckedBody> T read(Request request, Class<T> type) {
        if (!isJsonInUtf8(request.header("content-type"))) {
            throw Problem.unsupportedMediaType();
        }
        T value = bind(decodeText(request.body()), type);
        FieldChecks fields = new FieldChecks();
        value.check(fields);
        Problem.check(fields);
        return value;
    }

    private static String decodeText(byte[] body) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Problem.unreadable("body", "must be UTF-8");
        }
        if (text.isBlank()) {
            throw Problem.unreadable("body", "is empty: it must be a JSON object");
        }
        return text;
    }

    private <T> T bind(String text, Class<T> type) {
        T value;
        try (JsonParser parser = json.createParser(text)) {
            BodyText.check(parser);
            value = json.readValue(text, type);
        } catch (UnrecognizedPropertyException e) {
            throw Problem.unreadable(describeField(e), "is unknown");
        } catch (InvalidFormatException e) {
            throw Problem.unreadable(
                    describeField(e), e.getTargetType().isEnum() ? describeWords(e.getTargetType()) : WRONG_TYPE);
        } catch (JsonMappingException e) {
            throw Problem.unreadable(describeField(e), WRONG_TYPE);
        } catch (IOException e) {
            throw Problem.unreadable("body", "must be JSON");
        }
        if (value == null) {
            throw Problem.unreadable("body", "must be a JSON object");
        }
        return value;
    }

    @SuppressWarnings("unchecked")
    private static String describeWords(Class<?> type) {
        return "must be one of " + Words.joinAll((Class<? extends Enum<?>>) type);
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
                .put("type", problem.type().uri())
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

    private static boolean isJsonInUtf8(@Nullable String contentType) {
        if (contentType == null) {
            return false;
        }
        List<String> parts = Stream.of(contentType.split(";", -1))
                .map(part -> part.replaceAll("[\\s\"]", "").toLowerCase(Locale.ROOT))
                .toList();
        return parts.getFirst().equals("application/json")
                && parts.stream()
                        .filter(part -> part.startsWith("charset="))
                        .allMatch(charset -> charset.equals("charset=utf-8") || charset.equals("charset=utf8"));
    }

    /** Where in the body it is, like {@code rooms[2].name}; the body itself if nowhere else. */
    private static String describeField(JsonMappingException e) {
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
