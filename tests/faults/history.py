"""Members talk while lines are cut, servers and Redis killed: what was acknowledged is there once, in order.

    python -m tests.faults.history --seconds 600 --members 50 --rooms 20

plays it as long as one likes, on SQLite or on what DATABASE_URL names; where REDIS_URL is set, there are two
servers and a Redis of their own.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import socketio
from socketio.exceptions import SocketIOError

from tests.services import Redis, free_port, until_alive

HOUSE = Path(__file__).parents[2]
ANSWER = 4.0  # seconds after which what was sent is sent again
OPENING = 30.0  # seconds a server may take to open


@dataclass(frozen=True)
class Plan:
    members: int
    rooms: int
    seconds: float
    kills: int
    ports: tuple[int, ...]
    seed: int = 1
    redis: Redis | None = None  # one of our own: killed and opened again after each server


@dataclass
class Served:
    """A web process that is killed without a word, and opened again."""

    port: int
    env: dict[str, str]
    process: subprocess.Popen[bytes] | None = None

    def open(self) -> None:
        told = {**self.env, "PORT": str(self.port), "PYTHONDONTWRITEBYTECODE": ""}  # as it is installed
        log = (Path(self.env["ZONE_DATA"]) / "serve.log").open("ab")
        command = [sys.executable, "-m", "server"]
        self.process = subprocess.Popen(command, cwd=HOUSE, env=told, stdout=log, stderr=log)
        until_alive(self.port, Path(self.env["ZONE_DATA"]) / "serve.log")

    def kill(self) -> None:
        assert self.process
        self.process.kill()
        self.process.wait()


@dataclass
class Talker:
    """One member at one browser: an outbox sent in order until there is an answer, and a log of each room."""

    cookie: str
    rooms: list[int]
    ports: tuple[int, ...]
    chance: random.Random
    ends: float
    outbox: list[tuple[int, str, str]] = field(default_factory=list)
    acknowledged: dict[tuple[int, str], int] = field(default_factory=dict)
    logs: dict[int, dict[int, str]] = field(default_factory=dict)
    troubles: list[str] = field(default_factory=list)
    line: socketio.Client | None = None
    port: int = 0
    written: int = 0

    def live(self) -> None:
        while time.monotonic() < self.ends or self.outbox:
            try:
                self.step()
            except (OSError, SocketIOError) as trouble:
                self.hang_up()
                if time.monotonic() > self.ends + OPENING + 15:
                    self.troubles.append(f"never came back: {trouble!r}")
                    return
                time.sleep(0.1)
        self.hang_up()

    def step(self) -> None:
        if not self.line or not self.line.connected:
            self.come_in()
        if time.monotonic() < self.ends and len(self.outbox) < 5:
            self.written += 1
            key = f"{self.chance.getrandbits(64):x}"
            self.outbox.append((self.chance.choice(self.rooms), key, f"no. {self.written}"))
        if self.outbox:
            self.send()
        if self.chance.random() < 0.05:
            self.hang_up()
        time.sleep(self.chance.random() * 0.15)

    def come_in(self) -> None:
        self.port = self.chance.choice(self.ports)
        self.line = socketio.Client(reconnection=False)
        self.line.on("message", self.hear)
        base = f"http://127.0.0.1:{self.port}"
        self.line.connect(base, headers={"Cookie": self.cookie}, transports=["websocket"], wait_timeout=5)
        for room in self.rooms:
            answer = self.line.call("join", {"room": room}, timeout=ANSWER)
            if answer["seq"] > max(self.logs.get(room, {0: ""})):
                self.fill(room)

    def hang_up(self) -> None:
        line, self.line = self.line, None
        if line:
            line.disconnect()

    def send(self) -> None:
        room, key, text = self.outbox[0]
        assert self.line
        answer = self.line.call("message", {"room": room, "client_id": key, "text": text}, timeout=ANSWER)
        if "seq" not in answer:
            self.troubles.append(f"refused: {answer}")
        elif self.acknowledged.setdefault((room, key), answer["seq"]) != answer["seq"]:
            self.troubles.append(f"{key} has two numbers")
        self.outbox.pop(0)

    def hear(self, facts: dict[str, object]) -> None:
        self.put(int(str(facts["room"])), int(str(facts["seq"])), str(facts["client_id"]))

    def put(self, room: int, seq: int, key: str) -> None:
        if self.logs.setdefault(room, {}).setdefault(seq, key) != key:
            self.troubles.append(f"number {seq} of room {room} was two messages")

    def fill(self, room: int) -> None:
        """What came while one was away, after the last number before which nothing is missing."""
        since = 0
        while since + 1 in self.logs.get(room, {}):
            since += 1
        while True:
            asked = f"http://127.0.0.1:{self.port}/chat/{room}/messages?since={since}"
            request = urllib.request.Request(
                asked, headers={"Cookie": self.cookie, "Accept": "application/json"}
            )
            with urllib.request.urlopen(request, timeout=ANSWER) as answer:
                told = json.load(answer)
            for facts in told["items"]:
                self.put(room, facts["seq"], facts["client_id"])
            if not told["next"]:
                return
            since = told["next"]


def play(plan: Plan, env: dict[str, str]) -> list[str]:
    """What went wrong; nothing, when all is well."""
    cookies, rooms = _founded(plan, env)
    servers = [Served(port, env) for port in plan.ports]
    for server in servers:
        server.open()
    ends = time.monotonic() + plan.seconds
    talkers = [
        Talker(cookie, rooms, plan.ports, random.Random(plan.seed * 1000 + number), ends)
        for number, cookie in enumerate(cookies)
    ]
    threads = [threading.Thread(target=talker.live, daemon=True) for talker in talkers]
    try:
        for thread in threads:
            thread.start()
        for turn in range(plan.kills):
            time.sleep(plan.seconds / (plan.kills + 1))
            server = servers[turn % len(servers)]
            server.kill()
            server.open()
            if plan.redis:
                time.sleep(1)
                plan.redis.kill()
                time.sleep(0.5)
                plan.redis.open()
        for thread in threads:
            thread.join(plan.seconds + OPENING + 30)
        for talker in talkers:
            talker.port = plan.ports[0]
            for room in rooms:
                talker.fill(room)
    finally:
        for server in servers:
            server.kill()
    return _judged(talkers, rooms, env)


def _founded(plan: Plan, env: dict[str, str]) -> tuple[list[str], list[int]]:
    """Cookies of members, and ids of rooms."""
    command = [sys.executable, "-m", "tests.faults.history", "--found", str(plan.members), str(plan.rooms)]
    told = subprocess.run(command, cwd=HOUSE, env=env, check=True, capture_output=True, text=True).stdout
    found = json.loads(told.splitlines()[-1])
    return found["cookies"], found["rooms"]


def found(members: int, rooms: int) -> dict[str, list[object]]:
    """In a process of its own: members who are signed in, and rooms that are open to them."""
    from community.chat.rooms import open_room
    from community.db import transaction
    from community.entrance.sessions import COOKIE, open_session
    from community.migrating import upgrade
    from tests.conftest import joins
    from wsgi import create_app

    with create_app().app_context():
        upgrade()
        people = [joins(f"Member{number:03}") for number in range(members)]
        ids = [open_room(f"Room {number}", by=people[number % members]).id for number in range(rooms)]
        with transaction():
            cookies = [f"{COOKIE}={open_session(one, 'a fault')}" for one in people]
    return {"cookies": [*cookies], "rooms": [*ids]}


def _judged(talkers: list[Talker], rooms: list[int], env: dict[str, str]) -> list[str]:
    kept = _kept(rooms, env)
    troubles = [trouble for talker in talkers for trouble in talker.troubles]
    for room, messages in kept.items():
        troubles += _of_room(room, messages, talkers)
    stored = {(room, key): seq for room, messages in kept.items() for seq, key in messages}
    acknowledged = [it for talker in talkers for it in talker.acknowledged.items()]
    troubles += [
        f"{place} was acknowledged as {seq}" for place, seq in acknowledged if stored.get(place) != seq
    ]
    if len(acknowledged) < len(talkers):
        troubles.append(f"hardly anybody spoke: {len(acknowledged)} messages")
    print(f"{len(acknowledged)} messages acknowledged, {len(stored)} stored, {len(troubles)} troubles")
    return troubles


def _of_room(room: int, messages: list[tuple[int, str]], talkers: list[Talker]) -> Iterator[str]:
    if [seq for seq, _ in messages] != list(range(1, len(messages) + 1)):
        yield f"the numbers of room {room} have gaps"
    if len({key for _, key in messages}) != len(messages):
        yield f"something was stored twice in room {room}"
    for number, talker in enumerate(talkers):
        if sorted(talker.logs.get(room, {}).items()) != messages:
            yield f"reader {number} has another history of room {room}"


def _kept(rooms: list[int], env: dict[str, str]) -> dict[int, list[tuple[int, str]]]:
    """Number and key of what is stored in each room, in order."""
    command = [sys.executable, "-m", "tests.faults.history", "--tell"]
    told = subprocess.run(command, cwd=HOUSE, env=env, check=True, capture_output=True, text=True).stdout
    kept: dict[int, list[tuple[int, str]]] = {room: [] for room in rooms}
    for room, seq, key in json.loads(told.splitlines()[-1]):
        kept[room].append((seq, key))
    return kept


def tell() -> list[tuple[int, int, str]]:
    """Room, number and key of every message, in order."""
    from sqlalchemy import select

    from community.chat.models import Message
    from community.db import db
    from wsgi import create_app

    with create_app().app_context():
        told = select(Message.room_id, Message.seq, Message.client_id).order_by(Message.room_id, Message.seq)
        return [(row.room_id, row.seq, row.client_id) for row in db.session.execute(told)]


@contextmanager
def grounds() -> Iterator[dict[str, str]]:
    """The environment of a club of its own."""
    with tempfile.TemporaryDirectory(prefix="zone-history-") as data:
        own = {"ZONE_DATA": data, "RATE_LIMITS": "off", "WORKERS": "0", "SECRET_KEY": "x" * 40}
        yield {**os.environ, **own}


@contextmanager
def between_servers(env: dict[str, str]) -> Iterator[Redis | None]:
    """A Redis of our own where there is to be one; without it there is one server."""
    if not env.pop("REDIS_URL", None):
        yield None
        return
    redis = Redis(Path(env["ZONE_DATA"]) / "redis.sock")
    env["REDIS_URL"] = redis.url
    redis.open()
    try:
        yield redis
    finally:
        redis.kill()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--members", type=int, default=50)
    parser.add_argument("--rooms", type=int, default=20)
    parser.add_argument("--kills", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--found", type=int, nargs=2, help=argparse.SUPPRESS)
    parser.add_argument("--tell", action="store_true", help=argparse.SUPPRESS)
    said = parser.parse_args()
    if said.found:
        print(json.dumps(found(*said.found)))
        return 0
    if said.tell:
        print(json.dumps(tell()))
        return 0
    with grounds() as env, between_servers(env) as redis:
        ports = tuple(free_port() for _ in range(2 if redis else 1))
        troubles = play(
            Plan(said.members, said.rooms, said.seconds, said.kills, ports, said.seed, redis), env
        )
    print("\n".join(troubles[:50]))
    return bool(troubles)


if __name__ == "__main__":
    sys.exit(main())
