package io.kaibo.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.io.Serial;

/**
 * Reads words of enums and integers as JSON Schema has them, where Jackson differs: it takes blanks around a word, and takes 374.5 for
 * 374 or refuses 374.0.
 */
final class StrictValues extends BeanDeserializerModifier {

    @Serial
    private static final long serialVersionUID = 1;

    @Override
    public JsonDeserializer<?> modifyEnumDeserializer(
            DeserializationConfig config, JavaType type, BeanDescription bean, JsonDeserializer<?> deserializer) {
        return new ExactWord(deserializer);
    }

    @Override
    public JsonDeserializer<?> modifyDeserializer(
            DeserializationConfig config, BeanDescription bean, JsonDeserializer<?> deserializer) {
        return deserializer.logicalType() == LogicalType.Integer ? new WholeNumber(deserializer) : deserializer;
    }

    private static final class ExactWord extends DelegatingDeserializer {

        @Serial
        private static final long serialVersionUID = 1;

        ExactWord(JsonDeserializer<?> words) {
            super(words);
        }

        @Override
        protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> words) {
            return new ExactWord(words);
        }

        @Override
        public Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (parser.hasToken(JsonToken.VALUE_STRING)) {
                String word = parser.getText();
                if (!word.equals(word.trim())) {
                    return context.handleWeirdStringValue(handledType(), word, "has blanks around it");
                }
            }
            return super.deserialize(parser, context);
        }
    }

    private static final class WholeNumber extends DelegatingDeserializer {

        @Serial
        private static final long serialVersionUID = 1;

        WholeNumber(JsonDeserializer<?> integers) {
            super(integers);
        }

        @Override
        protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> integers) {
            return new WholeNumber(integers);
        }

        @Override
        public Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (!parser.hasToken(JsonToken.VALUE_NUMBER_FLOAT)) {
                return super.deserialize(parser, context);
            }
            long whole;
            try {
                // exact, and without writing out the zeros of 1e999999999
                whole = parser.getDecimalValue().longValueExact();
            } catch (ArithmeticException e) {
                return context.handleWeirdNumberValue(handledType(), parser.getDoubleValue(), "is no integer");
            }
            JsonParser integer = LongNode.valueOf(whole).traverse(parser.getCodec());
            integer.nextToken();
            return super.deserialize(integer, context);
        }
    }
}
