"""The objects that a step of a feature uses."""

import base64
import hashlib
import hmac
import json
import secrets
from dataclasses import dataclass, field
from typing import NamedTuple

from calls import Trail
from contract import read_roles
from door import Door
from emulator import Emulator
from front import Front
from people import Anchor, Operator
from sandbox import Sandbox
from stack import Stack, secret_names

OPERATOR_KEYS = "operator-keys"


class Secrets:
    """Random ones for each run, one for each name in functions.yaml: 32 bytes in hex, unless it has another form here or in
    a feature's SECRETS."""

    def __init__(self, features):
        forms = {"viewer-keys": lambda: _base64url(secrets.token_bytes(32))}
        for feature in features:
            forms |= getattr(feature, "SECRETS", {})
        names = [name for name in secret_names() if name != OPERATOR_KEYS]
        self._values = {name: forms.get(name, secrets.token_hex)() for name in names}
        self._operators = {role: secrets.token_hex() for role in read_roles()}

    def __getitem__(self, name):
        return self._values[name]

    def operator_key(self, role):
        """The key of the operator that has this role alone."""
        return self._operators[role]

    def all(self):
        return [*self._values.values(), *self._operators.values()]

    def parameters(self):
        """The values by their names in SSM, as docs/runbook.md says that they are written."""
        viewer_keys = {"keys": [{"kty": "oct", "kid": "e2e", "k": self["viewer-keys"]}]}
        operator_keys = {
            f"e2e-{role}": {"sha256": hashlib.sha256(key.encode()).hexdigest(), "roles": [role]}
            for role, key in self._operators.items()
        }
        return self._values | {"viewer-keys": json.dumps(viewer_keys), OPERATOR_KEYS: json.dumps(operator_keys)}

    def person(self, openid):
        """The pseudonym of the person with this openid."""
        digest = hmac.new(bytes.fromhex(self["person-key"]), openid.encode(), hashlib.sha256).digest()
        return _base64url(digest[:16])


class Failure(NamedTuple):
    """An invocation that was made to fail.

    mark: a text in its log and in no other's
    is_measured: it writes its line of metrics all the same
    """

    function: str
    mark: str
    is_measured: bool


@dataclass
class World:
    """The servers, the secrets and what all features share. A feature's own state is world.of(its dataclass)."""

    aws: Emulator
    wechat: Sandbox
    stack: Stack
    front: Front
    door: Door
    trail: Trail
    secrets: Secrets

    # True unless only some of the features are played
    is_whole: bool

    # the queues in which the played features leave delayed messages
    waits: set

    # what is personal, and must be in no log, table or queue
    private: list

    # the rooms that features use again, by names of ours: the numbers that WeChat gives them
    rooms: dict = field(default_factory=dict)

    # the invocations that were made to fail, each a Failure
    failures: list = field(default_factory=list)

    # the openids of the viewers who logged in: each is in the table of people, and nowhere else
    openids: list = field(default_factory=list)

    _states: dict = field(default_factory=dict)

    def of(self, state):
        """The one instance of a feature's dataclass, made without arguments when it is first asked for."""
        return self._states.setdefault(state, state())

    @property
    def operator(self):
        return self.operator_who_is("operator")

    def operator_who_is(self, role):
        return Operator(self.front, self.secrets.operator_key(role))

    @property
    def anchor(self):
        return Anchor(self.wechat)

    def invoke(self, function, event, **how):
        """Invokes a function without any front, waits for it, and returns boto3's answer with its payload read."""
        answer = self.aws.client("lambda").invoke(
            FunctionName=self.stack.named(function), Payload=json.dumps(event), **how
        )
        return answer | {"Payload": json.load(answer["Payload"])}


def _base64url(raw):
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")
