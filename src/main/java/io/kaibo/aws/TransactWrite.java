package io.kaibo.aws;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Does transactions, and tries those again that met another write. */
final class TransactWrite {

    private static final String CONDITION = "ConditionalCheckFailed";
    private static final String CONFLICT = "TransactionConflict";

    private TransactWrite() {}

    static TransactionResult write(DynamoDbClient dynamoDb, Transaction transaction) {
        for (int round = 0; ; round++) {
            Pause.waitBeforeRound(round);
            try {
                dynamoDb.transactWriteItems(write -> write.transactItems(transaction.writes())
                        .overrideConfiguration(override -> override.apiCallTimeout(transaction.limit())));
                return new TransactionResult.Done();
            } catch (TransactionCanceledException canceled) {
                if (hasReason(canceled, CONDITION)) {
                    return new TransactionResult.Refused(canceled.cancellationReasons().stream()
                            .map(TransactWrite::found)
                            .toList());
                }
                if (!hasReason(canceled, CONFLICT)) {
                    throw canceled;
                }
                if (round == Conflicts.ROUNDS - 1 || transaction.limit() != null) {
                    throw new TransactionConflictException(canceled);
                }
            }
        }
    }

    private static boolean hasReason(TransactionCanceledException canceled, String code) {
        List<CancellationReason> reasons = canceled.cancellationReasons();
        return reasons.stream().anyMatch(reason -> code.equals(reason.code()));
    }

    private static Optional<Item> found(CancellationReason reason) {
        return CONDITION.equals(reason.code()) ? Optional.of(new Item(reason.item())) : Optional.empty();
    }
}
