"""Programs write while what serves them is taken away: each sends a thing under one key until it is answered.

What became of it is asked in judging.py. `FAULT_SECONDS=600` is the long form of all tests that use it.
"""

import json
import os
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from itertools import pairwise
from pathlib import Path

from flask import Flask

from community.db import db, transaction
from community.entrance.tokens import Scope, create_token
from community.following import Follow
from community.migrating import upgrade
from community.notifications.kinds import Channel, Kind
from community.notifications.models import Wish
from config import Config
from posts.forum.models import Board
from posts.forum.opening import open_topic
from tests.conftest import joins
from wsgi import create_app

SECONDS = float(os.environ.get("FAULT_SECONDS", "5"))  # of traffic; hundreds for the long form
WRITERS = 50
ANSWER = 60.0  # seconds after which what was sent is sent again; a slow machine answers fifty in turn
COMES_BACK = 90.0  # seconds in which whoever was not answered is


@dataclass
class Program:
    """Of one member: `write` says one thing more; each request is repeated until it is answered."""

    word: str
    port: int
    threads: Sequence[int]
    ends: float = 0.0
    said: dict[str, int] = field(default_factory=dict)  # acknowledged: the id, by what was said
    answers: list[tuple[float, int]] = field(default_factory=list)  # when, and the status; 0: none
    troubles: list[str] = field(default_factory=list)
    line: HTTPConnection | None = None

    def live(self) -> None:
        number, first = 0, sum(map(ord, self.word))  # they begin in different threads
        while time.monotonic() < self.ends and not self.troubles:
            number += 1
            self.write(f"{self.word[-6:]} said {number}", self.threads[(first + number) % len(self.threads)])
            time.sleep(0.05)
        self.hang_up()

    def write(self, text: str, thread: int) -> None:
        self.keep(text, self.until_answered(f"/contributions/{thread}/replies", text, {"text": text}))

    def keep(self, text: str, told: dict[str, object]) -> None:
        if "id" in told:
            self.said[text] = int(str(told["id"]))

    def until_answered(self, path: str, key: str, body: dict[str, object]) -> dict[str, object]:
        until = max(self.ends, time.monotonic()) + COMES_BACK
        while time.monotonic() < until:
            status, told = self.ask(path, key, body)
            self.answers.append((time.monotonic(), status))
            if status in {HTTPStatus.OK, HTTPStatus.CREATED}:
                return told
            if 0 < status < HTTPStatus.INTERNAL_SERVER_ERROR:
                break
            time.sleep(0.1)
        self.troubles.append(f"{path} {key}: {self.answers[-1][1]}")
        return {}

    def ask(self, path: str, key: str, body: dict[str, object]) -> tuple[int, dict[str, object]]:
        headers = {"Authorization": f"Bearer {self.word}", "Content-Type": "application/json"}
        self.line = self.line or HTTPConnection("127.0.0.1", self.port, timeout=ANSWER)
        try:
            self.line.request("POST", f"/api/v1{path}", json.dumps(body), headers | {"Idempotency-Key": key})
            answer = self.line.getresponse()
            return answer.status, json.loads(answer.read() or b"{}")
        except (OSError, HTTPException, ValueError):
            self.hang_up()
            return 0, {}

    def hang_up(self) -> None:
        if self.line:
            self.line.close()
            self.line = None


class Author(Program):
    """Publishes stories, of which workers tell all who follow."""

    def write(self, text: str, thread: int) -> None:  # noqa: ARG002  a story stands for itself
        told = self.until_answered("/stories", text, {"title": text, "text": text})
        if self.until_answered(f"/stories/{told.get('id')}/publication", text, {}):
            self.keep(text, told)
        time.sleep(0.2)


@dataclass
class Traffic:
    programs: list[Program]
    app: Flask
    running: list[threading.Thread] = field(default_factory=list)

    @contextmanager
    def runs(self, seconds: float) -> Iterator[None]:
        """What the block does happens in the middle of it. Ends when everybody was answered."""
        ends = time.monotonic() + seconds
        for program in self.programs:
            program.ends = ends
        threads = [threading.Thread(target=program.live, daemon=True) for program in self.programs]
        for thread in threads:
            thread.start()
        yield
        for thread in threads:
            thread.join(seconds + 2 * COMES_BACK)

    def refused_outside(self, gap: tuple[float, float]) -> Counter[int]:
        """What was answered otherwise than it should before and after a gap."""
        answers = [it for program in self.programs for it in program.answers]
        fine = {HTTPStatus.OK, HTTPStatus.CREATED}
        return Counter(status for at, status in answers if status not in fine and not gap[0] <= at <= gap[1])

    def longest_silence(self, since: float) -> float:
        """Seconds from then on in which nobody at all was given what they asked for."""
        fine = {HTTPStatus.OK, HTTPStatus.CREATED}
        given = sorted(
            at for it in self.programs for at, status in it.answers if status in fine and at > since
        )
        return max((later - earlier for earlier, later in pairwise([since, *given])), default=COMES_BACK)


def traffic(env: dict[str, str], port: int, writers: int = WRITERS) -> Traffic:
    """A club with a board of three topics and an author whom all writers follow."""
    app = club(env)
    with app.app_context():
        upgrade()
        ada, *others = [joins(f"Writer{number}") for number in range(writers)]
        with transaction():
            board = Board(slug="bags", name="Bags", position=1)
            db.session.add(board)
            for one in others:
                db.session.add(Follow(follower_id=one.id, followed_id=ada.id))
                wish = Wish(member_id=one.id, kind=Kind.PUBLISHED, channel=Channel.APP, wanted=True)
                db.session.add(wish)
        threads = [open_topic(board, f"Topic {number}", "Which?", by=ada).id for number in range(3)]
        words = [create_token(one, "", [Scope.ALL])[1] for one in (ada, *others)]
        db.session.remove()
        db.engine.dispose()
    programs = [Author(words[0], port, threads), *(Program(word, port, threads) for word in words[1:])]
    return Traffic(programs, app)


def club(env: dict[str, str]) -> Flask:
    """The one that the servers of this environment serve, to be asked from here."""
    url = env.get("DATABASE_URL", "").replace("postgresql://", "postgresql+psycopg://")
    return create_app(
        Config(
            ZONE_DATA=Path(env["ZONE_DATA"]),
            SQLALCHEMY_DATABASE_URI=url or f"sqlite:///{env['ZONE_DATA']}/zone.db",
            SECRET_KEY=env["SECRET_KEY"],
            RATE_LIMITS=False,
            MAIL_URL="file://",
            TESTING=True,
        )
    )
