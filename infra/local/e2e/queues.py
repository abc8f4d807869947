"""A queue of the stage, which the run reads and changes."""

import contextlib
import json

from expecting import until

# How long a change of a queue's reader may take.
PAUSE = 60

# How long, in seconds, a message is hidden while the other messages are read.
HIDDEN_WHILE_READ = 30


class Queue:
    def __init__(self, stack, name):
        self.name = name
        self._stack = stack
        self._sqs = stack.aws.client("sqs")
        self._url = self._sqs.get_queue_url(QueueName=stack.named(name))["QueueUrl"]

    def is_empty(self, but_for_delayed=False):
        """True if no message is in it, neither waiting nor being read, nor delayed unless that is left out."""
        kinds = ["", "NotVisible"] if but_for_delayed else ["", "NotVisible", "Delayed"]
        found = self._attributes(*(f"ApproximateNumberOfMessages{kind}" for kind in kinds))
        return not any(map(int, found.values()))

    def tries(self):
        """How often a message is read before it is given up."""
        return int(self._redrive_policy()["maxReceiveCount"])

    def dead_letters(self):
        """Its dead-letter queue."""
        arn = self._redrive_policy()["deadLetterTargetArn"]
        return Queue(self._stack, arn.rsplit(":", 1)[1].removeprefix(self._stack.named("")))

    def put(self, body):
        self._sqs.send_message(QueueUrl=self._url, MessageBody=body)

    def waiting(self):
        """The bodies of the waiting messages, which stay in the queue."""
        return [message["Body"] for message in self._received(VisibilityTimeout=0)]

    def everything(self):
        """The messages that can be received now, as text; they stay in the queue."""
        found = []
        while some := self._received(VisibilityTimeout=HIDDEN_WHILE_READ):
            found += some
        for message in found:
            self._sqs.change_message_visibility(
                QueueUrl=self._url, ReceiptHandle=message["ReceiptHandle"], VisibilityTimeout=0
            )
        return "\n".join(json.dumps(message) for message in found)

    def take(self):
        """Takes the waiting messages off and returns their bodies."""
        messages = self._received()
        for message in messages:
            self._sqs.delete_message(QueueUrl=self._url, ReceiptHandle=message["ReceiptHandle"])
        return [message["Body"] for message in messages]

    @contextlib.contextmanager
    def hiding_for(self, seconds):
        """For a while, a message that was read and not taken off can be received again after so many seconds."""
        usual = self._attributes("VisibilityTimeout")
        self._sqs.set_queue_attributes(QueueUrl=self._url, Attributes={"VisibilityTimeout": str(seconds)})
        try:
            yield
        finally:
            self._sqs.set_queue_attributes(QueueUrl=self._url, Attributes=usual)

    @contextlib.contextmanager
    def unread(self):
        """For a while, no function gets its messages."""
        reading = self._stack.aws.client("lambda")
        pages = reading.get_paginator("list_event_source_mappings").paginate(
            EventSourceArn=self._attributes("QueueArn")["QueueArn"]
        )
        mappings = [mapping["UUID"] for page in pages for mapping in page["EventSourceMappings"]]
        for mapping in mappings:
            reading.update_event_source_mapping(UUID=mapping, Enabled=False)
            until(
                lambda: reading.get_event_source_mapping(UUID=mapping)["State"] == "Disabled",
                PAUSE,
                f"{self._url} goes on being read",
            )
        try:
            yield
        finally:
            for mapping in mappings:
                reading.update_event_source_mapping(UUID=mapping, Enabled=True)

    def _redrive_policy(self):
        return json.loads(self._attributes("RedrivePolicy")["RedrivePolicy"])

    def _received(self, **how):
        return self._sqs.receive_message(QueueUrl=self._url, MaxNumberOfMessages=10, **how).get("Messages", [])

    def _attributes(self, *names):
        return self._sqs.get_queue_attributes(QueueUrl=self._url, AttributeNames=list(names))["Attributes"]
