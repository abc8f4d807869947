package io.kaibo.drand;

/** What became of a fetch of a round. */
public sealed interface RoundAnswer {

    /** A mirror had it, and it is signed by the chain. */
    record Found(RoundSignature signature) implements RoundAnswer {}

    /** The round is not due, or no mirror that could be asked has it; at least one says so. */
    record NotYet() implements RoundAnswer {}

    /** Each mirror failed: it could not be reached, was too slow, or its answer was not the round's signature. */
    record Unavailable() implements RoundAnswer {}
}
