"""AWS, as far as the run has one: a MiniStack that it starts, or whatever AWS_ENDPOINT_URL names."""

import os
import sys
import urllib.error
import urllib.request
from pathlib import Path

import boto3
from botocore.config import Config

from server import Server, free_port

HERE = Path(__file__).parent
START = 60

# How many of the recorded calls MiniStack keeps; a run makes some two thousand.
RECORDED_CALLS = 1_000_000


class Emulator:
    """An endpoint that all of AWS's services answer at, and its administrator's credentials."""

    def __init__(self, name, endpoint, region, key, secret, token=None, server=None):
        self.name = name
        self.endpoint = endpoint
        self.region = region
        self.access_key = key
        self.is_our_own = server is not None
        self._server = server
        self._session = boto3.Session(key, secret, token, region)
        self._clients = {}

    def client(self, service):
        """A client without retries, so that failures are seen."""
        if service not in self._clients:
            self._clients[service] = self._session.client(
                service, endpoint_url=self.endpoint, config=Config(retries={"total_max_attempts": 1})
            )
        return self._clients[service]

    def account(self):
        return self.client("sts").get_caller_identity()["Account"]

    def close(self):
        if self._server:
            self._server.close()


def of_environment(directory):
    """The emulator at AWS_ENDPOINT_URL, or else a MiniStack that keeps its files in this directory."""
    elsewhere = os.environ.get("AWS_ENDPOINT_URL")
    return _elsewhere(elsewhere) if elsewhere else _ministack(directory)


def _elsewhere(endpoint):
    return Emulator(
        f"the emulator at {endpoint}",
        endpoint,
        os.environ.get("AWS_REGION", "us-east-1"),
        os.environ.get("AWS_ACCESS_KEY_ID", "test"),
        os.environ.get("AWS_SECRET_ACCESS_KEY", "test"),
        os.environ.get("AWS_SESSION_TOKEN"),
    )


def _ministack(directory):
    port = free_port()
    endpoint = f"http://127.0.0.1:{port}"
    server = Server(
        "MiniStack",
        [sys.executable, "-B", HERE / "child.py", str(os.getpid()), "ministack"],
        directory.parent / "ministack.log",
        env=_surroundings(directory) | {
            "BIND_HOST": "127.0.0.1",
            "GATEWAY_PORT": str(port),
            "AWS_ENDPOINT_URL": endpoint,  # where the functions find AWS
            "AUTH": "true",  # no function has more rights than its role
            "CLOUDTRAIL_RECORDING": "1",
            "CLOUDTRAIL_MAX_EVENTS": str(RECORDED_CALLS),
            "IOT_MTLS_ENABLED": "0",  # it would listen for MQTT, on every interface
            "SFTP_ENABLED": "0",
        },
    )
    try:
        server.wait_for(lambda: _answers(f"{endpoint}/_ministack/ready"), START)
    except BaseException:
        server.close()
        raise
    return Emulator("MiniStack", endpoint, "us-east-1", "test", "test", server=server)


def _surroundings(directory):
    """A small part of the environment: MiniStack passes its own environment on to the functions, and these must not get a KAIBO_…
    or AWS_… that a developer has set."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(directory),
        "LANG": "C.UTF-8",
        "TMPDIR": str(directory),
        "S3_DATA_DIR": str(directory / "s3"),
        "STATE_DIR": str(directory / "state"),
    }


def _answers(url):
    try:
        with urllib.request.urlopen(url, timeout=1) as answer:
            return answer.status == 200
    except (OSError, urllib.error.URLError):
        return False
