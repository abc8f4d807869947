"""The functions' logs, invocation by invocation, and the errors in them."""

import json
import re
from collections import Counter
from typing import NamedTuple

START = re.compile(r"START RequestId: (\S+)")
PLATFORM = re.compile(r"(START|END|REPORT|INIT_START) ")
HARMLESS = {"TRACE", "DEBUG", "INFO"}


class Invocation(NamedTuple):
    request_id: str
    lines: list

    def text(self):
        return "\n".join(self.lines)

    def errors(self):
        """Its errors: the lines that say so, and the lines that cannot be read."""
        return [complaint for complaint in map(complaint_of, self.lines) if complaint]

    def metrics(self):
        """Its lines in CloudWatch's embedded metric format."""
        return [line for line in map(read, self.lines) if line and "_aws" in line]


def invocations(aws, stage):
    """The invocations in the logs of a stage's functions: in their own log group, and in Lambda's for a function that does not log to it."""
    logs = aws.client("logs")
    groups = [group["logGroupName"] for page in pages(logs, "describe_log_groups") for group in page["logGroups"]]
    streams = {}
    for group in groups:
        if group == f"/kaibo/{stage}" or group.startswith(f"/aws/lambda/kaibo-{stage}-"):
            for page in pages(logs, "filter_log_events", logGroupName=group):
                for event in page["events"]:
                    streams.setdefault((group, event["logStreamName"]), []).append(event["message"].rstrip())
    return [invocation for lines in streams.values() for invocation in split(lines)]


def pages(client, operation, **parameters):
    return client.get_paginator(operation).paginate(**parameters)


def split(lines):
    """The invocations of a stream. The lines before the first START belong to the first: they are its init."""
    found, init = [], []
    for line in lines:
        if start := START.match(line):
            found.append(Invocation(start.group(1), init))
            init = []
        (found[-1].lines if found else init).append(line)
    return found or [Invocation("none", init)]


def read(line):
    """A line of ours; None if it cannot be read."""
    try:
        found = json.loads(line)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def complaint_of(line):
    """What is wrong with a line; None if nothing is."""
    if PLATFORM.match(line):
        return None if "Status:" not in line else line
    said = read(line)
    if said is None:
        return f"not JSON: {line[:200]}"
    if "_aws" in said or said.get("level") in HARMLESS:
        return None
    return " ".join(str(said.get(key, "")) for key in ("level", "message", "errorType", "errorMessage"))[:500]


def counted(found, readers_of_batches):
    """How many of the invocations each function had. Each writes one line of metrics about itself. If the function answers HTTP, that
    line has a route in it, unlike its other lines, such as that of a sync. A function that reads messages in batches writes a line
    about each message, and the lines of one invocation count once."""
    lines = [(line, invocation) for invocation in found for line in invocation.metrics()]
    answering = {line["function"] for line, _ in lines if "route" in line}
    batches = {(line["function"], it.request_id) for line, it in lines if line["function"] in readers_of_batches}
    single = [line for line, _ in lines if line["function"] not in readers_of_batches]
    return Counter(function for function, _ in batches) + Counter(
        line["function"] for line in single if "route" in line or line["function"] not in answering
    )


def refusing_all(found):
    """The functions that answer HTTP and have no answer below 400 in any of the invocations."""
    answers = [line for invocation in found for line in invocation.metrics() if "route" in line]
    return {line["function"] for line in answers} - {line["function"] for line in answers if int(line["status"]) < 400}
