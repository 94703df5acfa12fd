"""Each page as a share of the same server's bare answer, with its number of queries."""

import os
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count, cycle

from sqlalchemy import select

from benchmarks.client import Result, ask
from benchmarks.club import LIKE_PEERS
from benchmarks.reader import Reader, signed_in

CLIENTS = 8
SECONDS = 1.6
BARE_SECONDS = 0.8
ROUNDS = 9
BARE = b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"


@dataclass(frozen=True)
class Page:
    """A page, how it is asked for, and the share of the bare answer it must reach."""

    name: str
    aim: float
    requests: Callable[[], Iterator[bytes]]
    address: str


def pages(reader: Reader) -> list[Page]:
    from community.db import db
    from posts.forum.models import Board, Topic

    with reader.app.app_context():
        long = select(Topic).where(Topic.replies >= 19).order_by(Topic.id).limit(400)
        talked_about = db.session.scalars(long).all()
        topics = [topic.url for topic in talked_about[::2]]
        boards = [f"/boards/{slug}" for slug in db.session.scalars(select(Board.slug))]
        topic_ids = [topic.id for topic in talked_about[1::2]]  # what is written changes nothing that is read
    words = ["kitchen+garden", "silk+lining", "harbour", "repair+cream", "zipper+weekend", "old+watch"]

    def reads(addresses: list[str]) -> Callable[[], Iterator[bytes]]:
        return lambda: (reader.get(address) for address in cycle(addresses))

    return [
        Page("topic, 20 replies", 0.10, reads(topics), topics[0]),
        Page("board", 0.12, reads(boards), boards[0]),
        Page("index of boards", 0.10, reads(["/boards"]), "/boards"),
        Page("feed", 0.08, reads(["/?view=latest"]), "/?view=latest"),
        Page("search", 0.05, reads([f"/search?q={word}" for word in words]), "/search?q=kitchen+garden"),
        Page("reply (durable)", 0.04, lambda: replies(reader, topic_ids), ""),
    ]


_numbers = count(time.time_ns())  # no reply is said twice, in a later round or run either


def replies(reader: Reader, ids: list[int]) -> Iterator[bytes]:
    """New ones to each in turn."""
    for number, id in zip(_numbers, cycle(ids), strict=False):
        yield reader.post(f"/contributions/{id}/replies", f"text=A+reply+to+measure+with,+number+{number}")


def bare_answers(port: int) -> float:
    """How many a second."""
    return ask(port, cycle([BARE]), CLIENTS, BARE_SECONDS).per_second


def measure() -> list[str]:
    """Lines of the table: median over the rounds, each page between bare answers: a machine has its moods."""
    reader = signed_in(LIKE_PEERS)
    measured = pages(reader)
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    shares: dict[str, list[float]] = {page.name: [] for page in measured}
    last: dict[str, Result] = {}
    bare: list[float] = []
    port = LIKE_PEERS.port
    with LIKE_PEERS.served():
        bare.append(bare_answers(port))
        for _ in range(ROUNDS):
            for page in measured:
                last[page.name] = result = ask(port, page.requests(), CLIENTS, SECONDS)
                bare.append(bare_answers(port))
                shares[page.name].append(result.per_second / statistics.mean(bare[-2:]))
    lines = [f"bare answer: {statistics.median(bare):,.0f} a second, {CLIENTS} clients, one core", ""]
    lines += ["| page | share | aim | a second | p50 ms | p99 ms | queries | answers |", "| --- " * 8 + "|"]
    for page in measured:
        result = last[page.name]
        cells = (
            page.name,
            f"{statistics.median(shares[page.name]):.3f}",
            f"{page.aim:.2f}",
            f"{result.per_second:,.0f}",
            f"{result.percentile(0.5) * 1000:.1f}",
            f"{result.percentile(0.99) * 1000:.1f}",
            reader.queries(page.address) if page.address else "–",
            result.statuses,
        )
        lines.append("| " + " | ".join(map(str, cells)) + " |")
    return lines
