"""A stream of a real club, whose encoder and whose servers are killed while a player watches it."""

import json
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from community.contributions import Audience
from community.db import db, transaction
from community.entrance.tokens import Scope, create_token
from community.members import Role
from community.migrating import upgrade
from livestream.streams.going_live import announce
from livestream.streams.keys import renew_key
from tests.conftest import joins
from tests.faults.history import HOUSE, grounds
from tests.faults.posting import club
from tests.livestream.streams.checker import check, check_next, completed
from tests.livestream.streams.films import film
from tests.services import free_port

pytestmark = pytest.mark.timeout(600)
PATIENCE = 120.0  # seconds on a busy machine; how many it takes on a quiet one is measured in benchmarks/


@dataclass
class Air:
    """A club with a stream in it: its web process, what takes streams in, and a member's player."""

    env: dict[str, str]
    word: str = ""
    key: str = ""
    stream_id: int = 0
    processes: list[subprocess.Popen] = field(default_factory=list)

    @property
    def port(self):
        return int(self.env["PORT"])

    def open(self):
        log = (Path(self.env["ZONE_DATA"]) / "serve.log").open("ab")
        for words in (["-m", "server"], ["-m", "commands", "live"]):
            command = [sys.executable, *words]
            self.processes.append(subprocess.Popen(command, cwd=HOUSE, env=self.env, stdout=log, stderr=log))
        until(lambda: answers(self.port) and answers(int(self.env["RTMP_PORT"])))

    def kill(self):
        """Without a word."""
        for one in self.processes:
            one.kill()
            one.wait()
        self.processes.clear()

    def announce(self):
        """A stream of its own for each story."""
        with club(self.env).app_context():
            host = joins(f"Host{time.time_ns()}")
            with transaction():
                host.role = Role.BLOGGER
            self.stream_id = announce("A morning at the lake", Audience.MEMBERS, by=host).id
            self.word, self.key = create_token(host, "", [Scope.ALL])[1], renew_key(by=host)
            db.session.remove()
            db.engine.dispose()

    @property
    def rtmp(self):
        return f"rtmp://127.0.0.1:{self.env['RTMP_PORT']}/live/{self.key}"

    @contextmanager
    def pushed(self):
        command = [sys.executable, "-m", "tests.livestream.streams.pushing", self.rtmp, "again"]
        nowhere = subprocess.DEVNULL
        encoder = subprocess.Popen(command, cwd=HOUSE, stdin=subprocess.PIPE, stderr=nowhere)
        try:
            encoder.stdin.write(film(seconds=4))
            encoder.stdin.close()
            yield
        finally:
            encoder.kill()
            encoder.wait()

    def ask(self, path, method="GET"):
        headers = {"Authorization": f"Bearer {self.word}"} if path.startswith("/api") else {}
        asked = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", headers=headers, method=method)
        with urllib.request.urlopen(asked, timeout=20) as answer:
            return answer.read().decode()

    def facts(self, more="", method="GET"):
        return json.loads(self.ask(f"/api/v1/streams/{self.stream_id}{more}", method))

    def address(self):
        return until(lambda: self.facts("/playback")["close"])


def answers(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def until(call):
    """What it answers once it answers anything; what is not there yet is asked for again."""
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends:
        try:
            if answer := call():
                return answer
        except OSError:
            pass
        time.sleep(0.1)
    raise TimeoutError


class Player:
    """Reads on and on, as RFC 8216bis has it, and checks each list against the one before."""

    def __init__(self, air):
        self._air, self._address, self.read = air, air.address(), None

    def plays(self, is_far_enough):
        until(lambda: self._reload() and is_far_enough(self.read))

    def _reload(self):
        number, part = self.read.position if self.read else (0, 0)
        more = f"?_HLS_msn={number}&_HLS_part={part}&_HLS_skip=YES" if self.read else ""
        now = check(self._air.ask(self._address + more))
        if self.read:
            now = completed(now, self.read)
            check_next(self.read, now)
            assert now.ended or now.position > self.read.position, "it was answered with what was known"
        self.read = now
        return now


@pytest.fixture(scope="module")
def opened():
    with grounds() as told:
        env = {key: word for key, word in told.items() if key not in {"DATABASE_URL", "REDIS_URL"}}
        air = Air(env | {"PORT": str(free_port()), "RTMP_PORT": str(free_port()), "LIVE": "on"})
        with club(air.env).app_context():
            upgrade()
            db.engine.dispose()
        try:
            air.open()
            yield air
        finally:
            air.kill()


@pytest.fixture
def air(opened):
    opened.announce()
    return opened


def test_a_player_goes_on_when_the_encoder_and_then_the_servers_were_killed(air):
    with air.pushed():
        player = Player(air)
        player.plays(lambda read: len(read.segments) > 3)
    until(lambda: air.facts()["state"] == "resting")
    with air.pushed():
        player.plays(lambda read: len(read.cuts) == 1 and read.shown[-1].number > read.cuts[0] + 2)
        assert air.facts()["state"] == "live"
        kept = player.read.segments
        air.kill()
    air.open()
    with air.pushed():
        player.plays(lambda read: len(read.cuts) == 2 and read.shown[-1].number > read.cuts[1] + 2)
        assert player.read.segments[: len(kept)] == kept
        until(lambda: air.facts()["state"] == "live")
        air.facts("/ending", "POST")
    player.plays(lambda read: read.ended)
    assert len(player.read.cuts) == 2
    assert player.read.segments[: len(kept)] == kept


@pytest.mark.parametrize("program", ["ffprobe", "mpv"])
def test_what_ffmpeg_sends_is_played_live_and_afterwards(air, tmp_path, program):
    """Nobody of ours on either side."""
    lack = [name for name in ("ffmpeg", program) if not shutil.which(name)]
    if lack:
        pytest.skip(f"NOT PLAYED: {' and '.join(lack)} missing (Debian: apt install ffmpeg mpv)")
    (tmp_path / "film.flv").write_bytes(film(seconds=4))
    sent = ["-re", "-stream_loop", "-1", "-i", tmp_path / "film.flv", "-c", "copy", "-f", "flv", air.rtmp]
    encoder = subprocess.Popen(["ffmpeg", "-v", "error", *sent], stdin=subprocess.DEVNULL)
    try:
        player = Player(air)
        player.plays(lambda read: len(read.segments) > 4)
        PLAYS[program](f"http://127.0.0.1:{air.port}{air.address()}")
    finally:
        encoder.kill()
        encoder.wait()
    air.facts("/ending", "POST")
    player.plays(lambda read: read.ended)
    PLAYS[program](f"http://127.0.0.1:{air.port}{air.address()}")


def probes(url):
    asked = ["-show_entries", "stream=codec_name", "-of", "json", url]
    told = subprocess.run(["ffprobe", "-v", "error", *asked], check=True, capture_output=True, timeout=60)
    codecs = {one["codec_name"] for one in json.loads(told.stdout)["streams"]}
    assert codecs == {"h264", "aac"}
    assert not told.stderr


def shows(url):
    options = ["--no-config", "--vo=null", "--ao=null", "--length=3", "--msg-level=all=error"]
    done = subprocess.run(["mpv", *options, url], check=False, capture_output=True, timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr


PLAYS = {"ffprobe": probes, "mpv": shows}
