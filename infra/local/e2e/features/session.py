"""The login of a viewer."""

import base64
import json

from expecting import expect
from people import Viewer
from playing import play
from tables import scan


def before_the_live(world):
    play(a_viewer_logs_in, world)


def afterwards(world):
    play(a_viewer_logs_in, world)


def a_viewer_logs_in(world):
    """The mini-program sends the code of wx.login and gets a token for its viewer; the code is valid once. The token names the viewer by a
    pseudonym, which they can read and tell an operator. The openid is kept under it, once for two logins."""
    before = people(world)
    viewer = Viewer(world).log_in()
    person = world.secrets.person(viewer.openid)
    claims = viewer.token.split(".")[1]
    subject = json.loads(base64.urlsafe_b64decode(claims + "=" * (-len(claims) % 4)))["sub"]
    expect(subject == person, "the token is another person's")
    session = viewer.get("/session").expect(200).json()
    expect(session["person"] == person, "the viewer is told another pseudonym")
    world.front.get("/session").expect_problem(401)
    world.front.post("/session", {"code": viewer.code}).expect_problem(401)
    kept = people(world)
    expect(set(kept) == {*before, person} and kept[person]["openid"] == viewer.openid, "another openid is kept")
    Viewer(world, viewer.openid).log_in()
    expect(people(world) == kept, "a second login changed what is kept")
    return "a token with their pseudonym; with the same code again 401"


def people(world):
    """The items of the table of people, by the pseudonyms."""
    found = [{name: next(iter(value.values())) for name, value in item.items()} for item in scan(world, "people")]
    return {item["person"]: item for item in found}
