package io.kaibo.local;

/** A template says something that the local stack cannot read. The message names the file and the place. */
public final class TemplateException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TemplateException(String message) {
        super(message);
    }
}
