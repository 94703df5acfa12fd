"""The server, its worker, its database and its Redis are killed while fifty programs write."""

import os
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from tests.faults.history import HOUSE, Served, grounds
from tests.faults.judging import troubles
from tests.faults.posting import SECONDS, traffic
from tests.services import Postgres, Redis, free_port

pytestmark = pytest.mark.timeout(300 + 3 * SECONDS)
AS_QUICK = 1.5  # a start after a fall against one after nothing: it repairs nothing first
BACK = 5.0  # seconds after which nobody is refused any more
on_servers = pytest.mark.skipif(
    not os.environ.get("DATABASE_URL"), reason="played where tests run on servers"
)


@pytest.fixture
def ground():
    """What a server is told, where there is nothing but SQLite."""
    with grounds() as env:
        yield {key: word for key, word in env.items() if key not in {"DATABASE_URL", "REDIS_URL"}}


@contextmanager
def working(env):
    """A worker, which may be killed by the block too."""
    log = (Path(env["ZONE_DATA"]) / "work.log").open("ab")
    worker = subprocess.Popen(
        [sys.executable, "-m", "commands", "work"], cwd=HOUSE, env=env, stdout=log, stderr=log
    )
    try:
        yield worker
    finally:
        worker.kill()
        worker.wait()


def spent(server) -> float:
    """Seconds of the processor that a process had, so that a busy machine tells no other tale."""
    fields = Path(f"/proc/{server.process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@pytest.mark.parametrize("engine", ["sqlite", pytest.param("postgresql", marks=on_servers)])
def test_a_server_that_is_killed_loses_and_doubles_nothing_and_is_up_again_as_quickly(ground, engine):
    with ExitStack() as stack:
        if engine == "postgresql":
            ground["DATABASE_URL"] = stack.enter_context(own_postgres()).url
        club = traffic(ground, port := free_port())
        server = Served(port, ground)
        server.open()
        first = spent(server)
        worker = stack.enter_context(working(ground))
        with club.runs(SECONDS):
            time.sleep(SECONDS / 2)
            server.kill()
            worker.kill()
            server.open()
        server.kill()
        server.open()  # once more, while nobody asks for anything
        again = spent(server)
        server.kill()
        assert troubles(club.app, club.programs) == []
    assert again < AS_QUICK * first


@contextmanager
def own_postgres():
    with tempfile.TemporaryDirectory(prefix="zone-pg-") as folder:
        server = Postgres(Path(folder))
        server.open()
        try:
            yield server
        finally:
            server.kill()


@on_servers
@pytest.mark.parametrize("what", ["postgresql", "redis"])
def test_what_a_server_stands_on_may_be_killed_in_traffic(ground, what):
    """There are errors in the gap alone, five seconds after it all is well, and each job is done once."""
    with ExitStack() as stack:
        database = stack.enter_context(own_postgres())
        redis = Redis(Path(ground["ZONE_DATA"]) / "redis.sock")
        redis.open()
        stack.callback(redis.kill)
        ground |= {"DATABASE_URL": database.url, "REDIS_URL": redis.url}
        club = traffic(ground, port := free_port())
        server = Served(port, ground)
        server.open()
        stack.callback(server.kill)
        stack.enter_context(working(ground))
        with club.runs(SECONDS + BACK):
            time.sleep(SECONDS / 3)
            fallen = {"postgresql": database, "redis": redis}[what]
            began = time.monotonic()
            fallen.kill()
            time.sleep(1)
            fallen.open()
            back = time.monotonic()
        assert club.refused_outside((began, back + BACK)) == {}
        assert club.longest_silence(back) < BACK
        assert troubles(club.app, club.programs) == []
