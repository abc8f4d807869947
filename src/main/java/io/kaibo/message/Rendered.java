package io.kaibo.message;

/** A template with the values of what a message is about: {@link MessageContent}, or the field that has no value which fits. */
public sealed interface Rendered permits MessageContent, Rendered.DoesNotFit {

    /** @param field its name at WeChat */
    record DoesNotFit(String field) implements Rendered {}
}
