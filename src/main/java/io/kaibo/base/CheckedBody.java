package io.kaibo.base;

/** A JSON body with rules beyond its types, which are checked when a request is read. */
public interface CheckedBody {

    /** States the rules of each field. */
    void check(FieldChecks fields);
}
