package io.kaibo.aws;

import java.util.function.Supplier;

/** Makes a write again that met a transaction on its item: DynamoDB refuses it at once, and the client does not try again. */
final class Conflicts {

    /** How often a write is tried. */
    static final int ROUNDS = 4;

    private Conflicts() {}

    /** @throws TransactionConflictException if each try met a transaction; nothing is written */
    static <T> T writeAfter(Supplier<T> write) {
        for (int round = 0; ; round++) {
            Pause.waitBeforeRound(round);
            try {
                return write.get();
            } catch (software.amazon.awssdk.services.dynamodb.model.TransactionConflictException conflict) {
                if (round == ROUNDS - 1) {
                    throw new TransactionConflictException(conflict);
                }
            }
        }
    }
}
