"""The WeChat sandbox, io.kaibo.sandbox.Sandbox, and the calls that control it; GET /sandbox lists them."""

import json
import os
import re
import urllib.error
import urllib.request
from pathlib import Path

from server import Server

ROOT = Path(__file__).resolve().parents[3]
SERVERS = ROOT / "infra/local/target"
START = 60

# WeChat's event for a person who was asked for messages.
POPUP = "subscribe_msg_popup_event"

# As io.kaibo.local.Children has it: the sandbox is in the first until packaging moves it to the second.
CLASS_PATH = [SERVERS / "lib/*", ROOT / "target/classes", ROOT / "target/local-classes"]

# The merchant of the sandbox's WeChat Pay, as io.kaibo.sandbox.pay.PayKeys has it, and where its keys are.
MERCHANT = "1900000109"
MERCHANT_SERIAL = "3A7D0C51B2E94F6881D2A6C07E5B19F4423C8D60"
PUBLIC_KEY_ID = "PUB_KEY_ID_0119000001092026010100000000000001"
PAY_API_KEY = "sandboxSandboxSandboxSandboxSand"
PAY_KEYS = ROOT / "src/local/resources/io/kaibo/sandbox/pay"


class Sandbox:
    def __init__(self, appid, secret, log):
        java = Path(os.environ["JAVA_HOME"]) / "bin/java"
        self._server = Server(
            "the WeChat sandbox",
            [java, "-Xmx256m", "-cp", os.pathsep.join(map(str, CLASS_PATH))]
            + ["io.kaibo.local.Child", str(os.getpid())]  # ends it when this process is gone
            + ["io.kaibo.sandbox.Sandbox", "--port", "0", "--appid", appid, "--secret", secret, "--empty"],
            log,
        )
        try:
            self.url = self._server.wait_for(self._printed_url, START)
        except BaseException:
            self.close()
            raise

    def close(self):
        self._server.close()

    @property
    def drand(self):
        """The address of the sandbox as a mirror of drand."""
        return f"{self.url}/drand"

    @property
    def pay(self):
        """The address of the sandbox's WeChat Pay."""
        return f"{self.url}/pay"

    def drand_chain(self):
        """Its chain, as the verifier and DrandChain take it: hash, key, genesis and period with colons between them."""
        [chain] = self.call("GET", "/drand/chains")
        info = self.call("GET", f"/drand/{chain}/info")
        return f"{chain}:{info['public_key']}:{info['genesis_time']}:{info['period']}"

    def create_room(self, **fields):
        """Creates a room with these fields of WeChat's, and returns its roomid."""
        return self.call("POST", "/sandbox/rooms", fields)["roomid"]

    def edit_room(self, roomid, **fields):
        self.call("PATCH", f"/sandbox/rooms/{roomid}", fields)

    def delete_room(self, roomid):
        self.call("DELETE", f"/sandbox/rooms/{roomid}")

    def fill(self, count):
        """Adds so many rooms, most of which ended long ago."""
        self.call("POST", "/sandbox/rooms/fill", {"count": count})

    def rooms(self):
        return self.call("GET", "/sandbox/rooms")["rooms"]

    def login(self, openid=None):
        """What wx.login gives a person's mini-program, as {"code", "openid"}; the person is new unless an openid is given."""
        return self.call("POST", "/sandbox/login-codes", {"openid": openid} if openid else {})

    def put_template(self, template_id, fields):
        """A one-time template of the mini-program's own, whose fields are named thing1 and so on."""
        self.call("POST", "/sandbox/templates", {"template_id": template_id, "fields": fields})

    def ask(self, openid, template_id, accept):
        """The person is asked for a message of the template, and accepts or refuses. WeChat pushes the event."""
        choice = {"template_id": template_id, "accept": accept}
        self.call("POST", "/sandbox/events", {"event": POPUP, "openid": openid, "choices": [choice]})

    def push_to(self, url, token, encoding_aes_key, written_in):
        """True if the address passes WeChat's check; then events are pushed there from now on, encrypted."""
        callback = {"url": url, "token": token, "encoding_aes_key": encoding_aes_key}
        try:
            self.call("PUT", "/sandbox/callback", callback | {"mode": "safe", "format": written_in})
            return True
        except urllib.error.HTTPError as e:
            if e.code != 400:
                raise
            return False

    def tell(self, times):
        """Each event is pushed so often from now on."""
        self.call("POST", "/sandbox/pushes", {"times": times})

    def pushes(self):
        """The outcome of each push."""
        return self.call("GET", "/sandbox/pushes")["pushes"]

    def messages(self):
        """The delivered messages, the earliest first."""
        return self.call("GET", "/sandbox/messages")["messages"]

    def fail(self, endpoint, status, times):
        """The next calls of the endpoint are answered with this HTTP status."""
        self.call(
            "POST", "/sandbox/faults", {"endpoint": endpoint, "kind": "http", "status": status, "times": times}
        )

    def calls(self):
        """How often each endpoint of WeChat's was called."""
        return self.call("GET", "/sandbox/calls")

    def _printed_url(self):
        found = re.search(r"WeChat sandbox on (http://\S+)", self._server.log.read_text())
        return found and found.group(1)

    def call(self, method, path, fields=None):
        """Makes any of the calls, for a call that only one feature needs."""
        body = None if fields is None else json.dumps(fields).encode()
        with urllib.request.urlopen(urllib.request.Request(self.url + path, body, method=method), timeout=10) as answer:
            return json.load(answer)
