"""How many events a second other sites may tell, beside bare inserts of the same rows into the same database.

The web process's own work is measured, from the bytes of a batch to the bytes of its answer, durably stored,
on one core and with no other load of ours. Bare inserts are of the `activity` rows alone: no member is looked
up, nothing is tallied, scored or explained.
"""

import json
import os
import random
import statistics
import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from benchmarks.club import Club

CLUB = Club("bench-inlet", 8768, ("empty",))
MEMBERS, BATCH, ROUNDS = 1000, 500, 12
AIM = 5000  # events a second
SHARES = (("purchase.made", 60), ("storefront.visited", 25), ("review.written", 8), ("purchase.returned", 7))
LATE = 0.02  # of all events take back one of an earlier batch


def measure() -> list[str]:
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    from config import Config
    from wsgi import create_app

    data = CLUB.data.resolve()
    app = create_app(Config(ZONE_DATA=data, SQLALCHEMY_DATABASE_URI=_database(data), RATE_LIMITS=False))
    with app.app_context():
        _people()
        word = _key()
        client = app.test_client()
        headers = {"Authorization": f"Bearer {word}", "Content-Type": "application/json"}
        chance = random.Random(7)
        bought: list[dict[str, Any]] = []
        told, bare, cpu = [], [], []
        for _ in range(ROUNDS):
            events = list(_events(chance, bought))
            body = json.dumps({"events": events})
            began, worked = time.perf_counter(), time.process_time()
            answer = client.post("/api/v1/activity", data=body, headers=headers)
            told.append(BATCH / (time.perf_counter() - began))
            cpu.append((time.process_time() - worked) / BATCH * 1e6)
            assert answer.json["accepted"] == BATCH, answer.json
            bare.append(BATCH / _bare())
    sustained = BATCH * ROUNDS / sum(BATCH / each for each in told)
    shares = [one / other for one, other in zip(told, bare, strict=True)]
    lines = [
        "| told in batches of 500 | events/s | slowest batch | CPU µs per event | of bare inserts | aim |"
    ]
    lines.append("| --- " * 6 + "|")
    lines.append(
        f"| {BATCH * ROUNDS:,} of {MEMBERS:,} members | {sustained:,.0f} | {min(told):,.0f} "
        f"| {statistics.median(cpu):.0f} | {statistics.median(shares):.3f} | {AIM:,} |"
    )
    return lines


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

    deeds, weights = zip(*SHARES, strict=True)
    for deed in chance.choices(deeds, weights, k=BATCH):
        event = {
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
    """Seconds for the newest rows of the ledger, put in again under other keys."""
    from sqlalchemy import insert, select

    from community.db import db, transaction
    from community.engagement.activity import Activity

    columns = [column for column in Activity.__table__.columns if column.name != "id"]
    newest = db.session.execute(select(*columns).order_by(Activity.id.desc()).limit(BATCH)).mappings()
    rows = [{**row, "key": f"bare:{time.time_ns():x}:{n}"} for n, row in enumerate(newest)]
    began = time.perf_counter()
    with transaction():
        db.session.execute(insert(Activity), rows)
    return time.perf_counter() - began
