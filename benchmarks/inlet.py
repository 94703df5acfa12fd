"""How many events a second other sites may tell, beside bare inserts of the same rows into the same database.

CPU time is counted, that of the web process alone: from the bytes of a batch to the bytes of its answer,
durably stored. Bare inserts are of the `activity` rows alone: no member is looked up, nothing is tallied,
scored or explained.
"""

import json
import os
import random
import statistics
import time
import urllib.request
from collections.abc import Iterator
from datetime import timedelta
from typing import Any, NamedTuple

from benchmarks.club import Club

CLUB = Club("bench-inlet", 8768, ("empty",))
MEMBERS, BATCH, BATCHES, ROUNDS = 1000, 500, 8, 7
AIM = 5000  # events a second
SHARES = {"purchase.made": 60, "storefront.visited": 25, "review.written": 8, "purchase.returned": 7}
LATE = 0.02  # of all events take back one of an earlier batch


class Round(NamedTuple):
    """Of a second: events told by the clock, events told and rows inserted by the CPU's time."""

    by_clock: float
    told: float
    bare: float


def measure() -> list[str]:
    from config import Config
    from wsgi import create_app

    data = CLUB.data.resolve()
    app = create_app(Config(ZONE_DATA=data, SQLALCHEMY_DATABASE_URI=_database(data), RATE_LIMITS=False))
    with app.app_context():
        _people()
        word = _key()
        with CLUB.served(min(os.sched_getaffinity(0))) as pid:
            rounds = list(_rounds(pid, word))
    told = [one.told for one in rounds]
    by_clock = statistics.median(one.by_clock for one in rounds)
    share = statistics.median(one.told / one.bare for one in rounds)
    columns = ("told in batches of 500", "events a CPU second", "slowest round", "by the clock", "aim")
    line = f"| {BATCH * BATCHES * ROUNDS:,} of {MEMBERS:,} members | {statistics.median(told):,.0f} "
    line += f"| {min(told):,.0f} | {by_clock:,.0f} | {AIM:,} | {share:.2f} |"
    return [f"| {' | '.join(columns)} | of bare inserts |", "| --- " * 6 + "|", line]


def _rounds(pid: int, word: str) -> Iterator[Round]:
    """After one that is not counted: it makes the shops and the standings."""
    chance = random.Random(7)
    bought: list[dict[str, Any]] = []
    for n in range(ROUNDS + 1):
        bodies = [json.dumps({"events": list(_events(chance, bought))}).encode() for _ in range(BATCHES)]
        began, worked = time.perf_counter(), _worked(pid)
        for body in bodies:
            _told(body, word)
        wall, cpu = time.perf_counter() - began, _worked(pid) - worked
        events = BATCH * BATCHES
        if n:
            yield Round(events / wall, events / cpu, events / sum(_bare() for _ in range(BATCHES)))


def _worked(pid: int) -> float:
    """CPU seconds of a process so far."""
    import psutil

    spent = psutil.Process(pid).cpu_times()
    return spent.user + spent.system


def _told(body: bytes, word: str) -> None:
    headers = {"Authorization": f"Bearer {word}", "Content-Type": "application/json"}
    asked = urllib.request.Request(f"http://127.0.0.1:{CLUB.port}/api/v1/activity", body, headers)
    with urllib.request.urlopen(asked, timeout=60) as answer:
        told = json.load(answer)
    assert told["accepted"] == BATCH, told


def _database(data: object) -> str:
    url = os.environ.get("DATABASE_URL", "").replace("postgresql://", "postgresql+psycopg://")
    return url or f"sqlite:///{data}/zone.db"


def _people() -> None:
    from sqlalchemy import func, insert, select

    from community.db import db, transaction
    from community.members import Member

    there = db.session.scalar(select(func.count(Member.id))) or 0
    with transaction():
        for n in range(there, MEMBERS):
            name = f"bench{n}"
            row = {"handle": name, "name": name, "name_skeleton": name, "email": f"{name}@example.org"}
            db.session.execute(insert(Member).values(row))


def _key() -> str:
    from sqlalchemy import select

    from community.db import db, transaction
    from community.inlet.sources import add_source
    from community.members import Member, Role

    with transaction():
        keeper = db.session.scalars(select(Member).order_by(Member.id)).first()
        assert keeper
        keeper.role = Role.ADMINISTRATOR
    return add_source(f"bench-{time.time_ns():x}", by=keeper)[1]


def _events(chance: random.Random, bought: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    from community import clock

    for deed in chance.choices(list(SHARES), list(SHARES.values()), k=BATCH):
        event: dict[str, Any] = {
            "key": f"{chance.getrandbits(64):x}",
            "member": f"bench{chance.randrange(MEMBERS)}",
            "deed": deed,
            "occurred_at": (clock.now() - timedelta(minutes=chance.randrange(500_000))).isoformat(),
            "storefront": f"Storefront {chance.randrange(300)}",
        }
        if deed.startswith("purchase"):
            event |= {"category": f"category {chance.randrange(40)}", "amount": chance.randrange(100, 90_000)}
        if len(bought) > BATCH and chance.random() < LATE:
            event = {**bought.pop(0), "key": event["key"], "deed": "purchase.returned"}
            event["reverses"] = event.pop("was")
        elif deed == "purchase.made":
            bought.append({**event, "was": event["key"]})
        yield event


def _bare() -> float:
    """CPU seconds for the newest rows of the ledger, put in again under other keys."""
    from sqlalchemy import insert, select

    from community.db import db, transaction
    from community.engagement.activity import Activity

    columns = [column for column in Activity.__table__.columns if column.name != "id"]
    newest = db.session.execute(select(*columns).order_by(Activity.id.desc()).limit(BATCH)).mappings()
    rows = [{**row, "key": f"bare:{time.time_ns():x}:{n}"} for n, row in enumerate(newest)]
    began = time.process_time()
    with transaction():
        db.session.execute(insert(Activity), rows)
    return time.process_time() - began
