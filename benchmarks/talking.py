"""Messages stored and then told to a thousand listeners: how many a second, and when each was heard."""

import os
import time
from collections.abc import Sequence
from itertools import count

import psutil
from sqlalchemy import select

from benchmarks.club import LIKE_PEERS
from benchmarks.listeners import WORDS, Crowd
from benchmarks.reader import signed_in

LISTENERS, SPEAKERS = 1_000, 8
AIM, LATEST = 150, 0.25  # messages a second, and seconds until 99 of 100 listeners have each
PACE, SECONDS, ROUNDS = 152.0, 10.0, 3


def a_full_room() -> tuple[int, Sequence[str]]:
    """A room of its own with everybody in it; answers its id and their cookies."""
    app = signed_in(LIKE_PEERS).app
    from community.chat.rooms import join, open_room
    from community.db import db, transaction
    from community.entrance.sessions import COOKIE, open_session
    from community.members import Member

    with app.app_context():
        members = db.session.scalars(select(Member).order_by(Member.id).limit(LISTENERS)).all()
        room = open_room(f"Full {time.time_ns()}", by=members[0])
        for member in members[1:]:
            join(room, by=member)
        with transaction():
            return room.id, [f"{COOKIE}={open_session(member, 'benchmark')}" for member in members]


def measure() -> list[str]:
    """Paced, as people are: the question is whether everybody keeps up."""
    room_id, cookies = a_full_room()
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    head = ["messages a second", "aim", "p50 ms", "p99 ms", "aim", "deliveries a second", "KB a socket"]
    head.append("server, listeners: shares of a core")
    lines = [f"| {' | '.join(head)} |", "| --- " * len(head) + "|"]
    with LIKE_PEERS.served() as server:
        process = psutil.Process(server)
        before = process.memory_info().rss
        crowd = Crowd(LIKE_PEERS.port)
        crowd.come(len(cookies), cookies.__getitem__)
        kilobytes = (process.memory_info().rss - before) / len(cookies) / 1024
        for number in range(len(cookies)):
            crowd.tell("join", {"room": room_id}, number)
            crowd.listen(0)
        _quiet(crowd, 2.0)
        for _ in range(ROUNDS):
            crowd.heard = 0
            crowd.late.clear()
            worked = _worked(process), time.process_time()
            said, seconds = _talk(crowd, room_id)
            shares = _worked(process) - worked[0], time.process_time() - worked[1]
            assert crowd.heard == said * len(cookies), "something was not heard, or twice"
            late = sorted(crowd.late)
            cells = (
                f"{said / seconds:.0f}",
                f"{AIM}",
                f"{late[len(late) // 2] * 1000:.0f}",
                f"{late[int(len(late) * 0.99)] * 1000:.0f}",
                f"{LATEST * 1000:.0f}",
                f"{crowd.heard / seconds:,.0f}",
                f"{kilobytes:.0f}",
                ", ".join(f"{share / seconds:.2f}" for share in shares),
            )
            lines.append("| " + " | ".join(cells) + " |")
        crowd.close()
    return lines


def _worked(process: psutil.Process) -> float:
    """Seconds of a core so far."""
    return sum(process.cpu_times()[:2])


_numbers = count(time.time_ns())


def _talk(crowd: Crowd, room_id: int) -> tuple[int, float]:
    """At its pace for some seconds, and until everybody has heard everything."""
    said, began = 0, time.perf_counter()
    while (now := time.perf_counter() - began) < SECONDS:
        while said < now * PACE:
            crowd.say("message", WORDS, said % SPEAKERS, room=room_id, client_id=f"b{next(_numbers)}")
            said += 1
        crowd.listen(0.002)
    gives_up = time.perf_counter() + 20
    while crowd.heard < said * len(crowd.listeners) and time.perf_counter() < gives_up:
        crowd.listen(0.05)
    return said, time.perf_counter() - began


def _quiet(crowd: Crowd, seconds: float) -> None:
    ends = time.perf_counter() + seconds
    while time.perf_counter() < ends:
        crowd.listen(0.05)
