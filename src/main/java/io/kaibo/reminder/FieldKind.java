package io.kaibo.reminder;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What WeChat lets stand in a field of a template, by the field's name without its number: thing1 is a {@link #THING}. One value
 * that does not fit has the whole message refused with 47003. Lengths are in characters as people count them, code points. Source:
 * the mini-program documentation, 发送订阅消息, 订阅消息参数值内容限制说明.
 */
enum FieldKind {
    THING("(?s).+", 20, true),
    NUMBER("\\d{1,32}(\\.\\d{1,32})?", 32, false),
    LETTER("[A-Za-z]+", 32, false),
    SYMBOL("[\\p{P}\\p{S}]+", 5, false),
    CHARACTER_STRING("[\\x20-\\x7e]+", 32, false),
    TIME(Patterns.MOMENT + "(~" + Patterns.MOMENT + ")?", 40, false),
    DATE(Patterns.DAY + "( " + Patterns.CLOCK + ")?(~" + Patterns.DAY + "( " + Patterns.CLOCK + ")?)?", 60, false),
    AMOUNT("\\p{Sc}?\\d{1,10}(\\.\\d{1,2})?元?", 16, false),
    PHONE_NUMBER("[\\d+-]+", 17, false),
    CAR_NUMBER("[\\p{L}\\d]+", 8, false),
    /** Ten 汉字 or twenty letters, never mixed. */
    NAME("\\p{IsHan}{1,10}|[\\p{Alpha}\\p{P} ]+", 20, false),
    PHRASE("\\p{IsHan}+", 5, false),
    /** Only values that the template lists, which WeChat alone knows. */
    ENUM("(?s).+", 20, false);

    private static final class Patterns {
        private static final String DAY = "\\d{4}(年\\d{1,2}月\\d{1,2}日|-\\d{1,2}-\\d{1,2}|/\\d{1,2}/\\d{1,2})";
        private static final String CLOCK = "\\d{1,2}:\\d{2}(:\\d{2})?";
        private static final String MOMENT = "(" + DAY + " )?" + CLOCK;
    }

    private static final Pattern NAME_AND_NUMBER = Pattern.compile("([a-z_]+?)\\d{1,2}");
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}+");

    private static final int HAN_IN_A_NAME = 10;

    private final Pattern values;
    private final int longest;
    private final boolean cutWithDots;

    FieldKind(String values, int longest, boolean cutWithDots) {
        this.values = Pattern.compile(values);
        this.longest = longest;
        this.cutWithDots = cutWithDots;
    }

    /** The kind of a field of this name; empty if no field has it. */
    static Optional<FieldKind> of(String fieldName) {
        Matcher matcher = NAME_AND_NUMBER.matcher(fieldName);
        if (matcher.matches()) {
            for (FieldKind kind : values()) {
                if (kind.name().toLowerCase(Locale.ROOT).equals(matcher.group(1))) {
                    return Optional.of(kind);
                }
            }
        }
        return Optional.empty();
    }

    /** Whether a room's title, which is any text, has a chance to fit. */
    boolean takesWords() {
        return switch (this) {
            case THING, NAME, PHRASE, CHARACTER_STRING, LETTER -> true;
            default -> false;
        };
    }

    /** Whether a moment fits. */
    boolean takesMoments() {
        return this == TIME || this == DATE || this == THING || this == CHARACTER_STRING;
    }

    /** The value, cut if it is too long; empty if it does not fit however it is cut. */
    Optional<String> fit(String value) {
        String text = value.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        String cut = cut(text, longest(text));
        return values.matcher(cut).matches() ? Optional.of(cut) : Optional.empty();
    }

    private int longest(String text) {
        return this == NAME && HAN.matcher(text).matches() ? HAN_IN_A_NAME : longest;
    }

    private String cut(String text, int most) {
        if (text.codePointCount(0, text.length()) <= most) {
            return text;
        }
        int kept = cutWithDots ? most - 1 : most;
        String head = text.substring(0, text.offsetByCodePoints(0, kept)).stripTrailing();
        return cutWithDots ? head + "…" : head;
    }
}
