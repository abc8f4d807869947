package io.kaibo.sandbox;

import com.fasterxml.jackson.databind.JsonMappingException;

/** Says that a control call cannot be done, and why. */
public final class BadControl extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;

    private BadControl(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    public static BadControl field(String name, String problem) {
        return new BadControl(400, name + " " + problem);
    }

    /** For a field whose JSON does not fit the record that it should become. */
    static BadControl of(JsonMappingException e) {
        if (e.getCause() instanceof BadControl rule) {
            return rule;
        }
        StringBuilder field = new StringBuilder();
        for (JsonMappingException.Reference step : e.getPath()) {
            if (step.getFieldName() == null) {
                field.append('[').append(step.getIndex()).append(']');
            } else {
                field.append(field.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return field(field.toString(), "is unknown or of the wrong type");
    }

    public static BadControl notFound(String what) {
        return new BadControl(404, "there is no " + what);
    }

    public Answer answer() {
        return Answer.json(status, Json.MAPPER.createObjectNode().put("message", getMessage()));
    }
}
