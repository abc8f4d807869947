package io.kaibo.local;

/** Says that the local stack cannot read a part of a template. The message is one line that names the file and the place. */
public final class TemplateException extends StartException {
    private static final long serialVersionUID = 1L;

    TemplateException(String message) {
        super(message);
    }
}
