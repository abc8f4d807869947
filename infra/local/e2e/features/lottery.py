"""A lottery is drawn, its winners are told, and its draw is checked by the verifier's command."""

import base64
import csv
import io
import json
import secrets
import subprocess
import tempfile
import time
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from expecting import expect, until
from live import room_id
from people import Viewer
from playing import play
from schedules import play_schedule

# The check of openids needs viewers who logged in, and a lottery needs a room that is on air.
AFTER = ["room", "session"]

# A freeze and a draw wait in it for their time.
WAITS = ["lottery-steps"]

VERIFIER = Path(__file__).resolve().parents[4] / "src/verifier"

COUNTDOWN = 10

# The step of the start goes through a queue.
TOLD = 10

CODES = ["TEA-7Q4M-first", "TEA-7Q4M-second"]

ADDRESS = {"name": "张三", "telephone": "13812345678", "region": ["广东省", "深圳市", "南山区"], "detail": "科技园路 1 号"}
# One first prize and two second prizes.
PRIZES = 3

# The fields of the template of messages to winners, and what Kaibo says in them.
FIELDS = {
    "thing1": {"prize": "name"},
    "phrase2": {"prize": "tier"},
    "time3": {"prize": "deadline"},
    "thing4": {"text": "恭喜中奖，请尽快领奖"},
}

# From the close: fifteen seconds to the freeze, five to the round, and the emulator's own time.
DRAWN = 60


@dataclass
class Lottery:
    """id: of the lottery that is drawn
    closes: when it closes, in seconds since 1970
    viewers: who took part
    rules: the digest that viewers were shown at the start
    winners: the alias of each prize's winner, in the order of the prizes
    left: what an export says of the winners who claimed, by their aliases
    template: of the message to winners, which each of those who take part accepted
    """

    id: str = ""
    closes: float = 0
    viewers: list = field(default_factory=list)
    rules: str = ""
    winners: list = field(default_factory=list)
    left: dict = field(default_factory=dict)
    template: str = ""


def before_the_live(world):
    play(an_operator_plans_a_lottery, world)


def on_air(world):
    play(the_anchor_starts_it_and_viewers_take_part, world)


def afterwards(world):
    play(it_is_drawn_and_its_draw_is_verified, world)
    play(each_winner_is_told_once, world)
    play(the_winners_claim_their_prizes, world)
    play(shipping_exports_what_winners_left, world)
    play(an_operator_withdraws_a_prize_in_public, world)


def an_operator_plans_a_lottery(world):
    """The operator plans a lottery for tonight's room, changes it and pushes it to the anchor. Sent again with the same key it is the same
    lottery. Viewers do not see it yet, and it cannot start before the live."""
    mine = world.of(Lottery)
    mine.template = secrets.token_urlsafe(32)
    world.wechat.put_template(mine.template, list(FIELDS))
    template = {"page": "pages/lottery/lottery?id={lotteryId}", "fields": FIELDS}
    kept = world.operator.put(f"/admin/lotteries/templates/{mine.template}", template).expect(200).json()
    expect(kept == template | {"id": mine.template}, "another template is kept")
    room = room_id(world.rooms["tonight"])
    body = {"roomId": room, "key": "evening-1", "plan": plan("茶壶")}
    world.front.post("/admin/lotteries", body).expect_problem(401)
    draft = world.operator.post("/admin/lotteries", body).expect(201).json()
    mine.id = draft["id"]
    again = world.operator.post("/admin/lotteries", body).expect(200).json()
    expect(again == draft, "the same key gave another lottery")
    at = f"/admin/lotteries/{mine.id}"
    changed = world.operator.put(at, {"version": draft["version"], "plan": plan("紫砂壶")}).expect(200).json()
    world.operator.put(at, {"version": draft["version"], "plan": plan("茶杯")}).expect_problem(409)
    world.operator.post(f"{at}/ready", {"version": changed["version"]}).expect(200)
    world.front.get(f"/lotteries/{mine.id}").expect_problem(404)
    problem = world.operator.post(f"{at}/start", {"version": changed["version"]}).expect_problem(409).json()
    expect(problem["type"] == "urn:kaibo:problem:room-not-on-air", f"a start before the live is {problem['type']}")
    return "planned, changed, pushed to the anchor; not to be seen, and not to be started before the live"


def the_anchor_starts_it_and_viewers_take_part(world):
    """The anchor starts it, once the operator has given its codes. Six viewers comment with the keyword in forms of their own; one twice, which is
    one entry; another without it, which is none. The room's feed, which caches keep for a second, tells the digest of the rules. After the close
    there is no entry more."""
    mine = world.of(Lottery)
    at = f"/admin/lotteries/{mine.id}"
    anchor = world.operator_who_is("anchor")
    version = anchor.get(at).expect(200).json()["version"]
    start = {"version": version, "closesAfterRoom": True}
    problem = anchor.post(f"{at}/start", start).expect_problem(409).json()
    expect(problem["type"] == "urn:kaibo:problem:codes-missing", f"a start without codes is {problem['type']}")
    codes = f"{at}/prizes/1/codes"
    world.operator.put(codes, {"version": version, "codes": CODES[:1]}).expect_problem(422)
    given = world.operator.put(codes, {"version": version, "codes": CODES}).expect(200).json()
    expect(given["missing"] == [], f"codes of the tiers {given['missing']} are missing")
    started = anchor.post(f"{at}/start", start).expect(200).json()
    mine.closes = moment(started["closesAt"])
    shown = world.front.get(f"/lotteries/{mine.id}").expect(200).json()
    mine.rules = shown["rulesDigest"]
    expect((shown["state"], shown["title"]) == ("running", "今晚抽奖"), "viewers see another lottery")
    expect(shown["resultTemplateIds"] == [mine.template], "viewers are offered another template")
    entries = f"/lotteries/{mine.id}/entries"
    for text in ("开播", "开 播！", "好看 开播", "开　播", "我要开播", "开播开播"):
        viewer = Viewer(world).log_in()
        world.wechat.call("POST", "/sandbox/accepts", {"openid": viewer.openid, "template_id": mine.template, "count": 2})
        alias = viewer.post(entries, {"text": text, "templateId": mine.template}).expect(200).json()["alias"]
        mine.viewers.append((viewer, alias))
    viewer, alias = mine.viewers[0]
    expect(viewer.post(entries, {"text": "开播"}).expect(200).json()["alias"] == alias, "the viewer has two aliases")
    late = Viewer(world).log_in()
    late.post(entries, {"text": "晚上好"}).expect_problem(422)
    late.post(entries, {"text": "开播", "templateId": "none-of-ours"}).expect_problem(422)
    world.front.post(entries, {"text": "开播"}).expect_problem(401)
    told = until(lambda: find_told(world).get("running"), TOLD, "the feed does not tell of the start")
    expect(told["values"]["rulesDigest"] == mine.rules, "the feed tells other rules")
    until(lambda: time.time() > mine.closes, COUNTDOWN + 5, "the countdown does not end")
    late.post(entries, {"text": "开播"}).expect_problem(409)
    return f"{len(mine.viewers)} viewers take part, one of them asked twice; without the keyword and after the close there is no entry"


def it_is_drawn_and_its_draw_is_verified(world):
    """The lottery is drawn by itself. Its winners are among those who took part. The feed told the code before the draw. The verifier, which
    shares no line with Kaibo, checks the proof, with the digests that were shown before; and refuses it when one winner is exchanged."""
    mine = world.of(Lottery)
    drawn = until(lambda: find_drawn(world), DRAWN, "the lottery is not drawn")
    aliases = [alias for _, alias in mine.viewers]
    winners = mine.winners = [winner["alias"] for winner in drawn["winners"]]
    expect(len(set(winners)) == 3 and set(winners) <= set(aliases), f"{len(winners)} winners, and not all took part")
    viewer, alias = next(one for one in mine.viewers if one[1] == winners[0])
    expect(viewer.get(f"/lotteries/{mine.id}/me").expect(200).json()["rank"] == 1, "the first winner is told another rank")
    told = find_told(world)
    code = told["frozen"]["values"]["frozenDigest"]
    expect(code == drawn["frozenDigest"], "the feed tells another code")
    expect(moment(told["frozen"]["at"]) < moment(drawn["drawnAt"]), "the feed told the code after the draw")
    proof = world.front.get(f"/lotteries/{mine.id}/proof").expect(200).json()
    frozen = json.loads(base64.b64decode(proof["frozen"]))
    expect(frozen["entries"]["count"] == len(aliases), f"{frozen['entries']['count']} entries are frozen")
    with tempfile.TemporaryDirectory() as place:
        for name in (*frozen["entries"]["chunks"], *frozen["leftOut"]["chunks"], *frozen["staff"]["chunks"]):
            chunk = world.front.get(f"/lotteries/{mine.id}/chunks/{name}").expect(200)
            (Path(place) / name).write_bytes(chunk.body)
        seen = ["--seen-rules", mine.rules, "--seen-frozen", code]
        report = verify(world, place, proof, seen)
        expect(report.returncode == 0, f"the verifier says\n{report.stdout}{report.stderr}")
        ranks = bytearray(base64.b64decode(proof["draw"]["ranks"]))
        ranks[0:16], ranks[16:32] = ranks[16:32], ranks[0:16]
        proof["draw"]["ranks"] = base64.b64encode(ranks).decode()
        expect(verify(world, place, proof, seen).returncode == 1, "the verifier takes a proof with another winner")
    return f"3 winners of {len(aliases)}, verified by the command; with another winner the command refuses the proof"


def each_winner_is_told_once(world):
    """Each winner is told of their prize. They would take a second message, and there is none."""
    mine = world.of(Lottery)
    messages = until(lambda: all_told(world), DRAWN, "the winners are not told")
    shown = world.front.get(f"/lotteries/{mine.id}").expect(200).json()
    winners = {winner["alias"] for winner in shown["winners"]}
    openids = sorted(viewer.openid for viewer, alias in mine.viewers if alias in winners)
    expect(sorted(message["openid"] for message in messages) == openids, f"{len(messages)} messages were sent")
    expect({message["page"] for message in messages} == {f"pages/lottery/lottery?id={mine.id}"}, "a message opens another page")
    names = sorted(message["data"]["thing1"]["value"] for message in messages)
    expect(names == sorted(["紫砂壶", "茶杯", "茶杯"]), f"the prizes are {names}")
    return f"{len(messages)} winners, one message each, with the prize's name"


def all_told(world):
    """The messages to winners, if there are as many as prizes."""
    messages = [it for it in world.wechat.messages() if it["template_id"] == world.of(Lottery).template]
    return messages if len(messages) >= PRIZES else None


def the_winners_claim_their_prizes(world):
    """The first winner leaves an address, corrects it, and sees it masked. The second gets a code, which no viewer sees before the claim, and the
    operator never. A viewer without a prize is refused."""
    mine = world.of(Lottery)
    claim = f"/lotteries/{mine.id}/prize"
    first, second, third = (dict(map(reversed, mine.viewers))[alias] for alias in mine.winners)
    until(lambda: "prize" in third.get(f"/lotteries/{mine.id}/me").expect(200).json(), 30, "the last winner is offered no prize")
    loser = next(viewer for viewer, alias in mine.viewers if alias not in mine.winners)
    loser.put(claim, {"address": ADDRESS}).expect_problem(403)
    world.front.put(claim, {"address": ADDRESS}).expect_problem(401)
    first.put(claim, {}).expect_problem(422)
    first.put(claim, {"address": ADDRESS | {"telephone": "13812340000"}}).expect(200)
    claimed = first.put(claim, {"address": ADDRESS}).expect(200).json()
    masked = {"name": "张*", "telephone": "138****5678", "region": "广东省深圳市"}
    expect((claimed["state"], claimed["address"]) == ("claimed", masked), f"the address is shown as {claimed['address']}")
    second.put(claim, {"address": ADDRESS}).expect_problem(422)
    (offered,) = second.get("/lotteries/mine").expect(200).json()["prizes"]
    expect("code" not in offered, "a code is shown before its claim")
    expect(second.put(claim, {}).expect(200).json()["code"] == CODES[0], "the second winner gets another code")
    (shown,) = second.get("/lotteries/mine").expect(200).json()["prizes"]
    expect((shown["code"], shown["state"]) == (CODES[0], "claimed"), "the second winner does not see their code")
    answer = world.operator.get(f"/admin/lotteries/{mine.id}/winners").expect(200)
    states = {winner["alias"]: winner["state"] for winner in answer.json()["winners"]}
    expect([states[alias] for alias in mine.winners] == ["claimed", "claimed", "offered"], f"operators see {states}")
    expect(not any(text in str(answer.json()) for text in (*CODES, ADDRESS["telephone"])), "an operator sees what is sealed")
    mine.left = {
        mine.winners[0]: {key: ADDRESS[key] for key in ("name", "telephone", "detail")},
        mine.winners[1]: {"code": CODES[0]},
    }
    world.private += [*CODES, ADDRESS["telephone"], ADDRESS["detail"]]
    return "an address and a code claimed; masked for operators; a viewer without a prize refused"


def an_operator_withdraws_a_prize_in_public(world):
    """The operator withdraws a prize before its deadline, with a reason. Every viewer sees the reason, and that the prize waits to be passed on.
    Asked for again it is the same; another reason is refused. Its deadline is not waited for: it is a week away."""
    mine = world.of(Lottery)
    shown = world.front.get(f"/lotteries/{mine.id}").expect(200).json()
    last = shown["winners"][-1]
    at = f"/admin/lotteries/{mine.id}/winners/{last['alias']}/withdraw"
    body = {"reason": "cannot-receive", "words": "中奖者放弃"}
    world.front.post(at, body).expect_problem(401)
    withdrawn = world.operator.post(at, body).expect(200).json()
    expect(withdrawn["state"] == "withdrawn", f"the prize is {withdrawn['state']}")
    expect(world.operator.post(at, body).expect(200).json() == withdrawn, "asked for again, it is another withdrawal")
    world.operator.post(at, body | {"words": "别的原因"}).expect_problem(409)
    seen = until(lambda: find_withdrawn(world, last["alias"]), 10, "viewers do not see that the prize is withdrawn")
    expect(seen["withdrawal"]["words"] == body["words"], "viewers read other words")
    shown = world.front.get(f"/lotteries/{mine.id}").expect(200).json()
    expect(shown["withdrawn"] == 1 and "alias" not in shown["holders"][last["slot"]], "the prize still has its winner")
    return "a prize is withdrawn, and every viewer reads why"


def find_withdrawn(world, alias):
    """The winner as viewers see them, if their prize is withdrawn."""
    shown = world.front.get(f"/lotteries/{world.of(Lottery).id}").expect(200).json()
    winner = next(one for one in shown["winners"] if one["alias"] == alias)
    return winner if winner["state"] == "withdrawn" else None


def shipping_exports_what_winners_left(world):
    """The operator who runs the shop may not see addresses. The one who sends the prizes gets a table of those that are claimed, which a
    spreadsheet can open: with the addresses that winners left, and no others."""
    mine = world.of(Lottery)
    at = f"/admin/exports/lotteries/{mine.id}"
    world.front.post(at).expect_problem(401)
    world.operator.post(at).expect_problem(403)
    answer = world.operator_who_is("shipping").post(at).expect(200)
    expect(answer.type == "text/csv", f"the export is {answer.type}")
    rows = list(csv.DictReader(io.StringIO(answer.body.decode("utf-8-sig"), newline="")))
    told = {row["alias"].removeprefix("'"): row for row in rows}
    expect(set(told) == set(mine.left) and len(rows) == len(told), f"{len(rows)} prizes are told, {len(mine.left)} are claimed")
    for alias, address in mine.left.items():
        row = told[alias]
        wrong = [key for key, value in address.items() if row[key].removeprefix("'") != value]
        expect(not wrong, f"{', '.join(wrong)} came out as something else")
    return f"{len(rows)} prizes with their addresses, for shipping alone"


def plan(first_prize):
    return {
        "title": "今晚抽奖",
        "kind": "comment",
        "keyword": "开播",
        "prizes": [
            {"tier": "一等奖", "name": first_prize, "quantity": 1, "value": 19900, "redemption": "address"},
            {"tier": "二等奖", "name": "茶杯", "quantity": 2, "value": 1900, "redemption": "code"},
        ],
        "countdownSeconds": COUNTDOWN,
        "claimSeconds": 604800,
        "passes": 1,
        "minimum": 2,
    }


def find_drawn(world):
    """The lottery as viewers see it, if it is drawn. Its schedule is stopped by now, and is played here."""
    shown = world.front.get(f"/lotteries/{world.of(Lottery).id}").expect(200).json()
    if shown["state"] == "drawn":
        return shown
    play_schedule(world, "lottery-sweep")
    time.sleep(2)
    return None


def find_told(world):
    """What the room's feed tells of the lottery: its entries by state."""
    answer = world.front.get(f"/rooms/{room_id(world.rooms['tonight'])}/feed").expect(200)
    expect(answer.cache_control == "public, max-age=1", f"caches keep the feed by {answer.cache_control}")
    entries = [entry for entry in answer.json()["entries"] if entry["values"].get("lotteryId") == world.of(Lottery).id]
    return {entry["values"]["state"]: entry for entry in entries}


def moment(text):
    """In seconds since 1970."""
    return datetime.fromisoformat(text).timestamp()


def verify(world, place, proof, more):
    """What the verifier's command says of the proof, whose chunks are in the place."""
    if not (VERIFIER / "node_modules").exists():
        subprocess.run(["npm", "ci", "--silent"], cwd=VERIFIER, check=True, capture_output=True)
    file = Path(place) / "proof.json"
    file.write_text(json.dumps(proof))
    command = ["node", VERIFIER / "kaibo-verify.js", file, "--chunks", place, "--chain", world.wechat.drand_chain(), *more]
    return subprocess.run(command, capture_output=True, text=True)
