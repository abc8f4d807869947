package io.kaibo.message;

import io.kaibo.aws.Words;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What WeChat takes in a field of a template, by the field's name without its number: thing1 is a {@link #THING}. If one value does
 * not fit, WeChat refuses the whole message with 47003. Source: the mini-program documentation, 发送订阅消息,
 * 订阅消息参数值内容限制说明.
 *
 * <p>WeChat does not say how it counts 字 and 字符. Here they are code points: 𠮷 is one, the emoji of a family is seven. A count of
 * characters as people see them would be lower, so that what fits here fits there too. A text that is too long is cut between
 * two characters as people see them, where it may be shorter than its limit.
 */
public enum FieldKind {
    THING("(?s).+", 20, true),
    NUMBER("\\d{1,32}(\\.\\d{1,32})?", 65, false),
    LETTER("[A-Za-z]+", 32, false),
    SYMBOL("[" + Patterns.SYMBOLS + "]+", 5, false),
    CHARACTER_STRING("[A-Za-z\\d " + Patterns.SYMBOLS + "]+", 32, false),
    TIME(Patterns.TIME + "(~" + Patterns.TIME + ")?", 60, false),
    DATE(Patterns.DATE + "(~" + Patterns.DATE + ")?", 60, false),
    AMOUNT("\\p{Sc}?\\d{1,10}(\\.\\d{1,32})?元?", 45, false),
    PHONE_NUMBER("[\\d" + Patterns.SYMBOLS + "]+", 17, false),
    CAR_NUMBER("[\\p{L}\\d]+", 8, false),
    /** Ten 汉字 or twenty letters and symbols; ten as soon as one 汉字 is among them. */
    NAME("[\\p{IsHan}A-Za-z " + Patterns.SYMBOLS + "]+", 20, false),
    PHRASE("\\p{IsHan}+", 5, false),
    /** Only values that the template lists, which WeChat alone knows. */
    ENUM("(?s).+", 20, false),
    /** The same, as WeChat's list of a template's fields calls it. */
    ENUM_STRING("(?s).+", 20, false);

    private static final class Patterns {
        private static final String SYMBOLS = "\\p{P}\\p{S}";
        private static final String CLOCK = "\\d{1,2}:\\d{2}(:\\d{2})?";
        /** A year and a month, with the day or without. */
        private static final String OF_A_YEAR =
                "\\d{4}(年\\d{1,2}月(\\d{1,2}日)?|-\\d{1,2}(-\\d{1,2})?|/\\d{1,2}(/\\d{1,2})?|\\.\\d{1,2}(\\.\\d{1,2})?)";

        private static final String OF_ANY_YEAR = "\\d{1,2}(月\\d{1,2}日|[-/.]\\d{1,2})";
        private static final String TIME = "(" + OF_A_YEAR + " )?" + CLOCK;
        private static final String DATE = "(" + OF_A_YEAR + "( " + CLOCK + ")?|" + OF_ANY_YEAR + ")";
    }

    private static final Pattern NAME_AND_NUMBER = Pattern.compile("([a-z_]+?)\\d{1,2}");
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");

    /** A character as people see it. The JDK's BreakIterator finds the same, and needs files that a native image lacks. */
    private static final Pattern CHARACTER = Pattern.compile("\\X");

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
    public static Optional<FieldKind> find(String fieldName) {
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

    /** In words, what values a field of this kind takes. */
    public String rule() {
        String name = Words.of(this);
        return ("aeiou".indexOf(name.charAt(0)) < 0 ? "a " : "an ") + name + " has at most " + longest + " characters"
                + sort();
    }

    private String sort() {
        return switch (this) {
            case THING, ENUM, ENUM_STRING -> "";
            case NUMBER -> ", digits with a point or without";
            case LETTER -> ", A to Z";
            case SYMBOL -> ", signs";
            case CHARACTER_STRING -> ", letters, digits and signs";
            case TIME -> ", a time such as 2026-03-01 20:00";
            case DATE -> ", a date such as 2026-03-01";
            case AMOUNT -> ", an amount such as ¥19.90";
            case PHONE_NUMBER -> ", digits and signs";
            case CAR_NUMBER -> ", letters and digits";
            case NAME -> ", letters and signs, or ten 汉字";
            case PHRASE -> ", 汉字";
        };
    }

    /** True if any text, such as a room's title, has a chance to fit. */
    public boolean takesWords() {
        return switch (this) {
            case THING, NAME, PHRASE, CHARACTER_STRING, LETTER -> true;
            default -> false;
        };
    }

    /** True if a moment fits. */
    public boolean takesMoments() {
        return this == TIME || this == DATE || this == THING || this == CHARACTER_STRING;
    }

    /** The value, cut if it is too long; empty if it does not fit however it is cut. */
    public Optional<String> fit(String value) {
        String text = value.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        String cut = cut(text, longest(text));
        return values.matcher(cut).matches() ? Optional.of(cut) : Optional.empty();
    }

    private int longest(String text) {
        return this == NAME && HAN.matcher(text).find() ? HAN_IN_A_NAME : longest;
    }

    private String cut(String text, int most) {
        if (text.codePointCount(0, text.length()) <= most) {
            return text;
        }
        String head = head(text, cutWithDots ? most - 1 : most).stripTrailing();
        return cutWithDots ? head + "…" : head;
    }

    /** The longest beginning of whole characters that has at most so many code points. */
    private static String head(String text, int codePoints) {
        Matcher character = CHARACTER.matcher(text);
        int end = 0;
        while (character.find() && text.codePointCount(0, character.end()) <= codePoints) {
            end = character.end();
        }
        return text.substring(0, end);
    }
}
