"""The end-to-end run: Kaibo as it is deployed, on an emulator of AWS, beside the WeChat sandbox. With names of features it plays these and
what they build on, else all. It ends with

    0  if all is well
    1  if a check failed; the last lines say which
    2  if there is no native zip, no Python that is new enough, or no feature of a given name
    130  after Ctrl-C
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

import beats
import emulator
import report
from calls import Trail
from door import Door
from front import Front
from playing import in_words
from roles import Roles
from sandbox import MERCHANT, Sandbox
from stack import ZIP, Stack
from world import Secrets, World

ROOT = Path(__file__).resolve().parents[3]
TARGET = ROOT / "infra/local/target/e2e"

NO_NATIVE_ZIP = (
    "target/function.zip is not there or not native, and the emulator runs Java functions through Docker alone:"
    " ./mvnw -Dnative verify makes a native one."
)


def main(names):
    features = beats.find_features()
    if unknown := [name for name in names if name not in features]:
        print(f"There is no feature {', '.join(unknown)}. The features are {', '.join(features)}.", file=sys.stderr)
        return 2
    if not is_native(ZIP):
        print(NO_NATIVE_ZIP, file=sys.stderr)
        return 2
    for ending in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, lambda number, frame: sys.exit(128 + number))
    began = time.monotonic()
    with contextlib.ExitStack() as ending:
        try:
            played = beats.with_what_they_build_on(names or features, features)
            world = start(ending, features, played)
            for beat, functions in beats.plan(played, deployed):
                play_beat(beat, functions, world)
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
    """True if it is a zip with a bootstrap in it; the zip of class files has none."""
    return zipfile.is_zipfile(path) and "bootstrap" in zipfile.ZipFile(path).namelist()


def start(ending, features, played):
    """The servers, with nothing on them yet."""
    files = ending.enter_context(files_of_the_only_run())
    stage = "e2e" + secrets.token_hex(3)
    appid = "wx" + secrets.token_hex(8)
    keys = Secrets(features.values())
    aws = ending.enter_context(contextlib.closing(emulator.of_environment(files)))
    wechat = ending.enter_context(contextlib.closing(Sandbox(appid, keys["wechat-secret"], TARGET / "wechat.log")))
    parameters = {"AppId": appid, "WeChatEndpoint": wechat.url, "Architecture": architecture()}
    parameters |= {"DrandMirrors": wechat.drand, "DrandChain": wechat.drand_chain(), "LotteryGap": "5"}
    parameters |= {"PayEndpoints": wechat.pay, "PayMerchant": MERCHANT}
    stack = Stack(aws, stage, parameters)
    if not aws.is_our_own:
        ending.callback(stack.delete_functions)
    report.title(f"Kaibo end to end, stage {stage}, on {aws.name}: {', '.join(played)}")
    front = Front(stack)
    door = ending.enter_context(contextlib.closing(Door(front)))
    is_whole = len(played) == len(features)
    waits = beats.queues_of_delayed_messages(played)
    return World(aws, wechat, stack, front, door, Trail(aws), keys, is_whole, waits, private=keys.all())


@contextlib.contextmanager
def files_of_the_only_run():
    """Gives an empty directory, for one run in a clone at a time: another run would write the same logs. If a run was killed, its files are
    still there."""
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


def play_beat(beat, functions, world):
    if functions:
        began = time.monotonic()
        report.beat(beat)
        for function in functions:
            function(world)
        report.beat_passed(beat, time.monotonic() - began)


def deployed(world):
    """Deploys as README.md says, with function URLs at first."""
    world.stack.package()
    world.stack.deploy_stateful()
    world.stack.put_secrets(world.secrets.parameters())
    world.stack.deploy_functions("function-urls")
    Roles(world.stack).allow_what_the_emulator_asks()
    return f"{', '.join(world.stack.function_names())} for {architecture()}, with function URLs"


def architecture():
    """The architecture of this machine, and so of the zip, which was built here."""
    return "arm64" if platform.machine() in ("arm64", "aarch64") else "x86_64"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
