"""The one live of the run: the anchor begins it, one scheduled sync finds it, and the features play around it. room makes its rooms."""

import time

import logs
from expecting import expect, until
from queues import Queue
from schedules import stop_schedules

# A schedule's minute, the ten seconds in which MiniStack looks at schedules, and the sync.
SCHEDULED = 120

# For each queue of a chain: its poll, a function's first call, and the function's work.
HANDED_OVER = 60

RENAMED = "明前龙井品鉴会"


def the_anchor_begins(world):
    """In WeChat's console a room is renamed, and the anchor begins tonight's room. The scheduled sync finds both, without an operator;
    the features look at the rest of what it did. It is the only schedule that the run waits for. From then on no schedule starts by
    itself."""
    world.wechat.edit_room(world.rooms["tomorrow"], name=RENAMED)
    began = time.time()
    world.anchor.begin(world.rooms["tonight"])
    until(lambda: finds_it(world, began), SCHEDULED, "no scheduled sync finds the live")
    stop_schedules(world)
    by_hand = [line for line in syncs_since(world, began) if line["function"] != "room-sync"]
    expect(not by_hand, "an operator synced meanwhile")
    return "found by a scheduled sync; from now on the run plays the schedules by hand"


def what_follows_is_handed_over(world):
    """The messages in all queues are read and processed, and WeChat's pushes are answered. A delayed message may stay in a queue where a
    feature leaves it for later, as its WAITS says, and in no other. The run looks at all queues as often as there
    are queues: the function of one may send a message to one that was just found empty."""
    queues = [Queue(world.stack, name) for name in world.stack.queues() if not name.endswith("-dlq")]
    expect(queues, "there is no queue")
    expect(world.waits <= {queue.name for queue in queues}, f"of {sorted(world.waits)}, in which messages wait, one is no queue")
    for queue in queues * len(queues):
        may_wait = queue.name in world.waits
        until(lambda: queue.is_empty(but_for_delayed=may_wait), HANDED_OVER, f"what is in {queue.name} is not done")
    until(lambda: pushes_done(world) is not None, HANDED_OVER, "WeChat is not done with its pushes")
    return f"{len(queues)} queues are empty, {len(pushes_done(world))} pushes are answered"


def the_anchor_ends(world):
    """The operator syncs, and viewers see that it is over. No sync announces anything."""
    room = world.rooms["tonight"]
    world.anchor.end(room)
    reports = world.operator.sync_rooms()
    expect(sum(report["announced"] for report in reports) == 0, "the end was announced as a beginning")
    status = find_room(world, room_id(room))["room"]["status"]
    expect(status == "ended", f"the room is shown as {status}")
    return "the room is over for viewers, too"


def finds_it(world, began):
    return any(
        (line["function"], line["pass"]) == ("room-sync", "recent") and line.get("RoomSyncOnAir", 0) > 0
        for line in syncs_since(world, began)
    )


def syncs_since(world, began):
    """The lines of metrics of the syncs that ended since this time, in seconds."""
    found = logs.invocations(world.aws, world.stack.stage)
    lines = [line for invocation in found for line in invocation.metrics() if "pass" in line]
    return [line for line in lines if line["_aws"]["Timestamp"] / 1000 >= began]


def pushes_done(world):
    """What became of WeChat's pushes; None while one is under way."""
    pushes = world.wechat.pushes()
    return None if any(push["status"] == "under way" for push in pushes) else pushes


def room_id(roomid):
    """The id in Kaibo of a room that WeChat knows by this number."""
    return f"wx-{roomid}"


def find_room(world, room):
    """A room and its goods, as viewers see them."""
    return world.front.get(f"/rooms/{room}").expect(200).json()


def list_rooms(world, limit=50):
    """The rooms that viewers see, all pages of them."""
    rooms, following = [], ""
    while True:
        page = world.front.get(f"/rooms?limit={limit}{following}").expect(200).json()
        rooms += page["rooms"]
        if "next" not in page:
            return rooms
        following = f"&next={page['next']}"
