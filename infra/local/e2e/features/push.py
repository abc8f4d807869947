"""WeChat's message push: its events about people."""

import hashlib
import secrets
import string
import time

from expecting import expect
from playing import play

AFTER = ["session"]

# In the format of the form in WeChat's console.
SECRETS = {
    "push-token": lambda: secrets.token_hex(16),
    "push-aes-key": lambda: "".join(secrets.choice(string.ascii_letters + string.digits) for _ in range(43)),
}

CALLBACK = "/callbacks/wechat"


def before_the_live(world):
    play(wechat_takes_the_address_of_the_message_push, world)


def afterwards(world):
    play(wechat_takes_the_address_for_xml, world)


def wechat_takes_the_address_of_the_message_push(world):
    """The operator enters the address in WeChat's console, with a wrong token first. WeChat checks that Kaibo answers there, and takes
    the address only with the token that is in Kaibo's secrets."""
    before = len(world.door.calls)
    expect(not push_to_door(world, secrets.token_hex(16), "json"), "a wrong token passes")
    expect(push_to_door(world, world.secrets["push-token"], "json"), "the address does not pass")
    asked = [(answer.status, answer.is_problem()) for _, answer in world.door.calls[before:]]
    expect(asked == [(403, True), (200, False)], f"WeChat was answered {asked}")
    return "403 with a wrong token; with the right one it passes"


def wechat_takes_the_address_for_xml(world):
    """The operator chooses XML in WeChat's console, which checks the address again."""
    passed = push_to_door(world, world.secrets["push-token"], "xml")
    expect(passed, "the address of the message push does not pass")
    return "the address passes, and pushes come in XML from now on"


def push_to_door(world, token, written_in):
    """True if WeChat takes the address of the door."""
    return world.wechat.push_to(world.door.url + CALLBACK, token, world.secrets["push-aes-key"], written_in)


def forge_query(world):
    """A query with the signature of WeChat's check of the address. The signature of the message is made without WeChat's token."""
    now, nonce = str(int(time.time())), secrets.token_hex(5)
    seen, made = (sign(token, now, nonce) for token in (world.secrets["push-token"], secrets.token_hex(16)))
    return f"?signature={seen}&timestamp={now}&nonce={nonce}&encrypt_type=aes&msg_signature={made}"


def sign(*signed):
    """As WeChat signs."""
    return hashlib.sha1("".join(sorted(signed)).encode()).hexdigest()
