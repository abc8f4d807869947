package io.kaibo.http;

import io.kaibo.aws.Words;

/**
 * The kind of a {@link Problem}, one for each thing that a client must tell apart. The contract lists all of them. A feature's
 * own are constants of an enum of that feature: a test finds them there.
 */
public interface ProblemType {

    /** What stands in {@code type}, {@code urn:kaibo:problem:not-found} for NOT_FOUND. */
    default String uri() {
        return "urn:kaibo:problem:" + Words.of((Enum<?>) this);
    }
}
