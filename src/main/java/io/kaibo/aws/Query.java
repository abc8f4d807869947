package io.kaibo.aws;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.Select;

/** Which items under one key of a table or of an index are read, and in which order. */
public final class Query extends Values<Query> {

    private final QueryRequest.Builder request = QueryRequest.builder();
    private final Map<String, String> names = new HashMap<>();

    private Query(String keyCondition) {
        request.keyConditionExpression(keyCondition);
    }

    /** @param keyCondition such as {@code pk = :room AND sk > :after}, whose values {@code with} gives */
    public static Query by(String keyCondition) {
        return new Query(keyCondition);
    }

    /** After every write that is done; an index cannot be read so. */
    public Query consistently() {
        request.consistentRead(true);
        return this;
    }

    public Query ofIndex(String index) {
        request.indexName(index);
        return this;
    }

    /** @param attributes which of them to return, separated by commas; all if this is not called */
    public Query returning(String attributes) {
        request.projectionExpression(attributes);
        return this;
    }

    /** Only those for which this is true, such as {@code attribute_exists(claim)}. The others are read, and cost as much. */
    public Query where(String filter) {
        request.filterExpression(filter);
        return this;
    }

    /** An attribute whose name the expressions cannot have: {@code #alias} stands for it there. */
    public Query named(String alias, String attribute) {
        names.put(alias, attribute);
        return this;
    }

    public Query latestFirst() {
        request.scanIndexForward(false);
        return this;
    }

    /** How many items one call reads at most. */
    public Query limit(int most) {
        request.limit(most);
        return this;
    }

    /** @param place the keys of the item, in the table and in the index, behind which to go on; from the beginning if null */
    public Query after(@Nullable NewItem place) {
        request.exclusiveStartKey(place == null ? null : place.values());
        return this;
    }

    /** The items themselves are not returned. */
    Query counting() {
        request.select(Select.COUNT);
        return this;
    }

    @Override
    Query self() {
        return this;
    }

    QueryRequest toRequest(String table) {
        Map<String, AttributeValue> values = values();
        return request.tableName(table)
                .expressionAttributeNames(names.isEmpty() ? null : names)
                .expressionAttributeValues(values)
                .build();
    }
}
