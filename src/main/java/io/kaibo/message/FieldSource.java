package io.kaibo.message;

import java.util.Optional;

/** What a field of a template says: always the same words, or a fact of what the message is about. */
public interface FieldSource<A> {

    /** What is wrong with it in a field of that kind; empty if nothing is. */
    Optional<String> findFault(FieldKind kind);

    /** What it says of {@code about}, before it is made to fit the field. */
    String tell(A about);
}
