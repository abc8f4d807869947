"""The steps that concern every function, whatever its feature."""

import base64
import time

from botocore.exceptions import ClientError

from contract import read_operations
from expecting import expect
from world import Failure

# Seconds. room-sync times out after 120 (functions.yaml).
AT_ONCE = 10


def a_function_that_throws_answers_at_once(world):
    """WeChat fails twice, since room-sync tries again after one failure. room-sync says so long before its time-out."""
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
    # the answer may be cut anywhere, perhaps within a character
    log = base64.b64decode(answer["LogResult"]).decode(errors="ignore")
    world.failures.append(Failure("room-sync", log, is_measured=True))
    return f"an error with its type and message after {seconds:.1f} s"


def the_http_api_stands_in_for_the_function_urls(world):
    """A call of each operation of openapi.yaml without a credential reaches its function at the one address. If the operation is guarded,
    it is 401. If it needs no more than its path, it is 200, or 404 if the path names a thing. Otherwise it is a problem that the
    contract names. A path without a function's prefix is the API's own 404, and the function URLs are gone."""
    refused, operations = 0, read_operations()
    for operation in operations:
        answer = world.front.call(operation.method, operation.path, None, {})
        if operation.is_guarded:
            answer.expect_problem(401)
            refused += 1
        elif operation.needs_its_path_alone and not (operation.names_a_thing and answer.status == 404):
            answer.expect(200)
        else:
            expect(400 <= answer.status < 500 and answer.status in operation.statuses, f"{answer.question}: {answer.status}")
            answer.expect_problem(answer.status)
    probed = {prefix for prefix in world.stack.prefixes for it in operations if f"{it.path}/".startswith(f"{prefix}/")}
    expect(probed == set(world.stack.prefixes), f"no operation is at {set(world.stack.prefixes) - probed}")
    for path in ("/", "/roomsandmore", "/admin"):
        answer = world.front.get(path).expect(404)
        expect(not answer.is_problem(), f"{path} came to a function")
    for function in world.stack.function_names():
        expect(not has_url(world, function), f"{function} has a function URL still")
    return (
        f"{len(operations)} operations below {len(probed)} prefixes at one address, {refused} answer 401; 404 elsewhere; no"
        " function URL is left"
    )


def has_url(world, function):
    try:
        world.aws.client("lambda").get_function_url_config(FunctionName=world.stack.named(function))
        return True
    except ClientError as e:
        expect(e.response["Error"]["Code"] == "ResourceNotFoundException", str(e))
        return False
