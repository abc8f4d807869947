package io.kaibo.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** The event that Lambda gives a function for a batch of messages, and the parts of the answer that it reads. */
public record SqsEvent(List<Message> messages, String queueArn) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public byte[] json() {
        ObjectNode event = JSON.createObjectNode();
        var records = event.putArray("Records");
        messages.forEach(message -> records.add(entry(message)));
        try {
            return JSON.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can be written", e);
        }
    }

    /**
     * The ids of the messages that the answer of a mapping with ReportBatchItemFailures leaves in the queue. No answer, or
     * none of batchItemFailures, is success. JSON that cannot be read, and an item that names no message of the batch,
     * fail the whole batch:
     * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-batchfailurereporting.
     */
    public Set<String> failures(byte[] answer) {
        Set<String> failed = new HashSet<>();
        try {
            JsonNode failures = JSON.readTree(answer).path("batchItemFailures");
            if (failures.isMissingNode() || failures.isNull()) {
                return Set.of();
            }
            if (!failures.isArray()) {
                return ids();
            }
            for (JsonNode failure : failures) {
                failed.add(failure.path("itemIdentifier").asText(""));
            }
        } catch (IOException e) {
            return ids();
        }
        return ids().containsAll(failed) ? failed : ids();
    }

    public Set<String> ids() {
        Set<String> ids = new HashSet<>();
        messages.forEach(message -> ids.add(message.messageId()));
        return ids;
    }

    private ObjectNode entry(Message message) {
        ObjectNode entry = JSON.createObjectNode()
                .put("messageId", message.messageId())
                .put("receiptHandle", message.receiptHandle())
                .put("body", message.body());
        entry.set("attributes", JSON.valueToTree(message.attributesAsStrings()));
        ObjectNode attributes = entry.putObject("messageAttributes");
        message.messageAttributes().forEach((name, value) -> attributes.set(name, attribute(value)));
        return entry.put("md5OfBody", message.md5OfBody())
                .put("eventSource", "aws:sqs")
                .put("eventSourceARN", queueArn)
                .put("awsRegion", queueArn.split(":", -1)[3]);
    }

    private static ObjectNode attribute(MessageAttributeValue value) {
        ObjectNode attribute = JSON.createObjectNode().put("dataType", value.dataType());
        if (value.stringValue() != null) {
            attribute.put("stringValue", value.stringValue());
        }
        if (value.binaryValue() != null) {
            attribute.put(
                    "binaryValue",
                    Base64.getEncoder().encodeToString(value.binaryValue().asByteArray()));
        }
        attribute.putArray("stringListValues");
        attribute.putArray("binaryListValues");
        return attribute;
    }
}
