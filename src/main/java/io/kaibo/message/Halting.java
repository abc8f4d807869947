package io.kaibo.message;

import io.kaibo.person.Person;

/** Halts what a feature sends: of one room, for instance. The feature decides how it goes on: when an operator resumes it, or by another try. */
public interface Halting {

    /** @param reason in words, for operators; it names no person */
    void halt(String reason);

    /**
     * Notes that a person met an errcode that no rule names. It may be theirs alone, or concern all.
     *
     * @return true if the sends must be halted: {@link StrangeCodeTable#PERSONS} different persons met it lately
     */
    boolean noteStrangeCode(int errcode, Person person);
}
