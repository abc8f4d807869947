package io.kaibo.http;

import io.kaibo.local.LocalSecrets;
import io.kaibo.person.LocalPersons;
import io.kaibo.testing.Contract;
import io.kaibo.testing.Http;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.stream.Stream;

/** A credential for each security scheme of the contract. */
@Singleton
public class Credentials {

    static final String VIEWER = "viewerToken";
    static final String OPERATOR = "operatorKey";

    private final ViewerTokens tokens;

    Credentials(ViewerTokens tokens) {
        this.tokens = tokens;
    }

    /** Adds the credential that the path asks for, if it asks for one. @param path of the contract, or one that fits it */
    public Http.Call authorize(Http.Call call, String path) {
        return Contract.schemes(path).stream()
                .findFirst()
                .map(scheme -> call.bearer(scheme.equals(OPERATOR) ? operatorOf(path) : of(scheme)))
                .orElse(call);
    }

    /** The key of the operator, or of another role if the path is not for operators. */
    private static String operatorOf(String path) {
        Set<String> roles = Contract.roles(path);
        return Stream.of(Role.values())
                .filter(role -> roles.contains(role.word()))
                .findFirst()
                .map(LocalSecrets::operatorKey)
                .orElse(LocalSecrets.OPERATOR_KEY);
    }

    String of(String scheme) {
        return switch (scheme) {
            case VIEWER -> tokens.issue(new Viewer(LocalPersons.of("o-1"))).token();
            case OPERATOR -> LocalSecrets.OPERATOR_KEY;
            default -> throw new IllegalArgumentException(scheme);
        };
    }

    /** One that is good elsewhere. */
    String otherThan(String scheme) {
        return of(scheme.equals(VIEWER) ? OPERATOR : VIEWER);
    }
}
