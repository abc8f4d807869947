package io.kaibo.sandbox;

/** The format of a push. */
public enum PushFormat {
    JSON("application/json"),
    XML("text/xml");

    private final String contentType;

    PushFormat(String contentType) {
        this.contentType = contentType;
    }

    String contentType() {
        return contentType;
    }
}
