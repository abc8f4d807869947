package io.kaibo.base;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a body's fields, and the fields that break one. A field that is absent breaks no rule but {@link #require}. Of a field that
 * breaks several rules the first is told.
 */
public final class FieldChecks {

    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{8,64}");

    /** A field that breaks a rule, and the rule. */
    public record BrokenRule(String field, String detail) {}

    private final List<BrokenRule> broken = new ArrayList<>();

    /** The field must be there. */
    public FieldChecks require(String field, @Nullable Object value) {
        return check(field, value != null, "is missing");
    }

    /** The field must be there, and be an idempotency key: a client chooses it, and the same key is the same request. */
    public FieldChecks requireKey(String field, @Nullable String key) {
        return require(field, key).match(field, key, KEY);
    }

    /** The whole of the text must match. */
    public FieldChecks match(String field, @Nullable String text, Pattern pattern) {
        return match(field, text, pattern, "must match \"" + pattern + "\"");
    }

    /** @param detail what is said of a text that does not match */
    public FieldChecks match(String field, @Nullable String text, Pattern pattern, String detail) {
        return check(field, text == null || pattern.matcher(text).matches(), detail);
    }

    /** The number must not be less than the least, nor greater than the most. */
    public FieldChecks range(String field, @Nullable Integer number, int least, int most) {
        return check(
                field, number == null || (number >= least && number <= most), "must be from " + least + " to " + most);
    }

    /** The object must have that many fields. */
    public FieldChecks size(String field, @Nullable Map<?, ?> object, int least, int most) {
        return check(
                field,
                object == null || (object.size() >= least && object.size() <= most),
                "must have from " + least + " to " + most + " fields");
    }

    /** The text must have that many code points, must not be blank, and must have no control characters. */
    public FieldChecks text(String field, @Nullable String text, int least, int most) {
        return check(
                        field,
                        text == null
                                || (text.codePoints().count() >= least
                                        && text.codePoints().count() <= most),
                        "must have from " + least + " to " + most + " characters")
                .check(field, text == null || least == 0 || !text.isBlank(), "must not be blank")
                .check(
                        field,
                        text == null || text.codePoints().noneMatch(Character::isISOControl),
                        "must have no control characters");
    }

    /** A text that is read by many: it must also have a letter or a digit, since a sign alone says nothing. */
    public FieldChecks words(String field, @Nullable String text, int least, int most) {
        return text(field, text, least, most)
                .check(
                        field,
                        text == null || text.codePoints().anyMatch(Character::isLetterOrDigit),
                        "must have a letter or a digit");
    }

    /** The list must have that many elements, and each must keep its own rules. */
    public FieldChecks list(String field, @Nullable List<? extends CheckedBody> elements, int least, int most) {
        check(
                field,
                elements == null || (elements.size() >= least && elements.size() <= most),
                "must have from " + least + " to " + most + " elements");
        if (elements != null) {
            for (int i = 0; i < elements.size(); i++) {
                String element = field + "[" + i + "]";
                require(element, elements.get(i)).object(element, elements.get(i));
            }
        }
        return this;
    }

    /** The object must keep its own rules. */
    public FieldChecks object(String field, @Nullable CheckedBody object) {
        if (object != null) {
            FieldChecks own = new FieldChecks();
            object.check(own);
            own.broken().forEach(rule -> broken.add(new BrokenRule(field + "." + rule.field(), rule.detail())));
        }
        return this;
    }

    /** @param detail what is said if the rule does not hold */
    public FieldChecks check(String field, boolean holds, String detail) {
        if (!holds && broken.stream().noneMatch(rule -> rule.field().equals(field))) {
            broken.add(new BrokenRule(field, detail));
        }
        return this;
    }

    /** The rules that are broken, by field. */
    public List<BrokenRule> broken() {
        return broken.stream()
                .sorted(Comparator.comparing(BrokenRule::field).thenComparing(BrokenRule::detail))
                .toList();
    }
}
