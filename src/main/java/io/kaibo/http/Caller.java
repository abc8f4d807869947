package io.kaibo.http;

/** Who sends a request, as far as its route asks. */
sealed interface Caller permits Caller.Anyone, ViewerTokens.Session, Operator {

    /** A caller of an open route: no credential is looked at. */
    enum Anyone implements Caller {
        ANYONE
    }
}
