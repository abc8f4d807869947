"""The next release, which is deployed over this one."""

from collections import Counter

from expecting import expect
from live import list_rooms
from stack import replaced
from tables import as_text, scan

# An index that the next release adds to infra/stateful.yaml, as the first of the indexes of the rooms.
INDEXES = "      GlobalSecondaryIndexes:\n"
NEW_INDEX = """\
        - IndexName: e2e
          KeySchema: [{ AttributeName: sk, KeyType: HASH }, { AttributeName: pk, KeyType: RANGE }]
          Projection: { ProjectionType: KEYS_ONLY }
"""


def an_update_keeps_what_is_stored(world):
    """The release has one more index on the table of rooms, more memory for the functions, and the HTTP API instead of the function
    URLs. All tables keep their items, and the new index has the old rooms."""
    shown = list_rooms(world)
    stored = items_by_table(world)
    world.stack.deploy_stateful(replaced(world.stack.stateful, "RoomTable", INDEXES, INDEXES + NEW_INDEX))
    more_memory = replaced(world.stack.functions, "Globals", "MemorySize: 512", "MemorySize: 1024")
    world.stack.deploy_functions("http-api", more_memory)
    kept = items_by_table(world)
    expect(set(kept) == set(stored), f"the tables are {sorted(kept)} now")
    for table, items in stored.items():
        expect(kept[table] == items, f"the table {table} lost, gained or changed items")
    expect(list_rooms(world) == shown, "other rooms are shown than before")
    heads = {item["pk"]["S"] for item in scan(world, "rooms") if item["sk"]["S"] == "HEAD"}
    expect(rooms_in_the_new_index(world) == heads, "the new index lacks rooms")
    counts = ", ".join(f"{items.total()} {table}" for table, items in sorted(stored.items()))
    return f"the same items before and after ({counts}), all {len(heads)} rooms in the new index"


def items_by_table(world):
    return {table: Counter(map(as_text, scan(world, table))) for table in world.stack.tables()}


def rooms_in_the_new_index(world):
    pages = world.aws.client("dynamodb").get_paginator("query").paginate(
        TableName=world.stack.named("rooms"),
        IndexName="e2e",
        KeyConditionExpression="sk = :head",
        ExpressionAttributeValues={":head": {"S": "HEAD"}},
    )
    return {item["pk"]["S"] for page in pages for item in page["Items"]}
