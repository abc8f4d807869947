"""The calls of the functions: those that CloudTrail recorded, and those that the Java tests saw."""

import functools
import hashlib
import json
from collections import Counter
from datetime import timedelta
from pathlib import Path

from rights import Kept, Right

ROOT = Path(__file__).resolve().parents[3]
NEEDS = ROOT / "src/local/resources/io/kaibo/local/rights.tsv"
SEEN_BY_TESTS = ROOT / "target/aws-calls.tsv"
KEPT = Path(__file__).parent / "rights-kept.txt"


class Trail:
    """The record of calls. A mark at its beginning shows whether there is one, and at its end whether it is whole."""

    def __init__(self, aws):
        self._aws = aws
        self._aws.client("dynamodb").list_tables()
        self._beginning = self._latest("ListTables")

    def is_recorded(self):
        return self._beginning is not None

    def calls(self, stack):
        """How often the functions asked for which right.

        Raises a RuntimeError if the record is not whole, or if an unknown caller called something of the stack.
        """
        if not self.is_recorded():
            raise RuntimeError("the emulator records no calls")
        functions = functions_by_caller(stack)
        keys = stack.keys()
        counted = Counter()
        for event in self._events():
            detail = json.loads(event["CloudTrailEvent"])
            function = functions.get(caller(detail))
            if function:
                counted.update(Right(function, action, keys.get(resource, resource)) for action, resource in asked(detail))
            elif caller(detail) != self._aws.access_key and stack.stage in event["CloudTrailEvent"]:
                # without AUTH=true MiniStack gives its functions no keys of their own
                raise RuntimeError(f"{detail['eventName']} was called with an access key that is no function's")
        return counted

    def _latest(self, name):
        """The latest call of this name; None if it is not recorded."""
        found = self._aws.client("cloudtrail").lookup_events(
            LookupAttributes=[{"AttributeKey": "EventName", "AttributeValue": name}], MaxResults=1
        )["Events"]
        return found[0] if found else None

    def _events(self):
        """All calls since the beginning, the latest first. MiniStack gives fifty and no token for the rest, so this asks for
        the calls that are not later than the last of them."""
        seen = {}
        end = None
        while True:
            window = {"EndTime": end} if end else {}
            page = self._aws.client("cloudtrail").lookup_events(MaxResults=50, **window)["Events"]
            new = [event for event in page if event["EventId"] not in seen]
            if not new:
                raise RuntimeError("the emulator has forgotten the first of the calls that it recorded")
            seen |= {event["EventId"]: event for event in new}
            if self._beginning["EventId"] in seen:
                return list(seen.values())
            # slightly later, since times lose their last digits on the way
            end = page[-1]["EventTime"] + timedelta(milliseconds=1)


def caller(detail):
    """The caller: the name of the session of its role on AWS, or the access key alone on MiniStack."""
    identity = detail["userIdentity"]
    return identity["arn"].rsplit("/", 1)[1] if identity["type"] == "AssumedRole" else identity.get("accessKeyId")


def functions_by_caller(stack):
    """The functions by their names as callers: a session has the function's name, and MiniStack makes an access key of the
    function and its role."""
    functions = {}
    for name in stack.function_names():
        found = stack.function(name)
        digest = hashlib.sha256(f"{found['FunctionArn']}:{found['Role']}".encode()).hexdigest()
        functions |= {stack.named(name): name, f"ASIA{digest[:16].upper()}": name}
    return functions


def asked(detail):
    """The rights that a call asked for, as pairs of action and resource: those of rights.tsv.

    Raises a ValueError for a call that the table does not have.
    """
    call = f"{detail['eventSource'].partition('.')[0]}:{detail['eventName']}"
    said = detail["requestParameters"] or {}
    found = [
        (action, arn(resource, name, detail))
        for known, path, action, resource in needs()
        if known == call
        for name in values_in(said, path.split("."))
    ]
    if not found:
        raise ValueError(f"what {call} asks for is not known here: say it in {NEEDS.relative_to(ROOT)}")
    return found


@functools.cache
def needs():
    """The table's lines: call, member, action, resource."""
    return [line.split("\t") for line in NEEDS.read_text().splitlines() if not line.startswith("#")]


def values_in(said, path):
    """The names at this path: each element of a list, each key of a map."""
    if isinstance(said, list):
        return [value for one in said for value in values_in(one, path)]
    if path:
        inner = member(said, path[0])
        return [] if inner is None else values_in(inner, path[1:])
    return list(said) if isinstance(said, dict) else [said]


def member(said, name):
    """A member of a request; CloudTrail begins its name with a small letter, and MiniStack leaves it as it is."""
    return said.get(name, said.get(name[0].lower() + name[1:]))


def arn(resource, name, detail):
    of = f"{detail['awsRegion']}:{detail['recipientAccountId']}:"
    if resource == "table":
        index = member(detail["requestParameters"], "IndexName")
        return f"arn:aws:dynamodb:{of}table/{name}" + (f"/index/{index}" if index else "")
    if resource == "queue":
        return f"arn:aws:sqs:{of}{name.rsplit('/', 1)[1]}"
    if resource == "parameter":
        return f"arn:aws:ssm:{of}parameter/{name.removeprefix('/')}"
    if resource == "key":
        return f"arn:aws:kms:{of}key/{name.removeprefix('alias/')}"
    raise ValueError(f"{NEEDS.name} has a resource that is not known: {resource}")


def code():
    """The files that say which calls are made, which rights they need, and which rights are given."""
    return [ROOT / "functions.yaml", NEEDS, *(ROOT / "src/main").rglob("*.java")]


def seen_by_tests(stack):
    """The calls that the Java tests saw, as if made at this stage; None if they left no record of the code as it is."""
    if not SEEN_BY_TESTS.exists() or SEEN_BY_TESTS.stat().st_mtime < max(it.stat().st_mtime for it in code()):
        return None
    calls = set()
    keys = stack.keys()
    for line in SEEN_BY_TESTS.read_text().splitlines():
        function, action, resource = line.split("\t")
        resource = resource.replace(":us-east-1:000000000000:", f":{stack.aws.region}:{stack.aws.account()}:")
        resource = resource.replace("kaibo-local-", stack.named(""))
        resource = resource.replace("/kaibo/local/", f"/kaibo/{stack.stage}/")
        calls.add(Right(function, action, keys.get(resource, resource)))
    return calls


def kept(stack):
    """The rights that are kept for a reason. A line of `queues` means one line for each function that a queue calls."""
    lines = [line for line in KEPT.read_text().splitlines() if line and not line.startswith("#")]
    found = []
    for subject, *right in (line.split(None, 3) for line in lines):
        functions = sorted(stack.readers_of_queues()) if subject == "queues" else [subject]
        found += [Kept(function, *right) for function in functions]
    return found
