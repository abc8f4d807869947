package io.kaibo.message;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A one-time template of the mini-program's own, with what its fields say of an {@code A}. */
public interface MessageTemplate<A> {

    /** 43 characters as a rule; the documentation promises none. */
    String ID = "[A-Za-z0-9_-]{1,64}";

    /** WeChat's. */
    String id();

    /** By their names at WeChat, thing1 and so on. */
    Map<String, ? extends @Nullable FieldSource<A>> fields();

    /** The page of the mini-program that a message about {@code about} opens. */
    String pageOf(A about);

    static boolean isId(String text) {
        return Ids.PATTERN.matcher(text).matches();
    }

    /** What is wrong with the fields, by their names. */
    default Map<String, String> findFaults() {
        Map<String, String> faults = new TreeMap<>();
        fields().forEach((name, source) -> FieldKind.find(name)
                .map(kind -> source == null ? Optional.of("must be an object") : source.findFault(kind))
                .orElse(Optional.of("is no field that a template can have"))
                .ifPresent(fault -> faults.put(name, fault)));
        return faults;
    }

    /** What is wrong with the id and the fields, by the members of a body: {@code templateId}, {@code fields.thing1}. */
    default Map<String, String> findFaultsOfMembers() {
        Map<String, String> faults = new LinkedHashMap<>();
        if (!isId(id())) {
            faults.put("templateId", "is no id that WeChat gives");
        }
        findFaults().forEach((field, what) -> faults.put("fields." + field, what));
        return faults;
    }

    /** The content of a message about {@code about}. */
    default Rendered render(A about) {
        Map<String, String> values = new HashMap<>();
        for (var field : fields().entrySet()) {
            Optional<String> value = FieldKind.find(field.getKey())
                    .flatMap(kind -> kind.fit(field.getValue().tell(about)));
            if (value.isEmpty()) {
                return new Rendered.DoesNotFit(field.getKey());
            }
            values.put(field.getKey(), value.get());
        }
        return new MessageContent(pageOf(about), values);
    }

    /** {@link #ID}, compiled when it is first needed. */
    final class Ids {
        private static final Pattern PATTERN = Pattern.compile(ID);

        private Ids() {}
    }
}
