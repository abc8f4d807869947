package io.kaibo.wechat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kaibo.base.Unicode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The members of one element that WeChat gave. They are read strictly: an element with an odd member is refused whole, so that
 * nothing is stored that WeChat did not say. A whole number may stand as text, which is how WeChat writes some of them.
 *
 * <p>All methods throw {@link OddElementException}.
 */
public record Members(JsonNode element) {

    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,19}");

    /** The contract writes times with years of four digits. */
    private static final long YEAR_10000 = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond() + 1;

    public Members {
        if (!element.isObject()) {
            throw new OddElementException("it is no object");
        }
    }

    /** A whole number above 0 that must be there. */
    long readPositive(String name) {
        long number = readWhole(requirePresent(name), name);
        if (number <= 0) {
            throw new OddElementException(name + " is not above 0");
        }
        return number;
    }

    /** A moment in Unix seconds that must be there. */
    Instant readMoment(String name) {
        long seconds = readPositive(name);
        if (seconds >= YEAR_10000) {
            throw new OddElementException(name + " is no time");
        }
        return Instant.ofEpochSecond(seconds);
    }

    /** A whole number; 0 if it is absent. */
    public long readWhole(String name) {
        JsonNode value = element.get(name);
        return isAbsent(value) ? 0 : readWhole(value, name);
    }

    /** A whole number that is not below 0; 0 if it is absent. */
    public long readCount(String name) {
        long number = readWhole(name);
        if (number < 0) {
            throw new OddElementException(name + " is below 0");
        }
        return number;
    }

    /** A time in the form of RFC 3339, to the second, that must be there. */
    public Instant readTime(String name) {
        try {
            Instant time = OffsetDateTime.parse(requireText(name)).toInstant();
            long seconds = time.getEpochSecond();
            if (seconds >= 0 && seconds < YEAR_10000) {
                return Instant.ofEpochSecond(seconds);
            }
        } catch (DateTimeException e) {
            // refused like a time of another age
        }
        throw new OddElementException(name + " is no time");
    }

    /** The same within the bounds of an int. */
    public int readSmall(String name) {
        return requireInt(readWhole(name), name);
    }

    int readSmallPositive(String name) {
        return requireInt(readPositive(name), name);
    }

    private static int requireInt(long number, String name) {
        if (number != (int) number) {
            throw new OddElementException(name + " is too large");
        }
        return (int) number;
    }

    /** A text; null if it is absent or empty, which is what WeChat says where it has nothing. */
    public @Nullable String readText(String name) {
        JsonNode value = element.get(name);
        if (isAbsent(value)) {
            return null;
        }
        if (!value.isTextual()) {
            throw new OddElementException(name + " is no text");
        }
        String text = value.textValue();
        if (!Unicode.isWhole(text)) {
            throw new OddElementException(name + " has what is no character");
        }
        return text.isEmpty() ? null : text;
    }

    /** The text {@code name}, which whatever WeChat lists has. */
    String readName() {
        return requireText("name");
    }

    /** A text that must be there, and is not empty. */
    public String requireText(String name) {
        String text = readText(name);
        if (text == null) {
            throw new OddElementException(name + " is absent");
        }
        return text;
    }

    /** The members of an element within this one that must be there. */
    public Members readMembers(String name) {
        return new Members(requirePresent(name));
    }

    /** The members of an element within this one; null if it is absent. */
    public @Nullable Members findMembers(String name) {
        JsonNode value = element.get(name);
        return isAbsent(value) ? null : new Members(value);
    }

    /** The whole number {@code price} that must be there, 0 or more. */
    long readPrice() {
        long price = readWhole(requirePresent("price"), "price");
        if (price < 0) {
            throw new OddElementException("price is below 0");
        }
        return price;
    }

    /** A list; without elements if it is absent. */
    public List<JsonNode> readList(String name) {
        JsonNode value = element.get(name);
        if (isAbsent(value)) {
            return List.of();
        }
        if (!value.isArray()) {
            throw new OddElementException(name + " is no list");
        }
        return value.valueStream().toList();
    }

    private JsonNode requirePresent(String name) {
        JsonNode value = element.get(name);
        if (isAbsent(value)) {
            throw new OddElementException(name + " is absent");
        }
        return value;
    }

    static boolean isAbsent(@Nullable JsonNode value) {
        return value == null || value.isNull();
    }

    static long readWhole(@Nullable JsonNode value, String name) {
        if (value != null && value.isNumber() && value.canConvertToExactIntegral() && value.canConvertToLong()) {
            return value.longValue();
        }
        if (value != null
                && value.isTextual()
                && WHOLE.matcher(value.textValue()).matches()) {
            return parse(value.textValue(), name);
        }
        throw noWhole(name);
    }

    private static long parse(String digits, String name) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            throw noWhole(name);
        }
    }

    private static OddElementException noWhole(String name) {
        return new OddElementException(name + " is no whole number of 64 bits");
    }
}
