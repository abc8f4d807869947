"""An address for callers of Kaibo from outside of the run, such as WeChat."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Door:
    """Listens on 127.0.0.1 and passes each call on to the front that has its path. The emulator tells fronts apart by the header
    Host, and a caller that has only an address cannot choose that header. Keeps the calls and answers, in pairs of a body and an
    answer."""

    def __init__(self, front):
        calls = self.calls = []

        class Call(BaseHTTPRequestHandler):
            def do_GET(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                answer = front.call(self.command, self.path, body or None, passed(self.headers))
                calls.append((body, answer))
                self.send_response(answer.status)
                if answer.type:
                    self.send_header("Content-Type", answer.type)
                self.send_header("Content-Length", str(len(answer.body)))
                self.end_headers()
                self.wfile.write(answer.body)

            do_POST = do_GET

            def log_message(self, *_):
                """Logs nothing: the calls are in the functions' logs."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Call)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self):
        self._server.shutdown()
        self._server.server_close()


def passed(headers):
    """What the body is, and what WeChat Pay signs it with."""
    return {name: value for name, value in headers.items() if name.lower() == "content-type" or name.lower().startswith("wechatpay-")}
