"""HTTPS calls as the mini-program makes them: by function URLs or by the HTTP API, whichever is deployed."""

import http.client
import json
from urllib.parse import urlsplit

# Longer than any function with a front may take.
TIMEOUT = 40


class Answer:
    def __init__(self, question, response):
        self.question = question
        self.status = response.status
        self.type = response.getheader("content-type", "").partition(";")[0]
        self.cache_control = response.getheader("cache-control", "")
        self.body = response.read()

    def json(self):
        return json.loads(self.body)

    def expect(self, status):
        """This answer; fails if its status is another one. The failure does not quote the body: a token may be in it."""
        if self.status != status:
            raise AssertionError(f"{self.question} was answered {self.status}, not {status}")
        return self

    def expect_problem(self, status):
        """This answer; fails if it is not a problem of ours."""
        self.expect(status)
        if not self.is_problem() or self.json()["status"] != status:
            raise AssertionError(f"{self.question} was answered {status}, but not as application/problem+json")
        return self

    def is_problem(self):
        return self.type == "application/problem+json"


class Front:
    """All functions that answer HTTP, as one server."""

    def __init__(self, stack):
        self._stack = stack

    def get(self, path, bearer=None):
        return self._call("GET", path, None, bearer)

    def post(self, path, body=None, bearer=None):
        return self._call("POST", path, body, bearer)

    def put(self, path, body, bearer=None):
        return self._call("PUT", path, body, bearer)

    def delete(self, path, bearer=None):
        return self._call("DELETE", path, None, bearer)

    def call(self, method, path, body, headers):
        """Calls the emulator, whatever DNS says of the URL: the URL's host goes into the header Host."""
        connection = http.client.HTTPConnection(urlsplit(self._stack.aws.endpoint).netloc, timeout=TIMEOUT)
        own = {"Host": urlsplit(self._url(path)).netloc}
        if "signature=" in path:
            own["Authorization"] = self._administrator()
        try:
            connection.request(method, path, body, headers | own)
            # without the query, in which WeChat names people
            return Answer(f"{method} {urlsplit(path).path}", connection.getresponse())
        finally:
            connection.close()

    def _call(self, method, path, body, bearer):
        headers = {"Content-Type": "application/json"} if body is not None else {}
        if bearer:
            headers["Authorization"] = f"Bearer {bearer}"
        return self.call(method, path, None if body is None else json.dumps(body), headers)

    def _administrator(self):
        """The administrator's credential as a header, for a query with a signature in it. MiniStack takes that signature for AWS's and refuses
        it as incomplete, unless its administrator calls."""
        key = f"{self._stack.aws.access_key}/20260101/{self._stack.aws.region}/lambda/aws4_request"
        return f"AWS4-HMAC-SHA256 Credential={key}, SignedHeaders=host, Signature=-"

    def _url(self, path):
        """The URL for the path: the one of the HTTP API if there is one, else that of the function with its prefix."""
        outputs = self._stack.outputs
        if "HttpApi" in outputs:
            return outputs["HttpApi"]
        plain = urlsplit(path).path
        prefix = next(it for it in self._stack.prefixes if plain == it or plain.startswith(it + "/"))
        return outputs[self._stack.prefixes[prefix] + "Url"]
