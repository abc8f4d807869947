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
import java.io.IOException;
import java.io.Serial;
import java.math.BigDecimal;

/**
 * Reads words of enums and integers as JSON Schema has them, where Jackson differs: it takes blanks around a word, takes 374.5 for 374 or
 * refuses 374.0, and takes an integer above 2,147,483,647 for something else. Such a one is read as 2,147,483,647, and one as far below as
 * the least: so the field's own rule, which allows neither, names its limits.
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
        return deserializer.handledType() == Integer.class ? new WholeNumber(deserializer) : deserializer;
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

        private static final BigDecimal MOST = BigDecimal.valueOf(Integer.MAX_VALUE);
        private static final BigDecimal LEAST = BigDecimal.valueOf(Integer.MIN_VALUE);

        WholeNumber(JsonDeserializer<?> integers) {
            super(integers);
        }

        @Override
        protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> integers) {
            return new WholeNumber(integers);
        }

        @Override
        public Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (parser.hasToken(JsonToken.VALUE_NUMBER_INT)) {
                return parser.getNumberType() == JsonParser.NumberType.INT
                        ? parser.getIntValue()
                        : furthest(parser.getText().startsWith("-"));
            }
            if (!parser.hasToken(JsonToken.VALUE_NUMBER_FLOAT)) {
                return super.deserialize(parser, context);
            }
            // without writing out the zeros of 1e999999999
            BigDecimal number = parser.getDecimalValue().stripTrailingZeros();
            if (number.scale() > 0) {
                return context.handleWeirdNumberValue(handledType(), parser.getDoubleValue(), "is no integer");
            }
            return number.compareTo(MOST) <= 0 && number.compareTo(LEAST) >= 0
                    ? number.intValueExact()
                    : furthest(number.signum() < 0);
        }

        private static Integer furthest(boolean isNegative) {
            return isNegative ? Integer.MIN_VALUE : Integer.MAX_VALUE;
        }
    }
}
