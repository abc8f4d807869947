"""The tables of the stage, which the run reads."""

import base64
import json


def scan(world, table):
    """All items of a table, in DynamoDB's notation."""
    pages = world.aws.client("dynamodb").get_paginator("scan").paginate(
        TableName=world.stack.named(table), ConsistentRead=True
    )
    return [item for page in pages for item in page["Items"]]


def as_text(items):
    """Items as JSON, with binary values in Base64."""
    return json.dumps(
        items, default=lambda binary: base64.b64encode(bytes(binary)).decode(), ensure_ascii=False, sort_keys=True
    )
