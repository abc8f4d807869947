package io.kaibo.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import io.kaibo.base.Unicode;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/**
 * Looks through a JSON body before it is bound to a type: only here is it known where a field stands twice, and which text was damaged
 * on its way.
 */
final class BodyText {

    private BodyText() {}

    /**
     * Reads to the end of the body.
     *
     * @throws Problem 400 for a field that stands twice or a text that is no Unicode, naming the field
     * @throws IOException if it is no JSON
     */
    static void check(JsonParser parser) throws IOException {
        Deque<Set<String>> names = new ArrayDeque<>();
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            switch (token) {
                case START_OBJECT -> names.push(new HashSet<>());
                case END_OBJECT -> names.pop();
                case FIELD_NAME -> checkName(parser, names.element());
                case VALUE_STRING -> {
                    if (!Unicode.isWhole(parser.getText())) {
                        throw Problem.unreadable(
                                describeField(parser.getParsingContext()), "has a character that is no Unicode");
                    }
                }
                default -> {}
            }
        }
    }

    private static void checkName(JsonParser parser, Set<String> before) throws IOException {
        String name = Objects.requireNonNull(parser.currentName());
        if (!Unicode.isWhole(name)) {
            // the answer names the object around it, since such a name cannot be written
            throw Problem.unreadable(
                    describeField(parser.getParsingContext().getParent()),
                    "has a name with a character that is no Unicode");
        }
        if (!before.add(name)) {
            throw Problem.unreadable(describeField(parser.getParsingContext()), "stands there twice");
        }
    }

    private static String describeField(JsonStreamContext place) {
        String path = describePath(place);
        return path.isEmpty() ? "body" : path;
    }

    private static String describePath(JsonStreamContext place) {
        if (place.inRoot()) {
            return "";
        }
        String outer = describePath(place.getParent());
        if (place.inArray()) {
            return outer + "[" + place.getCurrentIndex() + "]";
        }
        return outer.isEmpty() ? place.getCurrentName() : outer + "." + place.getCurrentName();
    }
}
