package io.kaibo.testing;

/**
 * An operation of the contract.
 *
 * @param method in capitals
 * @param path with its variables, as {@code /rooms/{roomId}}
 */
public record Operation(String method, String path) {

    /** Its path with the example of each path parameter. */
    public String examplePath() {
        return Contract.withExamples(path);
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
