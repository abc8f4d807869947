"""Viewers ask to be told that a room goes on air."""

import json
import re
import secrets
import time
from dataclasses import dataclass

import logs
from expecting import expect, until
from features.push import CALLBACK, forge_query
from live import HANDED_OVER, pushes_done, room_id
from people import Viewer
from playing import play
from queues import Queue
from sandbox import POPUP
from world import Failure

AFTER = ["push", "room"]

# WeChat's reminder: the fields of its template, and what Kaibo says in them.
FIELDS = {"thing1": {"room": "name"}, "time2": {"room": "starts-at"}, "thing3": {"text": "直播开始了，快来看看"}}
JSON = {"Content-Type": "application/json"}

SEND = "/cgi-bin/message/subscribe/send"

# Visibility time-out in seconds: longer than one send.
HIDDEN = 2


@dataclass
class Reminders:
    """template: the template of the reminders
    viewer: the viewer who asked to be told of tonight's room
    pushes: the pushes before any viewer was asked
    """

    template: str = ""
    viewer: Viewer | None = None
    pushes: int = 0


def before_the_live(world):
    play(viewers_ask_to_be_reminded, world)
    play(wechat_tells_what_people_choose, world)


def on_air(world):
    play(a_viewer_who_asked_is_told_once, world)
    play(what_is_no_page_is_given_up, world)


def afterwards(world):
    play(reminders_stay_as_they_were, world)
    play(a_push_in_xml_is_counted, world)


def viewers_ask_to_be_reminded(world):
    """The operator sets what a reminder says. A viewer asks for tonight's room twice, which is one subscription. They would take two
    messages, so a second send would be delivered. Another viewer asks and cancels."""
    mine = world.of(Reminders)
    mine.pushes = len(world.wechat.pushes())
    mine.template = secrets.token_urlsafe(32)
    world.wechat.put_template(mine.template, list(FIELDS))
    at = f"/admin/reminders/templates/{mine.template}"
    template = {"kind": "on-air", "page": "pages/room/room?id={roomId}", "fields": FIELDS}
    world.front.put(at, template).expect_problem(401)
    kept = world.operator.put(at, template).expect(200).json()
    expect(kept == template | {"id": mine.template}, "another template is kept")

    room = room_id(world.rooms["tonight"])
    viewer = viewer_who_accepts(world)
    world.wechat.call("POST", "/sandbox/accepts", {"openid": viewer.openid, "template_id": mine.template})
    world.front.put(f"/reminders/{room}", {"templateId": mine.template}).expect_problem(401)
    subscription = subscribe(world, viewer, room).expect(200).json()
    expect(subscribe(world, viewer, room).expect(200).json() == subscription, "asking again is answered otherwise")
    shown = find_reminder(viewer, room)
    expect((shown["open"], shown["templateIds"]) == (True, [mine.template]), "no viewer can ask")
    expect((shown["state"], shown["askedAt"]) == ("waiting", subscription["askedAt"]), "the viewer is shown another one")

    other = viewer_who_accepts(world)
    subscribe(world, other, room).expect(200)
    other.delete(f"/reminders/{room}").expect(204)
    expect(not find_reminder(other, room)["subscribed"], "what was taken back is there")
    numbers = count_reminders(world, room)
    expect(numbers == {"asked": 1, "waiting": 1}, f"the operator's numbers are {numbers}")
    mine.viewer = viewer
    return "one subscription, the same when asked again; none of the viewer who took it back"


def wechat_tells_what_people_choose(world):
    """WeChat has pushed, encrypted, that both accepted. A third viewer refuses; WeChat pushes that twice, and it counts once in the
    operator's ledger. A stranger sends an event of their own, and one that WeChat had encrypted. Both have a signature from WeChat's
    check of the address, which does not cover the body. They are refused and are in no ledger."""
    mine = world.of(Reminders)
    world.wechat.tell(times=2)
    viewer = Viewer(world).log_in()
    viewer.answer_popup(mine.template, accept=False)
    world.wechat.tell(times=1)
    pushes = until(lambda: pushes_done(world), HANDED_OVER, "WeChat is not done with its pushes")[mine.pushes :]
    expect([push["event"] for push in pushes] == 4 * [POPUP], f"pushed were {pushes}")
    expect(all(push["status"] == "200" for push in pushes), "a push was not taken")
    expect({answer.body for _, answer in world.door.calls[-4:]} == {b"success"}, "WeChat was answered otherwise")
    counted = {"accepted": 2, "rejected": 1}
    expect(read_ledger(world) == counted, f"the ledger has {read_ledger(world)}")

    event = {"FromUserName": viewer.openid, "CreateTime": str(int(time.time())), "MsgType": "event", "Event": POPUP}
    plain = event | {"List": {"TemplateId": mine.template, "SubscribeStatusString": "accept", "PopupScene": "0"}}
    encrypted, _ = world.door.calls[-1]
    expect("Encrypt" in json.loads(encrypted), "WeChat's push is not encrypted")
    for forged in (json.dumps(plain), encrypted):
        world.front.call("POST", CALLBACK + forge_query(world), forged, JSON).expect_problem(403)
    expect(read_ledger(world) == counted, f"after forged pushes the ledger has {read_ledger(world)}")
    return "two accepted, one refused and told twice; two forged pushes are answered 403 and not counted"


def a_viewer_who_asked_is_told_once(world):
    """The viewer who asked for tonight's room is told once, though they would take a second message. The viewer who cancelled is not told.
    Now that the room is on air it is too late to ask. Only this template's messages are compared. A send that WeChat refuses is no
    message, and WeChat counts its calls for all templates together. So only if no other template has a message can the run see that no
    send was refused."""
    mine = world.of(Reminders)
    room = room_id(world.rooms["tonight"])
    messages = messages_sent(world)
    expect(len(messages) == 1, f"{len(messages)} messages were sent")
    sends_alone = len(world.wechat.messages()) == len(messages)
    calls = world.wechat.calls()[SEND]
    expect(calls == len(messages) or not sends_alone, f"WeChat was called {calls} times for one message")
    expect(messages[0]["openid"] == mine.viewer.openid, "the message went to another viewer")
    said = {field: given["value"] for field, given in messages[0]["data"].items()}
    expect(set(said) == set(FIELDS) and said["thing1"] == "今晚八点福利夜", f"the message says {said}")
    expect(messages[0]["page"] == f"pages/room/room?id={room}", "the message opens another page")
    numbers = count_reminders(world, room)
    expect(numbers == {"asked": 1, "sent": 1}, f"the operator's numbers are {numbers}")
    state = subscribe(world, mine.viewer, room).expect(200).json()["state"]
    expect(state == "sent", f"the viewer is told that it is {state}")
    until(lambda: read_ledger(world).get("delivered") == 1, HANDED_OVER, "WeChat's push of it is not in the ledger")
    late = subscribe(world, viewer_who_accepts(world), room).expect_problem(409).json()
    expect(late["roomStatus"] == "live", "a viewer who asks too late is not told why")
    refused = "none was refused" if sends_alone else "REFUSED SENDS WERE NOT COUNTED, since another feature sends"
    return f"one message with the room's name, {refused}; asked 1, sent 1, delivered 1; a viewer who asks now is answered 409"


def what_is_no_page_is_given_up(world):
    """Tomorrow's room begins early. Before its page of reminders is read, a message that lacks its end is put into the same queue. The page
    is sent. The other message is tried as often as its queue says, becomes a dead letter, and is taken off. So that a try does not take
    six minutes, the queue hides a message that is being read for two seconds meanwhile, and has its own time-out back at the end."""
    room = world.rooms["tomorrow"]
    viewer = viewer_who_accepts(world)
    subscribe(world, viewer, room_id(room)).expect(200)
    pages = Queue(world.stack, "reminder-pages")
    known = {invocation.request_id for invocation in failed(world)}
    told_before = len(messages_sent(world))
    with pages.hiding_for(HIDDEN):
        with pages.unread():
            world.anchor.begin(room)
            world.operator.sync_rooms()
            [page] = until(pages.waiting, HANDED_OVER, "no page of reminders comes")
            no_page = json.dumps({name: value for name, value in json.loads(page).items() if name != "last"})
            pages.put(no_page)
        dead = until(pages.dead_letters().take, HANDED_OVER, "nothing is given up")
    expect(dead == [no_page], f"{len(dead)} other messages are given up")
    told = [message["openid"] for message in messages_sent(world)[told_before:]]
    expect(told == [viewer.openid], f"{len(told)} messages were sent")
    tries = [invocation for invocation in failed(world) if invocation.request_id not in known]
    expect(len(tries) == pages.tries(), f"it was tried {len(tries)} times")
    world.failures += [Failure("reminder-send", it.request_id, is_measured=bool(it.metrics())) for it in tries]
    return f"the page is sent; what is none is a dead letter after {len(tries)} tries"


def reminders_stay_as_they_were(world):
    """At the address of the new release, the viewer and the operator see what they saw before the live was over."""
    room = room_id(world.rooms["tonight"])
    state = find_reminder(world.of(Reminders).viewer, room)["state"]
    expect(state == "sent", f"the viewer's reminder is {state}")
    numbers = count_reminders(world, room)
    expect(numbers == {"asked": 1, "sent": 1}, f"the operator's numbers are {numbers}")
    return "sent to the viewer; asked 1, sent 1 for the operator"


def a_push_in_xml_is_counted(world):
    """WeChat pushes in XML that the viewer refuses. The push is encrypted, and in XML, too."""
    mine = world.of(Reminders)
    refused = read_ledger(world)["rejected"]
    mine.viewer.answer_popup(mine.template, accept=False)
    until(lambda: read_ledger(world)["rejected"] == refused + 1, HANDED_OVER, "a push in XML is not in the ledger")
    until(lambda: pushes_done(world), HANDED_OVER, "WeChat is not done with its pushes")
    pushed, _ = world.door.calls[-1]
    expect(re.fullmatch(rb"<xml>.*<Encrypt>.+</Encrypt>.*</xml>", pushed.strip(), re.DOTALL), "WeChat's push is not encrypted XML")
    return f"refused {refused + 1} in the ledger, pushed in XML"


def viewer_who_accepts(world):
    """A new viewer, logged in, who accepted one reminder."""
    viewer = Viewer(world).log_in()
    viewer.answer_popup(world.of(Reminders).template, accept=True)
    return viewer


def subscribe(world, viewer, room):
    """The answer to a viewer who asks to be told that a room goes on air."""
    return viewer.put(f"/reminders/{room}", {"templateId": world.of(Reminders).template})


def find_reminder(viewer, room):
    """A viewer's reminder that a room goes on air, as the viewer sees it."""
    found = viewer.get(f"/reminders/{room}").expect(200).json()["reminders"]
    return next(it for it in found if it["kind"] == "on-air")


def count_reminders(world, room):
    """The counts of a room's reminders, without those that are 0."""
    found = world.operator.get(f"/admin/reminders/numbers?room={room}").expect(200).json()["reminders"]
    on_air = next(it for it in found if it["kind"] == "on-air")
    return {name: count for name, count in on_air.items() if name != "kind" and count}


def read_ledger(world):
    """The ledger of the template, as the operator sees it, without the counts that are 0."""
    at = f"/admin/reminders/ledger/templates/{world.of(Reminders).template}"
    return {name: count for name, count in world.operator.get(at).expect(200).json().items() if count}


def messages_sent(world):
    """The reminders that were delivered to viewers, the earliest first."""
    return [it for it in world.wechat.messages() if it["template_id"] == world.of(Reminders).template]


def failed(world):
    """The invocations that logged an error, in their order."""
    return [it for it in logs.invocations(world.aws, world.stack.stage) if it.errors()]
