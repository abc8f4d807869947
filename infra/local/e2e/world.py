"""What a chapter of the story has at hand."""

import base64
import hashlib
import json
import secrets
from dataclasses import dataclass, field

from calls import Trail
from emulator import Emulator
from expecting import expect
from front import Front
from sandbox import Sandbox
from stack import Stack


class Secrets:
    """Random ones for each run, as docs/runbook.md says that they are made."""

    def __init__(self):
        self.wechat = secrets.token_hex(16)
        self.viewer_key = base64.urlsafe_b64encode(secrets.token_bytes(32)).decode().rstrip("=")
        self.operator_key = secrets.token_hex(32)

    def all(self):
        return [self.wechat, self.viewer_key, self.operator_key]

    def parameters(self):
        """The values by their names in SSM."""
        return {
            "wechat-secret": self.wechat,
            "viewer-keys": json.dumps({"keys": [{"kty": "oct", "kid": "e2e", "k": self.viewer_key}]}),
            "operator-keys": json.dumps({"e2e": hashlib.sha256(self.operator_key.encode()).hexdigest()}),
        }


@dataclass
class World:
    aws: Emulator
    wechat: Sandbox
    stack: Stack
    front: Front
    trail: Trail
    secrets: Secrets

    # the rooms that chapters come back to, by what they are in the story: the numbers that WeChat gives them
    rooms: dict = field(default_factory=dict)

    # the log tails of the invocations that were made to fail
    failures: list = field(default_factory=list)

    # what belongs to somebody, and must stand in no log
    private: list = field(default_factory=list)

    def invoke(self, function, event, **how):
        """Invokes a function without any front, and waits for it: the answer as boto3 has it, its payload read."""
        answer = self.aws.client("lambda").invoke(
            FunctionName=self.stack.named(function), Payload=json.dumps(event), **how
        )
        return answer | {"Payload": json.load(answer["Payload"])}

    def sync(self):
        """The operator presses 更新直播列表, and again if a press did not come to the end of the list: the reports."""
        reports = []
        while not reports or not reports[-1]["finished"]:
            expect(len(reports) < 5, "five syncs did not come to the end of the list")
            answer = self.front.post("/admin/rooms/sync", bearer=self.secrets.operator_key)
            reports.append(answer.expect(200).json())
        return reports

    def shown(self, limit=50):
        """The rooms that viewers see, all pages of them."""
        rooms, following = [], ""
        while True:
            page = self.front.get(f"/rooms?limit={limit}{following}").expect(200).json()
            rooms += page["rooms"]
            if "next" not in page:
                return rooms
            following = f"&next={page['next']}"

    def on_air_messages(self):
        """The messages that wait on room-on-air; they are taken."""
        sqs = self.aws.client("sqs")
        queue = sqs.get_queue_url(QueueName=self.stack.named("room-on-air"))["QueueUrl"]
        messages = []
        while received := sqs.receive_message(QueueUrl=queue, MaxNumberOfMessages=10).get("Messages"):
            for message in received:
                messages.append(json.loads(message["Body"]))
                sqs.delete_message(QueueUrl=queue, ReceiptHandle=message["ReceiptHandle"])
        return messages
