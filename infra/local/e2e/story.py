"""The story that the run plays, chapter by chapter. A chapter is a function: the report calls it by its name, it does
what somebody does, fails where he does not see what he should, and gives back what was seen.

A new feature adds its chapters to CHAPTERS.
"""

import base64
import hashlib
import json
import secrets
import time

from botocore.exceptions import ClientError

import logs
from expecting import expect, until
from queues import Queue
from sandbox import POPUP
from stack import replaced
from world import Failure, Viewer

# A schedule's minute, the ten seconds in which MiniStack looks at schedules, and the sync.
SCHEDULED = 120

# WeChat gives a hundred rooms a page.
HISTORY = 230

# Where a time-out of 120 s would be the other way to end.
AT_ONCE = 10

# A queue's poll, a function's first call, what it does.
HANDED_OVER = 30

# WeChat's reminder: what its template has, and what Kaibo says in it.
FIELDS = {"thing1": {"room": "name"}, "time2": {"room": "starts-at"}, "thing3": {"text": "直播开始了，快来看看"}}
SEND = "/cgi-bin/message/subscribe/send"

# Where WeChat pushes what people do.
CALLBACK = "/callbacks/wechat"
JSON = {"Content-Type": "application/json"}

# Enough for reading a page and sending it; what cannot be read is tried again after so many seconds.
HIDDEN = 2

# What the next release may add to infra/stateful.yaml, before the first index of the rooms.
FIRST_INDEX = "        - IndexName: listing "
NEW_INDEX = """\
        - IndexName: e2e
          KeySchema: [{ AttributeName: sk, KeyType: HASH }, { AttributeName: pk, KeyType: RANGE }]
          Projection: { ProjectionType: KEYS_ONLY }
"""


def a_viewer_logs_in(world):
    """The mini-program brings the code of wx.login and gets a token of its viewer; the code is good for once. The token names the
    viewer by a pseudonym, which they can read and tell an operator, and the openid is kept under it, once for two logins."""
    login, token = log_in(world)
    person = world.secrets.person(login["openid"])
    claims = token.split(".")[1]
    subject = json.loads(base64.urlsafe_b64decode(claims + "=" * (-len(claims) % 4)))["sub"]
    expect(subject == person, "the token is another person's")
    session = world.front.get("/session", bearer=token).expect(200).json()
    expect(session["person"] == person, "the viewer is told another pseudonym")
    world.front.get("/session").expect_problem(401)
    world.front.post("/session", {"code": login["code"]}).expect_problem(401)
    kept = people(world)
    expect(set(kept) == {person} and kept[person]["openid"] == login["openid"], "another openid is kept")
    log_in(world, login["openid"])
    expect(people(world) == kept, "a second login changed what is kept")
    return "a token with their pseudonym; with the same code again 401"


def an_operator_syncs_a_list_of_several_pages(world):
    """WeChat has the rooms of years. The operator presses the button, and Kaibo has them; a room that is on air is
    announced. Without his key nothing happens."""
    creator = "o" + secrets.token_hex(13)
    world.private.append(creator)
    world.wechat.fill(HISTORY)
    hours = 3600
    now = int(time.time())
    world.rooms = {
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
    reports = world.sync()
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
    """A viewer turns the pages of rooms: those on air, then those to come, the next first, and none that is over and
    has no replay. He looks at one and its goods."""
    shown = world.shown(limit=2)
    now_or_later = [room for room in world.wechat.rooms() if room["live_status"] in (101, 102)]
    in_order = sorted(now_or_later, key=lambda room: (room["live_status"], room["start_time"]))
    expected = [room_id(room["roomid"]) for room in in_order]
    expect([room["id"] for room in shown[: len(expected)]] == expected, "other rooms are shown")
    # a scheduled sync that was quick has fetched the replay of yesterday's already
    expect({room["id"] for room in shown[len(expected) :]} <= {room_id(world.rooms["yesterday"])}, "and others, too")
    tonight = world.front.get(f"/rooms/{room_id(world.rooms['tonight'])}").expect(200).json()
    expect(tonight["room"]["status"] == "upcoming", "tonight's room is not to come")
    expect([goods["price"] for goods in tonight["goods"]] == [19900], "tonight's goods are others")
    world.front.get("/rooms/wx-999999").expect_problem(404)
    return f"{len(shown)} rooms, two a page, and one with its goods"


def a_change_in_wechat_is_seen_after_the_scheduled_sync(world):
    """Somebody renames a room in WeChat's console. Within a minute viewers read the new name, and nobody pressed."""
    room = world.rooms["tomorrow"]
    world.wechat.edit_room(room, name="明前龙井品鉴会")
    until(
        lambda: world.front.get(f"/rooms/{room_id(room)}").expect(200).json()["room"]["name"] == "明前龙井品鉴会",
        SCHEDULED,
        "the new name is not shown",
    )
    until(lambda: scheduled_pass_since(world, 0), AT_ONCE, "no recent pass of room-sync is in the log")
    return "the new name, by a recent pass of room-sync"


def wechat_takes_the_address_of_the_message_push(world):
    """Somebody writes it into WeChat's console, with a wrong token first. WeChat asks there whether it is Kaibo that
    answers, and takes it only with the token that is in Kaibo's secrets."""
    address = world.door.url + CALLBACK
    keys = world.secrets
    expect(not world.wechat.push_to(address, secrets.token_hex(16), keys.push_aes_key, "json"), "a wrong token passes")
    expect(world.wechat.push_to(address, keys.push_token, keys.push_aes_key, "json"), "the address does not pass")
    asked = [(answer.status, answer.is_problem()) for _, answer in world.door.calls]
    expect(asked == [(403, True), (200, False)], f"WeChat was answered {asked}")
    return "403 with a wrong token; with the right one it passes"


def viewers_ask_to_be_reminded(world):
    """The operator says what a reminder tells. A viewer accepts one message and asks for tonight's room, twice, which is
    one wish; another viewer asks and takes it back."""
    world.template = secrets.token_urlsafe(32)
    world.wechat.put_template(world.template, list(FIELDS))
    at = f"/admin/reminders/templates/{world.template}"
    template = {"kind": "on-air", "page": "pages/room/room?id={roomId}", "fields": FIELDS}
    world.front.put(at, template).expect_problem(401)
    kept = world.front.put(at, template, bearer=world.secrets.operator_key).expect(200).json()
    expect(kept == template | {"id": world.template}, "another template is kept")

    room = room_id(world.rooms["tonight"])
    viewer = viewer_who_accepts(world)
    world.front.put(f"/reminders/{room}", {"templateId": world.template}).expect_problem(401)
    wish = ask(world, room, viewer).expect(200).json()
    expect(ask(world, room, viewer).expect(200).json() == wish, "asking again is answered otherwise")
    shown = reminder(world, room, viewer)
    expect((shown["open"], shown["templateIds"]) == (True, [world.template]), "nobody can ask")
    expect((shown["state"], shown["askedAt"]) == ("waiting", wish["askedAt"]), "he is shown another wish")

    other = viewer_who_accepts(world)
    ask(world, room, other).expect(200)
    world.front.delete(f"/reminders/{room}", bearer=other.token).expect(204)
    expect(not reminder(world, room, other)["subscribed"], "what was taken back is there")
    expect(numbers(world, room) == {"asked": 1, "waiting": 1}, f"the operator's numbers are {numbers(world, room)}")
    world.subscriber = viewer
    return "one wish, the same when asked again; none of who took it back"


def wechat_tells_what_people_choose(world):
    """WeChat has pushed that both accepted, encrypted. A third viewer refuses, and WeChat tells it twice, which is once
    in the operator's ledger. What somebody else sends is refused and is in no ledger, though he copies a signature from
    WeChat's check of the address, which says nothing of what is sent: an event of his own, or what WeChat had encrypted."""
    world.wechat.tell(times=2)
    login, _ = log_in(world)
    world.wechat.ask(login["openid"], world.template, accept=False)
    world.wechat.tell(times=1)
    pushes = until(lambda: pushed(world), HANDED_OVER, "WeChat is not done with its pushes")
    expect([push["event"] for push in pushes] == 4 * [POPUP], f"pushed were {pushes}")
    expect(all(push["status"] == "200" for push in pushes), "a push was not taken")
    expect({answer.body for _, answer in world.door.calls[-4:]} == {b"success"}, "WeChat was answered otherwise")
    counted = {"accepted": 2, "rejected": 1}
    expect(ledger(world) == counted, f"the ledger has {ledger(world)}")

    event = {"FromUserName": login["openid"], "CreateTime": str(int(time.time())), "MsgType": "event", "Event": POPUP}
    plain = event | {"List": {"TemplateId": world.template, "SubscribeStatusString": "accept", "PopupScene": "0"}}
    encrypted, _ = world.door.calls[-1]
    expect("Encrypt" in json.loads(encrypted), "WeChat's push is not encrypted")
    for forged in (json.dumps(plain), encrypted):
        world.front.call("POST", CALLBACK + forged_query(world), forged, JSON).expect_problem(403)
    expect(ledger(world) == counted, f"after forged pushes the ledger has {ledger(world)}")
    return "two accepted, one refused and told twice; two forged pushes are answered 403 and not counted"


def a_replay_comes_by_itself(world):
    """WeChat has a recording of yesterday's room. The scheduled sync fetches it, and viewers find it behind the rooms
    to come."""
    room = room_id(world.rooms["yesterday"])
    replays = until(
        lambda: world.front.get(f"/rooms/{room}/replays").expect(200).json()["replays"], SCHEDULED, "no replay is shown"
    )
    expect(len(replays) == 1, f"{len(replays)} replays are shown of one")
    expect(world.shown()[-1]["id"] == room, "the room with the replay is not the last")
    return "one replay, and its room at the end of the list"


def a_room_goes_on_air(world):
    """The anchor begins. The scheduled sync says so on room-on-air, once: whoever syncs after that says nothing. It is
    reminder-dispatch that hears it, and writes a line of metrics about each message."""
    room = world.rooms["tonight"]
    world.wechat.edit_room(room, live_status=101)
    published = until(lambda: managed(world, room_id(room)).get("publishedAt"), SCHEDULED, "it is not published")
    reports = world.sync()
    expect(sum(report["announced"] for report in reports) == 0, "another sync announced a room")
    heard = [line["kind"] for line in announcements(world) if line["room"] == room_id(room)]
    expect(heard == ["on-air"], f"what was heard of it is {heard}")
    expect(managed(world, room_id(room))["publishedAt"] == published, "it was published once more")
    found = world.front.get(f"/rooms/{room_id(room)}").expect(200).json()["room"]
    expect(found["status"] == "live", "the room is not shown on air")
    return "published by the scheduled sync, heard once, and not once more after another sync"


def who_asked_is_told_once(world):
    """He who asked for tonight's room is told, once, by WeChat's one call; he who took it back is not. Now that the room
    is on air it is too late to ask."""
    room = room_id(world.rooms["tonight"])
    until(Queue(world.stack, "reminder-pages").is_empty, HANDED_OVER, "a page of reminders is not done")
    messages = world.wechat.messages()
    expect(len(messages) == 1, f"{len(messages)} messages were sent")
    expect(messages[0]["openid"] == world.subscriber.openid, "the message went to somebody else")
    said = {field: given["value"] for field, given in messages[0]["data"].items()}
    expect(set(said) == set(FIELDS) and said["thing1"] == "今晚八点福利夜", f"the message says {said}")
    expect(messages[0]["page"] == f"pages/room/room?id={room}", "the message opens another page")
    expect(world.wechat.calls()[SEND] == 1, "WeChat was called for more than one message")
    expect(numbers(world, room) == {"asked": 1, "sent": 1}, f"the operator's numbers are {numbers(world, room)}")
    expect(ask(world, room, world.subscriber).expect(200).json()["state"] == "sent", "he is told that it was not sent")
    until(lambda: ledger(world).get("delivered") == 1, HANDED_OVER, "WeChat's push of it is not in the ledger")
    late = ask(world, room, viewer_who_accepts(world)).expect_problem(409).json()
    expect(late["roomStatus"] == "live", "who asks too late is not told why")
    return "one message with the room's name; asked 1, sent 1, delivered 1; who asks now is answered 409"


def what_is_no_page_is_given_up(world):
    """Tomorrow's room begins early. Before its page of reminders is read, something that lacks its end is put
    beside it. The page is sent; the other is tried as often as its queue says, ends among the dead letters, and is taken
    from there. Lest each try takes six minutes, the queue hides what is
    being read for two seconds meanwhile, and has its own time back at the end."""
    room = world.rooms["tomorrow"]
    viewer = viewer_who_accepts(world)
    ask(world, room_id(room), viewer).expect(200)
    pages = Queue(world.stack, "reminder-pages")
    known = {invocation.request_id for invocation in failed(world)}
    with pages.hiding_for(HIDDEN):
        with pages.unread():
            world.wechat.edit_room(room, live_status=101)
            world.sync()
            [page] = until(pages.waiting, HANDED_OVER, "no page of reminders comes")
            no_page = json.dumps({name: value for name, value in json.loads(page).items() if name != "last"})
            pages.put(no_page)
        dead = until(Queue(world.stack, "reminder-pages-dlq").take, HANDED_OVER, "nothing is given up")
    expect(dead == [no_page], f"{len(dead)} other messages are given up")
    told = [message["openid"] for message in world.wechat.messages()[1:]]
    expect(told == [viewer.openid], f"{len(told)} messages were sent")
    tries = [invocation for invocation in failed(world) if invocation.request_id not in known]
    expect(len(tries) == pages.tries(), f"it was tried {len(tries)} times")
    world.failures += [Failure("reminder-send", it.request_id, is_measured=bool(it.metrics())) for it in tries]
    return f"the page is sent; what is none is a dead letter after {len(tries)} tries"


def a_room_that_is_gone_from_wechat_vanishes(world):
    """Somebody deletes a room. A first whole pass, by the button, misses it, and a second hides it. The second is what
    the hourly schedule sends to room-sync, sent by hand: an hour is too long to wait for."""
    room = world.rooms["mistaken"]
    world.wechat.delete_room(room)
    expect(sum(report["missing"] for report in world.sync()) == 1, "the first pass did not miss the room")
    answer = world.invoke("room-sync", hourly_input(world))
    expect("FunctionError" not in answer, f"the second pass failed: {answer['Payload']}")
    expect(answer["Payload"]["hidden"] == 1, "the second pass did not hide the room")
    world.front.get(f"/rooms/{room_id(room)}").expect_problem(404)
    listed = world.front.get("/admin/rooms?limit=50", bearer=world.secrets.operator_key).expect(200).json()["rooms"]
    expect(len(listed) == 50, "the operator does not see a full page of rooms")
    expect("hiddenAt" in managed(world, room_id(room)), "the operator does not see that it is hidden")
    return "404 for viewers, hidden for operators"


def a_function_that_throws_answers_at_once(world):
    """WeChat fails, twice, since one failure is tried again. room-sync says so long before its time-out."""
    in_a_quiet_half_minute(world)
    world.wechat.fail("/wxa/business/getliveinfo", status=500, times=2)
    began = time.monotonic()
    answer = world.invoke("room-sync", {"pass": "recent"}, LogType="Tail")
    seconds = time.monotonic() - began
    expect(answer.get("FunctionError"), "room-sync did not fail")
    expect(
        answer["Payload"].get("errorType") and "getliveinfo" in answer["Payload"].get("errorMessage", ""),
        "room-sync does not say what failed",
    )
    expect(seconds < AT_ONCE, f"room-sync took {seconds:.0f} s to fail")
    # cut where it suits the answer, perhaps within a character
    log = base64.b64decode(answer["LogResult"]).decode(errors="ignore")
    world.failures.append(Failure("room-sync", log, is_measured=True))
    return f"an error with its type and message after {seconds:.1f} s"


def an_update_keeps_what_is_stored(world):
    """The next release is deployed: one more index on the table, more memory for the functions, and the HTTP API in the
    place of the function URLs. All that was stored is there, also in the new index."""
    in_a_quiet_half_minute(world)
    before = world.shown()
    stored = items(world, "rooms")
    wishes = items(world, "reminders")
    known = people(world)
    world.stack.deploy_stateful(replaced(world.stack.stateful, FIRST_INDEX, NEW_INDEX + FIRST_INDEX))
    world.stack.deploy_functions("http-api", replaced(world.stack.functions, "MemorySize: 512", "MemorySize: 1024"))
    expect(items(world, "rooms") == stored, "the table of rooms lost or gained items")
    expect(items(world, "reminders") == wishes, "the table of reminders lost or gained items")
    expect(people(world) == known, "the table of people lost or gained items")
    expect(world.shown() == before, "other rooms are shown than before")
    heads = {pk for pk, sk in stored if sk == "HEAD"}
    expect(rooms_in_the_new_index(world) == heads, "the new index lacks rooms")
    return f"{len(stored | wishes) + len(known)} items before and after, all {len(heads)} rooms in the new index"


def the_http_api_stands_in_for_the_function_urls(world):
    """The mini-program finds everything at the one address: the login, the rooms, a viewer's reminder, the operator's
    button and numbers; and WeChat its callback, which it is to write to in XML now. A path without such a prefix is the
    API's own 404, and the function URLs are gone."""
    log_in(world)
    room = room_id(world.rooms["tonight"])
    world.front.get(f"/rooms/{room}").expect(200)
    expect(reminder(world, room, world.subscriber)["state"] == "sent", "his reminder is another one")
    expect(numbers(world, room) == {"asked": 1, "sent": 1}, "the operator's numbers are others")
    keys = world.secrets
    passed = world.wechat.push_to(world.door.url + CALLBACK, keys.push_token, keys.push_aes_key, "xml")
    expect(passed, "the address of the message push does not pass")
    refused = ledger(world)["rejected"]
    world.wechat.ask(world.subscriber.openid, world.template, accept=False)
    until(lambda: ledger(world)["rejected"] == refused + 1, HANDED_OVER, "a push in XML is not in the ledger")
    world.front.post("/admin/rooms/sync").expect_problem(401)
    world.sync()
    for path in ("/", "/roomsandmore", "/admin"):
        answer = world.front.get(path).expect(404)
        expect(not answer.is_problem(), f"{path} came to a function")
    for function in world.stack.function_names():
        expect(not has_url(world, function), f"{function} has a function URL still")
    return "login, rooms, reminders, sync and callback at one address; 404 elsewhere; no function URL is left"


CHAPTERS = [
    a_viewer_logs_in,
    an_operator_syncs_a_list_of_several_pages,
    viewers_see_rooms,
    a_change_in_wechat_is_seen_after_the_scheduled_sync,
    wechat_takes_the_address_of_the_message_push,
    viewers_ask_to_be_reminded,
    wechat_tells_what_people_choose,
    a_replay_comes_by_itself,
    a_room_goes_on_air,
    who_asked_is_told_once,
    what_is_no_page_is_given_up,
    a_room_that_is_gone_from_wechat_vanishes,
    a_function_that_throws_answers_at_once,
    an_update_keeps_what_is_stored,
    the_http_api_stands_in_for_the_function_urls,
]


def room_id(roomid):
    """The id in Kaibo of a room that WeChat knows by this number."""
    return f"wx-{roomid}"


def viewer_who_accepts(world):
    """A new person, logged in, who accepted one reminder."""
    login, token = log_in(world)
    world.wechat.ask(login["openid"], world.template, accept=True)
    return Viewer(login["openid"], token)


def ask(world, room, viewer):
    """The answer to a viewer who asks to be told that a room goes on air."""
    return world.front.put(f"/reminders/{room}", {"templateId": world.template}, bearer=viewer.token)


def reminder(world, room, viewer):
    """What a viewer is shown of his reminder that a room goes on air."""
    found = world.front.get(f"/reminders/{room}", bearer=viewer.token).expect(200).json()["reminders"]
    return next(it for it in found if it["kind"] == "on-air")


def numbers(world, room):
    """How a room's reminders stand, without what there is none of."""
    answer = world.front.get(f"/admin/reminders/numbers?room={room}", bearer=world.secrets.operator_key)
    found = next(it for it in answer.expect(200).json()["reminders"] if it["kind"] == "on-air")
    return {name: count for name, count in found.items() if name != "kind" and count}


def pushed(world):
    """What became of WeChat's pushes; None while one is under way."""
    pushes = world.wechat.pushes()
    return None if any(push["status"] == "under way" for push in pushes) else pushes


def ledger(world):
    """What the operator sees of the template in the ledger, without what there is none of."""
    at = f"/admin/reminders/ledger/templates/{world.template}"
    found = world.front.get(at, bearer=world.secrets.operator_key).expect(200).json()
    return {name: count for name, count in found.items() if count}


def forged_query(world):
    """A query with the signature that WeChat's check of the address has; that of the message is made without its token."""
    now, nonce = str(int(time.time())), secrets.token_hex(5)
    seen, made = (signature(token, now, nonce) for token in (world.secrets.push_token, secrets.token_hex(16)))
    return f"?signature={seen}&timestamp={now}&nonce={nonce}&encrypt_type=aes&msg_signature={made}"


def signature(*signed):
    """As WeChat signs."""
    return hashlib.sha1("".join(sorted(signed)).encode()).hexdigest()


def managed(world, room):
    """A room as the operator sees it."""
    answer = world.front.get(f"/admin/rooms/{room}", bearer=world.secrets.operator_key)
    return answer.expect(200).json()["room"]


def announcements(world):
    """What reminder-dispatch heard of rooms, once it has heard all: its lines of metrics, one a message."""
    until(Queue(world.stack, "room-on-air").is_empty, HANDED_OVER, "an announcement is not done")
    found = logs.invocations(world.aws, world.stack.stage)
    lines = [line for invocation in found for line in invocation.metrics()]
    return [line for line in lines if line["function"] == "reminder-dispatch"]


def failed(world):
    """The invocations that logged an error, in their order."""
    return [it for it in logs.invocations(world.aws, world.stack.stage) if it.errors()]


def log_in(world, openid=None):
    """A person's login code and openid, and their token; a new person unless an openid is given."""
    login = world.wechat.login(openid)
    token = world.front.post("/session", {"code": login["code"]}).expect(201).json()["token"]
    world.openids.append(login["openid"])
    world.private += [login["code"], login["openid"], token]
    return login, token


def people(world):
    """The items of the table of people, by the pseudonyms."""
    pages = world.aws.client("dynamodb").get_paginator("scan").paginate(
        TableName=world.stack.named("people"), ConsistentRead=True
    )
    found = [{name: next(iter(value.values())) for name, value in item.items()} for page in pages for item in page["Items"]]
    return {item["person"]: item for item in found}


def passes(world):
    """The syncs in the log: the function, the pass and when it ended, in seconds."""
    found = logs.invocations(world.aws, world.stack.stage)
    lines = [line for invocation in found for line in invocation.metrics() if "pass" in line]
    return [(line["function"], line["pass"], line["_aws"]["Timestamp"] / 1000) for line in lines]


def scheduled_pass_since(world, seconds):
    return any(
        (function, kind) == ("room-sync", "recent") and ended > seconds for function, kind, ended in passes(world)
    )


def in_a_quiet_half_minute(world):
    """Waits, if need be, until a scheduled sync has just been: the next shall not come between."""
    until(lambda: scheduled_pass_since(world, time.time() - 30), SCHEDULED, "no scheduled sync comes")


def hourly_input(world):
    """What the deployed hourly schedule sends to room-sync."""
    scheduler = world.aws.client("scheduler")
    for schedule in scheduler.list_schedules()["Schedules"]:
        found = scheduler.get_schedule(Name=schedule["Name"], GroupName=schedule["GroupName"])
        to_room_sync = found["Target"]["Arn"].endswith(":" + world.stack.named("room-sync"))
        if to_room_sync and found["ScheduleExpression"] == "rate(1 hour)":
            return json.loads(found["Target"]["Input"])
    raise AssertionError("room-sync has no hourly schedule")


def items(world, table):
    """The keys of all items in a table."""
    pages = world.aws.client("dynamodb").get_paginator("scan").paginate(
        TableName=world.stack.named(table), ConsistentRead=True, ProjectionExpression="pk, sk"
    )
    return {(item["pk"]["S"], item["sk"]["S"]) for page in pages for item in page["Items"]}


def rooms_in_the_new_index(world):
    pages = world.aws.client("dynamodb").get_paginator("query").paginate(
        TableName=world.stack.named("rooms"),
        IndexName="e2e",
        KeyConditionExpression="sk = :head",
        ExpressionAttributeValues={":head": {"S": "HEAD"}},
    )
    return {item["pk"]["S"] for page in pages for item in page["Items"]}


def has_url(world, function):
    try:
        world.aws.client("lambda").get_function_url_config(FunctionName=world.stack.named(function))
        return True
    except ClientError as e:
        expect(e.response["Error"]["Code"] == "ResourceNotFoundException", str(e))
        return False
