package io.kaibo.sandbox;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A field of a template, such as thing1, and the values that WeChat allows in it (发送订阅消息, 订阅消息参数值内容限制说明). Lengths
 * are in code points.
 *
 * @param kind its name without the number
 */
record TemplateField(String name, Kind kind) {
    private static final Pattern NAME = Pattern.compile("([a-z_]+?)\\d+");
    private static final String CLOCK = "\\d{1,2}:\\d{2}(:\\d{2})?";
    private static final String MONTH_OF_A_YEAR = "(\\d{4}年\\d{1,2}月|\\d{4}[-/.]\\d{1,2})";
    private static final String DAY_OF_A_YEAR =
            "(\\d{4}年\\d{1,2}月\\d{1,2}日|\\d{4}-\\d{1,2}-\\d{1,2}|\\d{4}/\\d{1,2}/\\d{1,2}|\\d{4}\\.\\d{1,2}\\.\\d{1,2})";
    private static final String DAY = "(\\d{1,2}月\\d{1,2}日|\\d{1,2}[-/.]\\d{1,2})";
    private static final String WITH_YEAR = "(" + DAY_OF_A_YEAR + "|" + MONTH_OF_A_YEAR + ")";
    private static final String MOMENT = "(" + WITH_YEAR + " )?" + CLOCK;
    private static final String DATE = "(" + WITH_YEAR + "( " + CLOCK + ")?|" + DAY + ")";

    /** The kinds of fields. */
    enum Kind {
        THING("(?s).{1,20}"),
        NUMBER("\\d{1,32}(\\.\\d{1,32})?"),
        LETTER("[A-Za-z]{1,32}"),
        SYMBOL("[\\p{P}\\p{S}]{1,5}"),
        CHARACTER_STRING("[A-Za-z\\d \\p{P}\\p{S}]{1,32}"),
        TIME(MOMENT + "(~" + MOMENT + ")?"),
        DATE(TemplateField.DATE + "(~" + TemplateField.DATE + ")?"),
        AMOUNT("\\p{Sc}?\\d{1,10}(\\.\\d{1,32})?元?"),
        PHONE_NUMBER("[\\d\\p{P}\\p{S}]{1,17}"),
        CAR_NUMBER("[\\p{L}\\d]{1,8}"),
        NAME("[\\p{IsHan}A-Za-z \\p{P}\\p{S}]{1,10}|[A-Za-z \\p{P}\\p{S}]{1,20}"),
        PHRASE("\\p{IsHan}{1,5}"),
        /** WeChat takes the values that a template lists; the sandbox does not know them. */
        ENUM("(?s).{1,20}"),
        ENUM_STRING("(?s).{1,20}");

        private final Pattern values;

        Kind(String values) {
            this.values = Pattern.compile(values);
        }
    }

    /** @throws BadControl for a name that no field has */
    static TemplateField of(String name) {
        Matcher matcher = NAME.matcher(name);
        if (matcher.matches()) {
            for (Kind kind : Kind.values()) {
                if (kind.name().equalsIgnoreCase(matcher.group(1))) {
                    return new TemplateField(name, kind);
                }
            }
        }
        throw BadControl.field("fields", "has a name that no field has: " + name);
    }

    boolean takes(String value) {
        return kind.values.matcher(value).matches();
    }
}
