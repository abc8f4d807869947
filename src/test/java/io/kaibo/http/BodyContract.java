package io.kaibo.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.testing.Calls;
import io.kaibo.testing.Contract;
import io.kaibo.testing.ContractExamples;
import io.kaibo.testing.Http;
import io.kaibo.testing.Operation;
import io.kaibo.testing.World;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;

/** Sends bodies to the operations of the contract, and compares the answers with its schemas. */
@Singleton
public class BodyContract {

    private final Http http;
    private final World world;
    private final Credentials credentials;
    private final Instance<ContractExamples> examples;

    BodyContract(Http http, World world, Credentials credentials, Instance<ContractExamples> examples) {
        this.http = http;
        this.world = world;
        this.credentials = credentials;
        this.examples = examples;
    }

    /** Empties the world and creates what the contract's examples name. */
    public void prepare() {
        world.clean();
        examples.forEach(ContractExamples::create);
        Calls.reset();
    }

    /** Asserts that the code refuses a body with 400 or 422 if its schema does, and only then. */
    public void check(Operation operation, String body) {
        int status = credentials
                .authorize(http.call(operation.method(), operation.examplePath()), operation.path())
                .json(body)
                .send()
                .status();
        assertThat(status != 400 && status != 422)
                .as("%s %s is answered %d", operation, body, status)
                .isEqualTo(Contract.takes(operation.method(), operation.path(), world.tree(body)));
        assertThat(status)
                .as("%s: create what its example names in an implementation of ContractExamples", operation)
                .isNotEqualTo(404);
        assertThat(status).isNotEqualTo(405).isLessThan(500);
    }
}
