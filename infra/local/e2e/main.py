"""The end-to-end run: Kaibo as it is deployed, on an emulator of AWS, beside the WeChat sandbox. It ends with

    0  if all is well
    1  if something is not; the last lines say what
    2  if there is no native zip, or no Python that is new enough
"""

import contextlib
import fcntl
import platform
import secrets
import shutil
import signal
import sys
import time
import zipfile
from pathlib import Path

import checks
import emulator
import logs
import report
from calls import Trail
from door import Door
from front import Front
from roles import Roles
from sandbox import Sandbox
from stack import ZIP, Stack
from story import CHAPTERS
from world import Secrets, World

ROOT = Path(__file__).resolve().parents[3]
TARGET = ROOT / "infra/local/target/e2e"

NO_NATIVE_ZIP = (
    "target/function.zip is not there or not native, and the emulator runs Java functions through Docker alone:"
    " ./mvnw -Dnative verify makes a native one."
)


def main():
    if not is_native(ZIP):
        print(NO_NATIVE_ZIP, file=sys.stderr)
        return 2
    for ending in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, lambda number, frame: sys.exit(128 + number))
    began = time.monotonic()
    with contextlib.ExitStack() as ending:
        try:
            world = start(ending)
            for part in [deployed, *CHAPTERS, *checks.ALL]:
                play(part, world)
        except KeyboardInterrupt:
            print("\nEnded before its end.")
            return 130
        except Exception as e:
            report.failed(time.monotonic() - began, in_words(e))
            print(f"The logs of MiniStack and of the WeChat sandbox are in {TARGET.relative_to(ROOT)}.")
            return 1
    report.end(time.monotonic() - began)
    return 0


def is_native(path):
    """Whether it is a zip with a bootstrap in it, which that of class files has not."""
    return zipfile.is_zipfile(path) and "bootstrap" in zipfile.ZipFile(path).namelist()


def start(ending):
    """The servers, with nothing on them yet."""
    files = ending.enter_context(files_of_the_only_run())
    keys = Secrets()
    appid = "wx" + secrets.token_hex(8)
    aws = ending.enter_context(contextlib.closing(emulator.of_environment(files)))
    wechat = ending.enter_context(contextlib.closing(Sandbox(appid, keys.wechat, TARGET / "wechat.log")))
    parameters = {"AppId": appid, "WeChatEndpoint": wechat.url, "Architecture": architecture()}
    stack = Stack(aws, "e2e" + secrets.token_hex(3), parameters)
    if not aws.is_our_own:
        ending.callback(stack.delete_functions)
    report.title(f"Kaibo end to end, stage {stack.stage}, on {aws.name}")
    front = Front(stack)
    door = ending.enter_context(contextlib.closing(Door(front)))
    return World(aws, wechat, stack, front, door, Trail(aws), keys, private=keys.all())


@contextlib.contextmanager
def files_of_the_only_run():
    """An empty directory, for one run in a clone at a time: another would write the same logs. One that was killed has
    left its files there."""
    TARGET.mkdir(parents=True, exist_ok=True)
    files = TARGET / "files"
    with open(TARGET / "lock", "w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise RuntimeError("another run is under way in this clone") from None
        shutil.rmtree(files, ignore_errors=True)
        files.mkdir()
        try:
            yield files
        finally:
            shutil.rmtree(files, ignore_errors=True)


def deployed(world):
    """As README.md says, and with function URLs for a beginning."""
    world.stack.package()
    world.stack.deploy_stateful()
    world.stack.put_secrets(world.secrets.parameters())
    world.stack.deploy_functions("function-urls")
    Roles(world.stack).allow_what_the_emulator_asks()
    return f"{', '.join(world.stack.function_names())} for {architecture()}, with function URLs"


def architecture():
    """What the zip was built on, since it was built here."""
    return "arm64" if platform.machine() in ("arm64", "aarch64") else "x86_64"


def play(part, world):
    """A part of the run, by its name, and what was seen in it."""
    began = time.monotonic()
    name = part.__name__.replace("_", " ")
    try:
        seen = part(world)
    except Exception as e:
        raise AssertionError(f"{name}: {in_words(e)}{errors_logged(world)}") from e
    if seen:
        report.passed(name, time.monotonic() - began, seen)


def errors_logged(world):
    """What the functions logged of errors, but those that were made to fail, if they can still be asked."""
    with contextlib.suppress(Exception):
        found = logs.invocations(world.aws, world.stack.stage)
        unforeseen = [it for it in found if not any(failure.mark in it.text() for failure in world.failures)]
        return "".join(f"\n  logged: {error}" for invocation in unforeseen for error in invocation.errors())
    return ""


def in_words(error):
    return str(error) or type(error).__name__


if __name__ == "__main__":
    sys.exit(main())
