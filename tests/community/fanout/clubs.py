"""The tiny club in its own process, and the official JavaScript client that visits it."""

import json
import os
import re
import select
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from functools import cached_property
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
PATIENCE = 20.0
STARTS = 60.0  # a server brings the whole house along, and a busy machine takes its time
UNCHECKED = "the contract of the live messages is NOT CHECKED:"


def until(claim: Callable[[], object], seconds: float = PATIENCE) -> object:
    """Waits for what must become true and says what never did."""
    deadline = time.monotonic() + seconds
    while not (answer := claim()):
        assert time.monotonic() < deadline, "it never became true"
        time.sleep(0.01)
    return answer


class Club:
    """server.py around _tiny/wsgi.py, on a port of its own."""

    def __init__(self, log: Path, **settings: str) -> None:
        self._log = log
        with log.open("w") as errors:
            command = [sys.executable, str(HERE / "_tiny" / "run.py")]
            self.process = subprocess.Popen(command, env=os.environ | settings, stderr=errors)

    @cached_property
    def port(self) -> int:
        until(lambda: "listening on" in self.log or self.process.poll() is not None, STARTS)
        return int(re.search(r"listening on http://[^:]+:(\d+)", self.log)[1])

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> str:
        return self._log.read_text()

    def get(self, path: str) -> str:
        with urllib.request.urlopen(self.url + path, timeout=PATIENCE) as answer:
            return answer.read().decode()

    def gone(self) -> list[str]:
        return json.loads(self.get("/gone"))["gone"]

    def stop(self, with_signal: int = signal.SIGTERM) -> None:
        if self.process.poll() is None:
            self.process.send_signal(with_signal)
        assert self.process.wait(PATIENCE) == 0
        assert "Traceback" not in self.log


class Browser:
    """_tiny/client.mjs playing one scene; each line it prints is one thing that happened."""

    def __init__(self, scene: str, club: Club, *transports: str) -> None:
        command = [node(), str(HERE / "_tiny" / "client.mjs"), scene, club.url, json.dumps(transports)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)

    def tell(self) -> object:
        deadline = time.monotonic() + PATIENCE
        ready, _, _ = select.select([self.process.stdout], [], [], deadline - time.monotonic())
        assert ready, "the JavaScript client said nothing"
        line = self.process.stdout.readline()
        assert line, "the JavaScript client ended early"
        return json.loads(line)

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()


def node() -> str:
    found = ROOT / ".venv" / "bin" / "node"
    name = str(found) if found.exists() else shutil.which("node")
    if not name:
        pytest.skip(f"{UNCHECKED} node is missing")
    if not (ROOT / "node_modules" / "socket.io-client").exists():
        pytest.skip(f"{UNCHECKED} node_modules/socket.io-client is missing (npm ci)")
    return name
