"""What a chapter of the story has at hand."""

import base64
import hashlib
import hmac
import json
import secrets
import string
from dataclasses import dataclass, field
from typing import NamedTuple

from calls import Trail
from door import Door
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
        self.person_key = secrets.token_hex(32)
        self.push_token = secrets.token_hex(16)
        self.push_aes_key = "".join(secrets.choice(string.ascii_letters + string.digits) for _ in range(43))

    def all(self):
        return [
            self.wechat,
            self.viewer_key,
            self.operator_key,
            self.person_key,
            self.push_token,
            self.push_aes_key,
        ]

    def parameters(self):
        """The values by their names in SSM."""
        return {
            "wechat-secret": self.wechat,
            "viewer-keys": json.dumps({"keys": [{"kty": "oct", "kid": "e2e", "k": self.viewer_key}]}),
            "person-key": self.person_key,
            "push-token": self.push_token,
            "push-aes-key": self.push_aes_key,
            "operator-keys": json.dumps(
                {"e2e": {"sha256": hashlib.sha256(self.operator_key.encode()).hexdigest(), "roles": ["operator"]}}
            ),
        }

    def person(self, openid):
        """The pseudonym of the person with this openid."""
        digest = hmac.new(bytes.fromhex(self.person_key), openid.encode(), hashlib.sha256).digest()
        return base64.urlsafe_b64encode(digest[:16]).decode().rstrip("=")


class Viewer(NamedTuple):
    openid: str
    token: str


class Failure(NamedTuple):
    """An invocation that was made to fail.

    mark: what stands in its log and in no other's
    is_measured: whether it writes its line of metrics all the same
    """

    function: str
    mark: str
    is_measured: bool


@dataclass
class World:
    aws: Emulator
    wechat: Sandbox
    stack: Stack
    front: Front
    door: Door
    trail: Trail
    secrets: Secrets

    # the rooms that chapters come back to, by what they are in the story: the numbers that WeChat gives them
    rooms: dict = field(default_factory=dict)

    # the template of the reminders, and the viewer who asked to be told of tonight's room
    template: str = ""
    subscriber: Viewer | None = None

    # the invocations that were made to fail, each a Failure
    failures: list = field(default_factory=list)

    # the openids of the viewers who logged in: each stands in the table of people, and nowhere else
    openids: list = field(default_factory=list)

    # what is personal, and must stand in no log, table or queue
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
