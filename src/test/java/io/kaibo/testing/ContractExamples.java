package io.kaibo.testing;

/** Creates what the examples of the contract name, in its paths and bodies. Each bean that implements this is used. */
public interface ContractExamples {

    void create();
}
