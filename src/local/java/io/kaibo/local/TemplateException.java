package io.kaibo.local;

/** A template says something that the local stack cannot read. The message is one line that names the file and the place. */
public final class TemplateException extends StartException {
    private static final long serialVersionUID = 1L;

    TemplateException(String message) {
        super(message);
    }
}
