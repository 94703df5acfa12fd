"""The club that is measured: the content the peers were measured with, served on one core."""

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HOUSE = Path(__file__).parents[1]
DATA = HOUSE / ".cache" / "bench"
PORT = 8765
CROWD = [
    "crowd",
    "--members",
    "1000",
    "--boards",
    "20",
    "--topics",
    "2000",
    "--posts",
    "40000",
    "--stories",
    "500",
]


def environment() -> dict[str, str]:
    return {**os.environ, "ZONE_DATA": str(DATA), "PORT": str(PORT), "RATE_LIMITS": "off", "WORKERS": "0"}


def prepare() -> None:
    """Fill the club once; later runs measure the same rows."""
    DATA.mkdir(parents=True, exist_ok=True)
    _zone("migrate")
    if (DATA / "ready").exists():
        return
    _zone("seed", *CROWD)
    _zone("search", "rebuild")
    (DATA / "ready").touch()


def _zone(*words: str) -> None:
    subprocess.run([sys.executable, "-m", "commands", *words], check=True, env=environment(), cwd=HOUSE)


@contextmanager
def served(core: int = 0) -> Iterator[int]:
    """The web process on one core; answers its process id."""
    server = subprocess.Popen(
        [sys.executable, "-m", "server"],
        env=environment(),
        cwd=HOUSE,
    )
    os.sched_setaffinity(server.pid, {core})
    try:
        _until_alive()
        yield server.pid
    finally:
        server.terminate()
        server.wait()


def _until_alive() -> None:
    ends = time.monotonic() + 30
    while time.monotonic() < ends:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{PORT}/healthz", timeout=1)
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise TimeoutError("the club did not open within 30 seconds")
