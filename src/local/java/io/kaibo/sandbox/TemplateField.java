package io.kaibo.sandbox;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A field of a template, such as thing1, and what WeChat lets stand in it (发送订阅消息, 订阅消息参数值内容限制说明). Lengths
 * are in characters as people count them, code points.
 *
 * @param kind its name without the number
 */
record TemplateField(String name, Kind kind) {
    private static final Pattern NAME = Pattern.compile("([a-z_]+?)\\d+");
    private static final String DAY = "\\d{4}(年\\d{1,2}月\\d{1,2}日|-\\d{1,2}-\\d{1,2}|/\\d{1,2}/\\d{1,2})";
    private static final String MOMENT = "(" + DAY + " )?\\d{1,2}:\\d{2}(:\\d{2})?";
    private static final String DATE = DAY + "( \\d{1,2}:\\d{2}(:\\d{2})?)?";

    /** The kinds that there are. */
    enum Kind {
        THING("(?s).{1,20}"),
        NUMBER("\\d{1,32}(\\.\\d+)?"),
        LETTER("[A-Za-z]{1,32}"),
        SYMBOL("[\\p{P}\\p{S}]{1,5}"),
        CHARACTER_STRING("[\\x20-\\x7e]{1,32}"),
        TIME(MOMENT + "(~" + MOMENT + ")?"),
        DATE(TemplateField.DATE + "(~" + TemplateField.DATE + ")?"),
        AMOUNT("\\p{Sc}?\\d{1,10}(\\.\\d+)?元?"),
        PHONE_NUMBER("[\\d+-]{1,17}"),
        CAR_NUMBER("[\\p{L}\\d]{1,8}"),
        NAME("\\p{IsHan}{1,10}|[\\p{Alpha}\\p{P} ]{1,20}"),
        PHRASE("\\p{IsHan}{1,5}");

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
