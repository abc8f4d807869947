package io.kaibo.aws;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An item, or a map within one, that is to be written; {@link Item} reads it. */
public final class NewItem extends Values<NewItem> {

    /** A map without attributes. */
    public NewItem() {}

    /** An item with the attributes of its key. */
    public NewItem(Map<String, AttributeValue> key) {
        key.forEach(this::with);
    }

    @Override
    NewItem self() {
        return this;
    }
}
