"""The checks at the end, and the proof that they can fail. A check is a step. If only some of the features were played, a check says what
it could not look at."""

import base64
from collections import Counter

import calls
import logs
import report
from expecting import expect, until
from queues import Queue
from rights import Right, complaints, covers, missing_rights
from roles import Roles
from tables import as_text, scan

# How long a log may take to have what an answer's caller knows already.
LOGGED = 10

NO_CALLS_OF_TESTS = "target/aws-calls.tsv is not there or older than the code"


def no_dead_letters(world):
    """Each queue that a function reads has a queue of dead letters, and all of these are empty."""
    names = world.stack.queues()
    dead = [Queue(world.stack, name).dead_letters() for name in names if not name.endswith("-dlq")]
    expect(dead, "there is no queue")
    expect({it.name for it in dead} == {name for name in names if name.endswith("-dlq")}, "a queue is of no use")
    for queue in dead:
        expect(queue.is_empty(), f"there are dead letters in {queue.name}")
    return f"{len(dead)} of {len(names)} queues are for them, and empty"


def openids_are_in_the_table_of_people_alone(world):
    """Each viewer's openid is in the item of their pseudonym, and in no other item, no message and no log, neither as text nor in
    hex or Base64. Nothing else that is personal is there. The search works: it finds each openid in the table of people."""
    tables = {name: as_text(scan(world, name)) for name in world.stack.tables()}
    queues = {name: Queue(world.stack, name).everything() for name in world.stack.queues()}
    log = "\n".join(invocation.text() for invocation in logs.invocations(world.aws, world.stack.stage))
    people = tables.pop("people")
    openids = set(world.openids)
    expect(openids and tables and queues and log, "there is nothing to be searched")
    for openid in openids:
        expect(openid in people and world.secrets.person(openid) in people, "a viewer's openid is not kept")
    for place, text in [*tables.items(), *queues.items(), ("the log", log)]:
        told = [form for private in world.private for form in forms_of(private) if form in text]
        expect(not told, f"{place} has something personal in it")
    return f"{len(openids)} openids; {len(tables)} other tables, {len(queues)} queues and the log have none of them"


def forms_of(private):
    """The forms in which a text may be written: as it is, in hex, and in Base64 at each of the three offsets in its input."""
    raw = private.encode()
    yield private
    yield raw.hex()
    yield raw.hex().upper()
    for before in range(3):
        # the characters at its ends hold bits of the bytes before and after
        inner = slice(before and before + 1, -1)
        written = base64.b64encode(b"x" * before + raw).decode().rstrip("=")[inner]
        yield written
        yield written.replace("+", "-").replace("/", "_")


def no_errors_in_the_logs(world):
    """Only the invocations that were made to fail logged an error, and all of these did. Each invocation wrote its line of metrics;
    one that fails in init, or can read nothing of its event, would not. Each function did its work: one that answers HTTP answered
    below 400 at least once, since calls of all operations without a credential reach it in any run. Nothing personal is in a log."""
    counted = until(lambda: judged(world), LOGGED, "an invocation did not write its line of metrics")
    refusing = logs.refusing_all(logs.invocations(world.aws, world.stack.stage))
    unplayed = sorted(set(world.stack.function_names()) - (set(counted) - refusing))
    if unplayed and not world.is_whole:
        report.skipped(f"CALLED IN VAIN OR NOT AT ALL IN THIS PART, so not looked at: {', '.join(unplayed)}.")
    else:
        expect(not unplayed, f"the log has nothing of these but refusals: {', '.join(unplayed)}")
    report.table("Invocations", ["function", "times"], sorted(counted.items()))
    report.table("Calls of WeChat", ["endpoint", "times"], world.wechat.calls().items())
    failed = f"{len(world.failures)} were made to fail, and say so"
    return f"{counted.total()} invocations; {failed}; nothing personal"


def judged(world):
    """The invocations of each function; None while an invocation lacks its line of metrics."""
    found = logs.invocations(world.aws, world.stack.stage)
    failed = [invocation_of(failure, found) for failure in world.failures]
    expect(all(invocation.errors() for invocation in failed), "an invocation that failed logged no error")
    for invocation in found:
        errors = [] if invocation in failed else invocation.errors()
        expect(not errors, f"invocation {invocation.request_id} logged: {''.join(errors[:1])}")
        # WeChat's token is in the address of a call, and addresses are easily logged
        told = any(private in invocation.text() for private in [*world.private, "access_token="])
        expect(not told, f"the log of invocation {invocation.request_id} has something personal in it")
    # in all and not one by one, since MiniStack may put the last line of one invocation into the stream of the next
    counted = logs.counted(found, world.stack.readers_of_queues(least_batch=2))
    counted += Counter(failure.function for failure in world.failures if not failure.is_measured)
    return counted if counted.total() == len(found) else None


def invocation_of(failure, found):
    """The one invocation of a failure."""
    of_it = [invocation for invocation in found if failure.mark in invocation.text()]
    expect(len(of_it) == 1, f"the log of the invocation that was made to fail is there {len(of_it)} times")
    return of_it[0]


def least_privilege(world):
    """What the functions asked for ⊆ their rights ⊆ what they asked for and what is kept for a reason. The check is shown to fail. The
    calls of the Java tests count as asked for, and a run of all features fails without them. If only a part of the features is
    played, only a part of the rights is asked for, and the second half is left out."""
    if not world.trail.is_recorded() and not world.aws.is_our_own:
        return report.skipped("LEAST PRIVILEGE WAS NOT LOOKED AT: this emulator records no calls.")
    in_run = world.trail.calls(world.stack)
    in_tests = calls.seen_by_tests(world.stack)
    expect(in_tests is not None or not world.is_whole, f"{NO_CALLS_OF_TESTS}: ./mvnw verify records them")
    asked = set(in_run) | (in_tests or set())
    given = Roles(world.stack).rights()
    kept = calls.kept(world.stack)

    def check(rights):
        return complaints(rights, asked, kept) if world.is_whole else missing_rights(rights, asked)

    found = check(given)
    expect(not found, "rights and calls do not match:\n  " + "\n  ".join(found))
    wrong = missing_rights_are_noticed(given, asked, check)
    if world.is_whole:
        wrong += needless_rights_are_noticed(world, given, check)
    else:
        report.skipped("NEEDLESS RIGHTS WERE NOT LOOKED AT: a part does not ask for all rights; infra/local/e2e/run does.")
    report.table(
        "Rights, and how often they were asked for or why they are kept",
        ["function", "action", "resource", "asked for"],
        [row(right, in_run, in_tests or set(), kept) for right in sorted(given)],
    )
    tests = f"{NO_CALLS_OF_TESTS}, so none" if in_tests is None else f"{len(in_tests)} kinds of calls"
    return (
        f"{len(given)} rights, {in_run.total()} calls, {tests} of the Java tests; of {wrong} wrong sets of rights the"
        " check named what was wrong with each"
    )


def missing_rights_are_noticed(given, asked, check):
    """Takes away each right that was asked for, one at a time, and returns how many there were."""
    used = [right for right in given if any(covers(right, other) for other in asked)]
    for right in used:
        expect_complaint(f"missing right: {right}", check(given - {right}))
    return len(used)


def needless_rights_are_noticed(world, given, check):
    """Gives each function the right to delete rooms, and to do anything with them, one at a time. Returns how many there were."""
    rooms = world.stack.table_arn("rooms")
    needless = [
        Right(function, action, rooms)
        for function in world.stack.function_names()
        for action in ("dynamodb:DeleteItem", "dynamodb:*")
    ]
    for right in needless:
        expect_complaint(f"needless right: {right}", check(given | {right}))
    return len(needless)


def expect_complaint(complaint, found):
    expect(found == [complaint], f"the check of rights should say '{complaint}', and says {found}")


def row(right, in_run, in_tests, kept):
    """A right, and the functions that asked for it or the reason why it is kept."""
    times = sum(count for call, count in in_run.items() if covers(right, call))
    reason = next((line.reason for line in kept if line.speaks_of(right)), None)
    by_tests = any(covers(right, call) for call in in_tests)
    return right.function, right.action, right.resource.split(":", 5)[-1], times or (by_tests and "by tests") or reason


def rights_are_enforced(world):
    """The emulator enforces each function's rights. If one is taken off its deployed role, a call that worked fails, and the log
    names the refused action. When the right is given back, the call works again. This logs an error, so it comes last."""
    taken = Right("room-api", "dynamodb:Query", world.stack.table_arn("rooms") + "/index/listing")
    world.front.get("/rooms").expect(200)
    with Roles(world.stack).without(taken):
        answer = world.front.get("/rooms")
    if answer.status == 200 and not world.aws.is_our_own:
        return report.skipped("RIGHTS ARE NOT ENFORCED by this emulator: one was taken off a role, and nothing failed.")
    answer.expect_problem(500)
    until(lambda: refusals(world, taken.action), LOGGED, f"no log says that {taken.action} was refused")
    world.front.get("/rooms").expect(200)
    return f"without {taken.action} on its index room-api answers 500, and its log names that"


ALL = [no_dead_letters, openids_are_in_the_table_of_people_alone, no_errors_in_the_logs, least_privilege, rights_are_enforced]


def refusals(world, action):
    """The log lines that say that this action is not authorized."""
    found = logs.invocations(world.aws, world.stack.stage)
    return [error for i in found for error in i.errors() if f"not authorized to perform: {action}" in error]
