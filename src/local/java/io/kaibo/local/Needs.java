package io.kaibo.local;

import io.kaibo.local.Template.Right;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.ssm.model.GetParametersRequest;

/**
 * Which rights AWS asks for when a request comes in, as the Service Authorization Reference has them. A request whose rights
 * are not known here is an error, for what is not judged would be allowed.
 */
final class Needs {
    private final String region;
    private final String account;

    /** In that region, asked by that account. */
    Needs(String region, String account) {
        this.region = region;
        this.account = account;
    }

    /**
     * The rights that one request needs, all of them.
     *
     * @param service the SDK's name of the service
     * @param operation the name of the operation, as UpdateItem
     * @throws IllegalStateException if this class does not know that request
     */
    List<Right> of(String service, String operation, SdkRequest request) {
        List<Right> rights = switch (service) {
            case "DynamoDb" -> ofDynamoDb(operation, request);
            case "Sqs" -> ofSqs(operation, request);
            case "Ssm" -> ofSsm(operation, request);
            default -> List.of();
        };
        if (rights.isEmpty()) {
            throw new IllegalStateException("which rights " + service + "." + operation
                    + " needs is not known to the local stack: it is to be added to io.kaibo.local.Needs");
        }
        return rights;
    }

    private List<Right> ofDynamoDb(String operation, SdkRequest request) {
        return switch (request) {
            case BatchGetItemRequest batch ->
                onTables(operation, batch.requestItems().keySet());
            case BatchWriteItemRequest batch ->
                onTables(operation, batch.requestItems().keySet());
            // a transaction needs what each of its parts would need alone
            case TransactGetItemsRequest transaction ->
                onTables(
                        "GetItem",
                        transaction.transactItems().stream()
                                .map(item -> item.get().tableName())
                                .toList());
            case TransactWriteItemsRequest transaction ->
                transaction.transactItems().stream()
                        .flatMap(this::part)
                        .distinct()
                        .toList();
            default ->
                request.getValueForField("TableName", String.class)
                        .map(table -> request.getValueForField("IndexName", String.class)
                                .map(index -> table + "/index/" + index)
                                .orElse(table))
                        .map(table -> onTables(operation, List.of(table)))
                        .orElse(List.of());
        };
    }

    private Stream<Right> part(TransactWriteItem item) {
        if (item.put() != null) {
            return Stream.of(onTable("PutItem", item.put().tableName()));
        }
        if (item.update() != null) {
            return Stream.of(onTable("UpdateItem", item.update().tableName()));
        }
        if (item.delete() != null) {
            return Stream.of(onTable("DeleteItem", item.delete().tableName()));
        }
        return Stream.of(onTable("ConditionCheckItem", item.conditionCheck().tableName()));
    }

    private List<Right> onTables(String operation, Collection<String> tables) {
        return tables.stream()
                .distinct()
                .map(table -> onTable(operation, table))
                .toList();
    }

    private Right onTable(String operation, String table) {
        return new Right("dynamodb:" + operation, arn("dynamodb", account, "table/" + table));
    }

    /** A queue's URL ends in its account and its name; IAM knows no actions for batches. */
    private List<Right> ofSqs(String operation, SdkRequest request) {
        return request.getValueForField("QueueUrl", String.class).stream()
                .map(url -> url.split("/", -1))
                .map(parts -> new Right(
                        "sqs:" + operation.replaceFirst("Batch$", ""),
                        arn("sqs", parts[parts.length - 2], parts[parts.length - 1])))
                .toList();
    }

    private List<Right> ofSsm(String operation, SdkRequest request) {
        return request instanceof GetParametersRequest parameters
                ? parameters.names().stream()
                        .map(name -> new Right(
                                "ssm:" + operation, arn("ssm", account, "parameter/" + name.replaceFirst("^/", ""))))
                        .toList()
                : List.of();
    }

    private String arn(String service, String owner, String resource) {
        return "arn:aws:%s:%s:%s:%s".formatted(service, region, owner, resource);
    }
}
