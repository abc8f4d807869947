package io.kaibo.message;

import io.kaibo.base.Unicode;
import java.util.Optional;

/** What a field of a template says: always the same words, or a fact of what the message is about. */
public interface FieldSource<A> {

    /** What is wrong with it in a field of that kind; empty if nothing is. */
    Optional<String> findFault(FieldKind kind);

    /** What is wrong with words that a field always says; empty if nothing is. */
    static Optional<String> findFaultOfText(FieldKind kind, String text) {
        boolean fits =
                Unicode.isVisible(text) && kind.fit(text).filter(text::equals).isPresent();
        return fits ? Optional.empty() : Optional.of("must have a text that fits: " + kind.rule());
    }

    /**
     * What is wrong with a fact in a field; empty if nothing is.
     *
     * @param isMoment true if it is a moment, and no words
     */
    static Optional<String> findFaultOfFact(FieldKind kind, boolean isMoment) {
        boolean fits = isMoment ? kind.takesMoments() : kind.takesWords();
        return fits ? Optional.empty() : Optional.of("cannot hold that: " + kind.rule());
    }

    /** What it says of {@code about}, before it is made to fit the field. */
    String tell(A about);
}
