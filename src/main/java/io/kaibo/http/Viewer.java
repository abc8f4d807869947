package io.kaibo.http;

import io.kaibo.person.Person;

/** A viewer who proved who they are. */
public record Viewer(Person person) {}
