"""The clubs that are measured, each filled once and served on one core."""

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

HOUSE = Path(__file__).parents[1]
OPENS = 120.0  # seconds, on a busy machine


@dataclass(frozen=True)
class Club:
    """Its folder below `.cache`, where it is served, and what `zone seed` fills it with."""

    folder: str
    port: int
    world: tuple[str, ...]

    @property
    def data(self) -> Path:
        return HOUSE / ".cache" / self.folder

    def environment(self) -> dict[str, str]:
        told = {"ZONE_DATA": str(self.data), "PORT": str(self.port), "RATE_LIMITS": "off", "WORKERS": "0"}
        return {**os.environ, **told}

    def prepare(self) -> None:
        """Fill it once; later runs measure the same rows, all of them in an index of today's form."""
        self.data.mkdir(parents=True, exist_ok=True)
        self.zone("migrate")
        if not (self.data / "ready").exists():
            self.zone("seed", *self.world)
            (self.data / "ready").touch()
        self.zone("search", "rebuild")

    def zone(self, *words: str) -> None:
        told = [sys.executable, "-m", "commands", *words]
        subprocess.run(told, check=True, env=self.environment(), cwd=HOUSE)

    @contextmanager
    def served(self, core: int = 0) -> Iterator[int]:
        """The web process on one core; answers its process id."""
        server = subprocess.Popen([sys.executable, "-m", "server"], env=self.environment(), cwd=HOUSE)
        os.sched_setaffinity(server.pid, {core})
        try:
            self.until_alive()
            yield server.pid
        finally:
            server.terminate()
            server.wait()

    def until_alive(self) -> None:
        ends = time.monotonic() + OPENS
        while time.monotonic() < ends:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=1)
            except OSError:
                time.sleep(0.05)
            else:
                return
        raise TimeoutError("the club did not open")


# The content the peers were measured with.
LIKE_PEERS = Club(
    "bench",
    8765,
    (
        *("crowd", "--members", "1000", "--boards", "20", "--topics", "2000", "--posts", "40000"),
        *("--stories", "500", "--lists", "0", "--long-topics", "0"),
    ),
)
VILLAGE = Club("bench-village", 8766, ("village",))
CROWD = Club("bench-crowd", 8767, ("crowd",))
