"""A coupon is tried out, put on the shelf, pushed into the live and claimed, and WeChat Pay sends it, though it is away for a while. Then it is used."""

import json
from dataclasses import dataclass, field

from expecting import expect, until
from live import room_id
from people import Viewer
from playing import play
from sandbox import MERCHANT_SERIAL, PAY_API_KEY, PAY_KEYS, PUBLIC_KEY_ID
from schedules import play_schedule

# The check of openids needs viewers who logged in, and a coupon is pushed into a room that is on air.
AFTER = ["room", "session"]

# A claim waits in it while WeChat Pay is away.
WAITS = ["coupon-grants", "coupon-prizes", "lottery-steps"]

SECRETS = {
    "pay-merchant-key": lambda: json.dumps({MERCHANT_SERIAL: (PAY_KEYS / "merchant-key.pem").read_text()}),
    "pay-api-key": lambda: PAY_API_KEY,
    "pay-public-keys": lambda: json.dumps({PUBLIC_KEY_ID: (PAY_KEYS / "platform-public-key.pem").read_text()}),
}

STOCK = "9802"

# Where WeChat Pay notifies uses.
CALLBACK = "/callbacks/pay"

# One for the trial, and one for each of two viewers.
QUANTITY = 3

# The one coupon of it is a prize.
PRIZE_STOCK = "9803"

# From the close: fifteen seconds to the freeze, five to the round, and the emulator's own time.
DRAWN = 75

# A message through the queue and a call of WeChat Pay; an outage delays it by five seconds.
GRANTED = 30


@dataclass
class Coupon:
    """id: of the coupon
    viewers: who claim it
    lottery: the id of one whose prize is a coupon
    winner: its only entrant
    """

    id: str = ""
    viewers: list = field(default_factory=list)
    lottery: str = ""
    winner: Viewer = None


def before_the_live(world):
    play(an_operator_adds_a_coupon_and_tries_it_out, world)


def on_air(world):
    play(the_anchor_pushes_it_and_viewers_claim_it, world)
    # not afterwards: MiniStack's HTTP API fails of an answer 204
    play(the_coupons_are_used_and_each_counts_once, world)
    play(a_lottery_whose_prize_is_a_coupon_is_started, world)


def afterwards(world):
    play(a_stock_that_is_paused_takes_its_coupon_off_the_shelf, world)
    play(the_winner_gets_one_coupon, world)


def an_operator_adds_a_coupon_and_tries_it_out(world):
    """The operator checks the keys, adds a coupon of a stock, and asked again gets the same. It goes on the shelf once a trial of it is granted.
    No more than the stock has can be added."""
    mine = world.of(Coupon)
    world.wechat.call("PUT", "/pay/sandbox/stocks", {"stock_id": STOCK, "max_coupons": QUANTITY})
    world.operator.post("/admin/coupons/self-check").expect(204)
    body = {"roomId": room_id(world.rooms["tonight"]), "key": "coupon-evening-1", "plan": plan(QUANTITY)}
    world.front.post("/admin/coupons", body).expect_problem(401)
    draft = world.operator.post("/admin/coupons", body).expect(201).json()
    expect(draft["terms"]["amount"] == 500, f"the coupon is worth {draft['terms']['amount']}")
    expect(world.operator.post("/admin/coupons", body).expect(200).json() == draft, "the same key gave another coupon")
    problem = world.operator.post("/admin/coupons", body | {"key": "coupon-evening-2"}).expect_problem(409).json()
    expect(problem["type"] == "urn:kaibo:problem:stock-allotted", f"more than the stock has is {problem['type']}")
    mine.id = draft["id"]
    at = f"/admin/coupons/{mine.id}"
    problem = world.operator.post(f"{at}/shelf", {}).expect_problem(409).json()
    expect(problem["type"] == "urn:kaibo:problem:not-authorised", f"without a trial it is {problem['type']}")
    trial = {"key": "trial-evening-1", "viewerToken": Viewer(world).log_in().token}
    world.operator.post(f"{at}/trial", trial).expect(202)
    until(lambda: world.operator.get(at).expect(200).json()["trial"]["state"] == "granted", GRANTED, "the trial is not granted")
    world.operator.post(f"{at}/shelf", {}).expect(200)
    return "added, tried out and on the shelf; not without a trial, and not more than the stock has"


def the_anchor_pushes_it_and_viewers_claim_it(world):
    """The anchor pushes the coupon, and the room's feed has it. Two viewers claim it while WeChat Pay is away; a third comes too late. Once WeChat
    Pay is back, both have theirs, one each. The numbers say so."""
    mine = world.of(Coupon)
    room = room_id(world.rooms["tonight"])
    push = {"key": "push-evening-1"}
    world.operator_who_is("anchor").post(f"/admin/coupons/{mine.id}/push", push).expect(200)
    until(lambda: mine.id in pushed(world), 10, "the feed does not have the coupon")
    (shown,) = world.front.get(f"/coupons?room={room}").expect(200).json()["coupons"]
    expect((shown["amount"], shown["left"]) == (500, "some"), f"viewers see {shown}")
    claims = f"/coupons/{mine.id}/claims"
    world.front.post(claims, {"key": "claim-evening-1"}).expect_problem(401)
    send = "POST /v3/marketing/favor/users/{openid}/coupons"
    world.wechat.call("POST", "/pay/sandbox/faults", {"endpoint": send, "kind": "http", "status": 503, "times": 2})
    mine.viewers = [Viewer(world).log_in() for _ in range(QUANTITY - 1)]
    for viewer in mine.viewers:
        claim = viewer.post(claims, {"key": "claim-evening-1"}).expect(202).json()
        expect(viewer.post(claims, {"key": "claim-evening-1"}).expect(202).json()["claimedAt"] == claim["claimedAt"], "two claims")
    problem = Viewer(world).log_in().post(claims, {"key": "claim-evening-1"}).expect_problem(409).json()
    expect(problem["type"] == "urn:kaibo:problem:sold-out", f"one more than there are is {problem['type']}")
    until(lambda: all(state_of(viewer) == "granted" for viewer in mine.viewers), GRANTED, "the claims are not granted")
    coupons = world.wechat.call("GET", "/pay/sandbox/coupons")["coupons"]
    sent = sorted(coupon["openid"] for coupon in coupons if coupon["stock_id"] == STOCK)
    expect(len(set(sent)) == len(sent) == QUANTITY, f"WeChat Pay sent {len(sent)} coupons to {len(set(sent))} persons")
    (numbers,) = world.operator.get(f"/admin/coupons/numbers?room={room}").expect(200).json()["coupons"]
    expect((numbers["granted"], numbers["pending"]) == (QUANTITY, 0), f"the numbers are {numbers}")
    return f"{len(sent)} granted, one each, though WeChat Pay was away; one more is sold out"


def the_coupons_are_used_and_each_counts_once(world):
    """The operator says where WeChat Pay notifies uses. The viewers use their coupons; each use is notified late and twice, and counts once. What WeChat
    Pay did not sign is refused."""
    mine = world.of(Coupon)
    world.operator.put("/admin/coupons/notifications", {"url": world.door.url + CALLBACK}).expect(204)
    coupons = world.wechat.call("GET", "/pay/sandbox/coupons")["coupons"]
    ours = [coupon["coupon_id"] for coupon in coupons if coupon["stock_id"] == STOCK]
    world.wechat.call("POST", "/pay/sandbox/notices", {"times": 2, "delay_millis": 300})
    for coupon_id in ours:
        world.wechat.call("POST", "/pay/sandbox/uses", {"coupon_id": coupon_id})
    until(lambda: all(notice["status"] != "under way" for notice in notices(world)), 20, "a notification is under way")
    expect([notice["status"] for notice in notices(world)] == ["204"] * 2 * len(ours), f"they were answered {notices(world)}")
    world.wechat.call("POST", "/pay/sandbox/notices", {"how": "probe"})
    world.wechat.call("POST", "/pay/sandbox/uses", {"coupon_id": ours[0]})
    until(lambda: notices(world)[-1]["status"] == "403", 20, "a probe is not refused")
    problem = world.front.post(CALLBACK, {"event_type": "COUPON.USE"}).expect_problem(403).json()
    expect((problem["type"], problem["code"]) == ("urn:kaibo:problem:no-notification", "FAIL"), f"a stranger is answered {problem}")
    room = room_id(world.rooms["tonight"])
    (numbers,) = world.operator.get(f"/admin/coupons/numbers?room={room}").expect(200).json()["coupons"]
    expect((numbers["used"], numbers["granted"]) == (len(ours), len(ours)), f"the numbers are {numbers}")
    for viewer in mine.viewers:
        (claim,) = viewer.get("/coupons/claims").expect(200).json()["claims"]
        expect("usedAt" in claim, f"a viewer sees {claim}")
    return f"{len(ours)} used, each notified twice and counted once; a probe and a stranger are refused"


def a_stock_that_is_paused_takes_its_coupon_off_the_shelf(world):
    """The stock is paused in WeChat Pay's console. Within five minutes the coupon is off the shelf, and operators see why."""
    at = f"/admin/coupons/{world.of(Coupon).id}"
    world.wechat.call("PUT", "/pay/sandbox/stocks", {"stock_id": STOCK, "status": "paused"})
    play_schedule(world, "coupon-settle")
    coupon = world.operator.get(at).expect(200).json()
    expect((coupon["state"], coupon["reason"]) == ("off-shelf", "its stock is paused"), f"operators see {coupon}")
    return "off the shelf, with the reason"


def notices(world):
    """What became of each delivery of a notification."""
    return world.wechat.call("GET", "/pay/sandbox/notices")["notices"]


def a_lottery_whose_prize_is_a_coupon_is_started(world):
    """It does not start without its coupon. The operator adds that, which is on no shelf, and starts it; a viewer takes part."""
    mine = world.of(Coupon)
    room = room_id(world.rooms["tonight"])
    world.wechat.call("PUT", "/pay/sandbox/stocks", {"stock_id": PRIZE_STOCK, "max_coupons": 1})
    prize = {"tier": "一等奖", "name": "代金券", "quantity": 1, "value": 500, "redemption": "coupon"}
    rules = {"title": "抽代金券", "kind": "like", "prizes": [prize], "countdownSeconds": 10, "claimSeconds": 3600, "passes": 0, "minimum": 0}
    draft = world.operator.post("/admin/lotteries", {"roomId": room, "key": "coupon-lottery-1", "plan": rules}).expect(201).json()
    mine.lottery = draft["id"]
    at = f"/admin/lotteries/{mine.lottery}/start"
    start = {"version": draft["version"], "closesAfterRoom": True}
    problem = world.operator.post(at, start).expect_problem(409).json()
    expect(problem["tiers"] == [{"tier": 0, "fault": "missing"}], f"without a coupon it is {problem}")
    prizes = {"stockId": PRIZE_STOCK, "quantity": 1, "perPerson": 1, "whileLive": False, "peak": 1, "prizeOf": {"lottery": mine.lottery, "tier": 0}}
    confirmed = {"stockAuthorised": True, "creatorBound": True, "redeemerBound": True}
    body = {"roomId": room, "key": "coupon-prizes-1", "plan": prizes, "confirmed": confirmed}
    added = world.operator.post("/admin/coupons", body).expect(201).json()
    expect(added["state"] == "prize", f"the coupon is {added['state']}")
    shelf = world.front.get(f"/coupons?room={room}").expect(200).json()["coupons"]
    expect(added["id"] not in [coupon["id"] for coupon in shelf], "a prize is on the shelf")
    world.operator.post(at, start).expect(200)
    mine.winner = Viewer(world).log_in()
    mine.winner.post(f"/lotteries/{mine.lottery}/entries", {}).expect(200)
    return "not started without its coupon; started with it"


def the_winner_gets_one_coupon(world):
    """The winner claims the prize twice, and WeChat Pay's books have one coupon of theirs."""
    mine = world.of(Coupon)
    until(lambda: "prize" in mine.winner.get(f"/lotteries/{mine.lottery}/me").expect(200).json(), DRAWN, "the lottery is not drawn")
    for _ in range(2):
        mine.winner.put(f"/lotteries/{mine.lottery}/prize", {}).expect(200)
    until(lambda: prize_of(mine.winner) == "granted", GRANTED, "the prize is not granted")
    coupons = world.wechat.call("GET", "/pay/sandbox/coupons")["coupons"]
    sent = [coupon["openid"] for coupon in coupons if coupon["stock_id"] == PRIZE_STOCK]
    expect(sent == [mine.winner.openid], f"WeChat Pay sent {len(sent)} coupons")
    return "one coupon, though the prize was claimed twice"


def prize_of(viewer):
    (prize,) = viewer.get("/lotteries/mine").expect(200).json()["prizes"]
    return prize["coupon"]


def state_of(viewer):
    (claim,) = viewer.get("/coupons/claims").expect(200).json()["claims"]
    return claim["state"]


def pushed(world):
    """The coupons that the room's feed has."""
    entries = world.front.get(f"/rooms/{room_id(world.rooms['tonight'])}/feed").expect(200).json()["entries"]
    return [entry["values"]["couponId"] for entry in entries if entry["type"] == "coupon"]


def plan(quantity):
    return {"stockId": STOCK, "quantity": quantity, "perPerson": 1, "whileLive": True, "peak": 1000}
