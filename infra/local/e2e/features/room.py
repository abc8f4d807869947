"""The rooms of the mini-program, in step with WeChat."""

import secrets
import time

import logs
from expecting import expect, until
from live import HANDED_OVER, RENAMED, find_room, list_rooms, room_id
from playing import play
from queues import Queue
from schedules import play_schedule

# The check of openids needs viewers who logged in.
AFTER = ["session"]

# The form of a mini-program's secret.
SECRETS = {"wechat-secret": lambda: secrets.token_hex(16)}

# WeChat gives a hundred rooms a page.
HISTORY = 230


def before_the_live(world):
    play(an_operator_syncs_a_list_of_several_pages, world)
    play(viewers_see_rooms, world)


def on_air(world):
    play(a_change_in_wechat_is_seen_after_the_scheduled_sync, world)
    play(a_replay_comes_by_itself, world)
    play(a_room_goes_on_air, world)


def afterwards(world):
    play(a_room_that_is_gone_from_wechat_vanishes, world)


def an_operator_syncs_a_list_of_several_pages(world):
    """WeChat has the rooms of years. The operator presses the button, and Kaibo has them. A room that is on air is announced. Without a
    key nothing happens."""
    creator = "o" + secrets.token_hex(13)
    world.private.append(creator)
    world.wechat.fill(HISTORY)
    hours = 3600
    now = int(time.time())
    world.rooms |= {
        "on air": world.wechat.create_room(name="秋日穿搭直播间", live_status=101, creater_openid=creator),
        "tonight": world.wechat.create_room(
            name="今晚八点福利夜", start_time=now + 3 * hours, goods=[{"name": "羊绒围巾", "price": 19900}]
        ),
        "tomorrow": world.wechat.create_room(name="明前龙井尝鲜会", start_time=now + 26 * hours),
        "yesterday": world.wechat.create_room(
            name="手作陶杯上新", live_status=103, start_time=now - 20 * hours, live_replay=[{}]
        ),
        "mistaken": world.wechat.create_room(name="测试直播间", start_time=now + 50 * hours),
    }
    world.front.post("/admin/rooms/sync").expect_problem(401)
    reports = world.operator.sync_rooms()
    rooms = len(world.wechat.rooms())
    last = reports[-1]
    expect(last["rooms"] == rooms, f"{last['rooms']} rooms were synced of {rooms}")
    expect(last["pages"] >= 3, f"{last['pages']} pages are not several")
    expect(last["steady"], "the list did not stand still")
    expect(sum(report["failed"] for report in reports) == 0, "rooms could not be stored")
    announced = [line["room"] for line in announcements(world)]
    expect(announced == [room_id(world.rooms["on air"])], f"announced were {announced}")
    return f"{rooms} rooms on {last['pages']} pages, the one that is on air announced"


def viewers_see_rooms(world):
    """A viewer reads the pages of rooms: the live ones, then the upcoming ones, the next first, and none that is over and has no replay.
    They look at one and its goods."""
    shown = list_rooms(world, limit=2)
    now_or_later = [room for room in world.wechat.rooms() if room["live_status"] in (101, 102)]
    in_order = sorted(now_or_later, key=lambda room: (room["live_status"], room["start_time"]))
    expected = [room_id(room["roomid"]) for room in in_order]
    expect([room["id"] for room in shown[: len(expected)]] == expected, "other rooms are shown")
    # a quick scheduled sync has already fetched the replay of yesterday's room
    expect({room["id"] for room in shown[len(expected) :]} <= {room_id(world.rooms["yesterday"])}, "and others, too")
    tonight = find_room(world, room_id(world.rooms["tonight"]))
    expect(tonight["room"]["status"] == "upcoming", "tonight's room is not to come")
    expect([goods["price"] for goods in tonight["goods"]] == [19900], "tonight's goods are others")
    world.front.get("/rooms/wx-999999").expect_problem(404)
    return f"{len(shown)} rooms, two a page, and one with its goods"


def a_change_in_wechat_is_seen_after_the_scheduled_sync(world):
    """The room that was renamed in WeChat's console as the live began has its new name for viewers."""
    name = find_room(world, room_id(world.rooms["tomorrow"]))["room"]["name"]
    expect(name == RENAMED, f"the name that is shown is {name}")
    return "the new name, by a recent pass of room-sync"


def a_replay_comes_by_itself(world):
    """WeChat has a recording of yesterday's room. The scheduled sync has fetched it, and viewers find it after the upcoming rooms."""
    room = room_id(world.rooms["yesterday"])
    replays = world.front.get(f"/rooms/{room}/replays").expect(200).json()["replays"]
    expect(len(replays) == 1, f"{len(replays)} replays are shown of one")
    expect(list_rooms(world)[-1]["id"] == room, "the room with the replay is not the last")
    return "one replay, and its room at the end of the list"


def a_room_goes_on_air(world):
    """The scheduled sync has published once, on room-on-air, that the anchor began: a later sync publishes nothing. reminder-dispatch got
    the message, and writes a line of metrics about each message."""
    room = room_id(world.rooms["tonight"])
    published = world.operator.find_room(room).get("publishedAt")
    expect(published, "it is not published")
    reports = [*world.operator.sync_rooms(), play_schedule(world, "room-sync", "rate(1 minute)")]
    expect(sum(report["announced"] for report in reports) == 0, "another sync announced a room")
    heard = [line["kind"] for line in announcements(world) if line["room"] == room]
    expect(heard == ["on-air"], f"what was heard of it is {heard}")
    expect(world.operator.find_room(room)["publishedAt"] == published, "it was published once more")
    status = find_room(world, room)["room"]["status"]
    expect(status == "live", f"the room is shown as {status}")
    return "published by the scheduled sync, heard once, and not once more after another sync"


def a_room_that_is_gone_from_wechat_vanishes(world):
    """A room is deleted in WeChat. A first whole pass, by the button, marks it as missing, and a second hides it. The second is the one
    that the hourly schedule starts."""
    room = world.rooms["mistaken"]
    world.front.post("/admin/rooms/sync").expect_problem(401)
    world.wechat.delete_room(room)
    missing = sum(report["missing"] for report in world.operator.sync_rooms())
    expect(missing == 1, f"the first pass missed {missing} rooms")
    hidden = play_schedule(world, "room-sync", "rate(1 hour)")["hidden"]
    expect(hidden == 1, f"the second pass hid {hidden} rooms")
    tonight = find_room(world, room_id(world.rooms["tonight"]))["room"]
    expect(tonight["status"] == "ended", "tonight's room is not there any more")
    world.front.get(f"/rooms/{room_id(room)}").expect_problem(404)
    listed = world.operator.get("/admin/rooms?limit=50").expect(200).json()["rooms"]
    expect(len(listed) == 50, "the operator does not see a full page of rooms")
    expect("hiddenAt" in world.operator.find_room(room_id(room)), "the operator does not see that it is hidden")
    return "404 for viewers, hidden for operators"


def announcements(world):
    """The lines of metrics of reminder-dispatch, one for each message, once it has read all messages."""
    until(Queue(world.stack, "room-on-air").is_empty, HANDED_OVER, "an announcement is not done")
    lines = [line for it in logs.invocations(world.aws, world.stack.stage) for line in it.metrics()]
    return [line for line in lines if line["function"] == "reminder-dispatch"]
