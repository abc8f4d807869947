package io.kaibo.message;

import java.util.Map;

/**
 * What a message says, the same for all recipients of its template.
 *
 * @param page the page of the mini-program that it opens, with its query
 * @param values by the names of the template's fields
 */
public record MessageContent(String page, Map<String, String> values) implements Rendered {}
