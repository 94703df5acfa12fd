"""The disk of the club is full, truly: a file system of some megabytes, until somebody makes room."""

import json
import os
import shutil
import subprocess
import tempfile
import urllib.request
from pathlib import Path

import pytest

from tests.faults.history import Served, grounds
from tests.faults.judging import troubles
from tests.faults.posting import traffic
from tests.services import Postgres, free_port

SIZE, SIZE_OF_POSTGRESQL = "24m", "160m"
CLUSTER = 4096  # bytes, so that not the last page is left


@pytest.fixture(params=[SIZE])
def small_disk(request):
    """Only whoever may mount has one."""
    if os.geteuid() != 0 or not shutil.which("mount"):
        pytest.skip("needs the right to mount a file system of its own")
    place = Path(tempfile.mkdtemp(prefix="zone-disk-"))  # where others than root come in, too
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={request.param}", "tmpfs", place], check=False
    )
    if made.returncode:
        pytest.skip("needs the right to mount a file system of its own")
    yield place
    subprocess.run(["umount", "-l", place], check=True)
    place.rmdir()


def filled(place: Path) -> Path:
    """To the last cluster."""
    ballast = place / "ballast"
    with ballast.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"\0" * CLUSTER)
        except OSError:
            return ballast


@pytest.mark.timeout(180)
def test_on_a_full_disk_one_reads_on_and_writing_goes_on_by_itself_once_there_is_room(small_disk):
    with grounds() as told:
        env = {key: word for key, word in told.items() if key not in {"DATABASE_URL", "REDIS_URL"}}
        env["ZONE_DATA"] = str(small_disk)
        fills_and_empties(env, small_disk)


@pytest.mark.timeout(300)
@pytest.mark.parametrize("small_disk", [SIZE_OF_POSTGRESQL], indirect=True)
@pytest.mark.skipif(not os.environ.get("DATABASE_URL"), reason="played where tests run on servers")
def test_on_postgresql_too_where_its_journal_has_a_disk_of_its_own(small_disk):
    """As docs/backup.md lays it out: without room for its journal PostgreSQL itself would fall."""
    with grounds() as told, tempfile.TemporaryDirectory(prefix="zone-wal-") as journal:
        server = Postgres(small_disk, journal=Path(journal))
        server.open()
        try:
            env = {key: word for key, word in told.items() if key != "REDIS_URL"}
            fills_and_empties(env | {"DATABASE_URL": server.url}, small_disk)
        finally:
            server.kill()


def fills_and_empties(env, disk):
    club = traffic(env, port := free_port(), writers=2)
    server = Served(port, env)
    server.open()
    try:
        writer = club.programs[1]
        writer.write("before", thread := writer.threads[0])
        ballast = filled(disk)
        refused = until_full(writer, thread)
        assert "no room left to store this" in str(refused["detail"])
        assert reads(port, writer.word, thread) == 200
        ballast.unlink()
        writer.write("after", thread)
        club.programs[0].write("and a story", thread)
    finally:
        server.kill()
    assert troubles(club.app, club.programs) == []


def until_full(writer, thread):
    """What has room in pages that were there is taken still; all that is acknowledged has to stay."""
    for number in range(2000):
        text = f"full {number}"
        status, told = writer.ask(f"/contributions/{thread}/replies", text, {"text": text})
        if status == 507:
            return told
        assert status == 201, told
        writer.keep(text, told)
    raise AssertionError("it is never full")


def reads(port, word, thread) -> int:
    headers = {"Authorization": f"Bearer {word}"}
    asked = f"http://127.0.0.1:{port}/api/v1/contributions/{thread}/replies"
    with urllib.request.urlopen(urllib.request.Request(asked, headers=headers), timeout=20) as answer:
        assert json.load(answer)["items"]
        return answer.status
