"""The servers that a run starts: on 127.0.0.1, on free ports, each with a log of its own, and ended with the run."""

import os
import signal
import socket
import subprocess

from expecting import until

# How long a server that was told to end may take before it is killed.
GRACE = 5


def free_port():
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return listening.getsockname()[1]


class Server:
    """A process in a group of its own: Ctrl-C reaches the run alone, which then ends its servers in order."""

    def __init__(self, name, command, log, **how):
        self.name = name
        self.log = log
        with open(log, "wb") as out:
            self.process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT, start_new_session=True, **how
            )

    def wait_for(self, answer, seconds):
        """The first result of answer() that is not empty; fails at once if the server ends before."""

        def answer_of_the_living():
            if self.process.poll() is not None:
                raise RuntimeError(f"{self.name} ended while starting: see {self.log}")
            return answer()

        return until(answer_of_the_living, seconds, f"{self.name} does not answer: see {self.log}")

    def close(self):
        """Ends it, and all processes that it started."""
        self.process.terminate()
        try:
            self.process.wait(GRACE)
        except subprocess.TimeoutExpired:
            pass
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self.process.wait()
