"""Each page as a share of the same server's bare answer, with its number of queries."""

import os
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count, cycle

from sqlalchemy import Engine, event, select

from benchmarks.client import Result, ask
from benchmarks.club import PORT, environment, served

CLIENTS = 8
SECONDS = 2.0
ROUNDS = 5


@dataclass(frozen=True)
class Page:
    """A page, how it is asked for, and the share of the bare answer it must reach."""

    name: str
    aim: float
    requests: Callable[[], Iterator[bytes]]
    address: str


def pages() -> tuple[list[Page], str]:
    """What is measured, and the cookie of the member who reads it."""
    os.environ.update(environment())
    from community.db import db, transaction
    from community.entrance.sessions import COOKIE, open_session
    from community.members import Member
    from posts.forum.models import Board, Topic
    from wsgi import create_app

    app = create_app()
    with app.app_context():
        reader = db.session.scalars(select(Member).order_by(Member.id)).first()
        assert reader
        with transaction():
            cookie = f"{COOKIE}={open_session(reader, 'benchmark')}"
        long = select(Topic).where(Topic.replies >= 19).order_by(Topic.id).limit(400)
        talked_about = db.session.scalars(long).all()
        topics = [topic.url for topic in talked_about[::2]]
        boards = [f"/boards/{slug}" for slug in db.session.scalars(select(Board.slug))]
        topic_ids = [topic.id for topic in talked_about[1::2]]  # what is written changes nothing that is read
    words = ["kitchen+garden", "silk+lining", "harbour", "repair+cream", "zipper+weekend", "old+watch"]

    def reads(addresses: list[str]) -> Callable[[], Iterator[bytes]]:
        return lambda: (get(address, cookie) for address in cycle(addresses))

    numbers = count(time.time_ns())  # no reply is said twice, in a later round or run either

    def writes() -> Iterator[bytes]:
        for number, id in zip(numbers, cycle(topic_ids), strict=False):
            yield post(
                f"/contributions/{id}/replies", cookie, f"text=A+reply+to+measure+with,+number+{number}"
            )

    return [
        Page("topic, 20 replies", 0.10, reads(topics), topics[0]),
        Page("board", 0.12, reads(boards), boards[0]),
        Page("index of boards", 0.10, reads(["/boards"]), "/boards"),
        Page("feed", 0.08, reads(["/?view=latest"]), "/?view=latest"),
        Page("search", 0.05, reads([f"/search?q={word}" for word in words]), "/search?q=kitchen+garden"),
        Page("reply (durable)", 0.04, writes, ""),
    ], cookie


def get(address: str, cookie: str) -> bytes:
    head = (
        f"GET {address} HTTP/1.1\r\nHost: 127.0.0.1:{PORT}\r\nCookie: {cookie}\r\nAccept: text/html\r\n\r\n"
    )
    return head.encode()


def post(address: str, cookie: str, body: str) -> bytes:
    head = (
        f"POST {address} HTTP/1.1\r\nHost: 127.0.0.1:{PORT}\r\nCookie: {cookie}\r\n"
        "Sec-Fetch-Site: same-origin\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n{body}"
    )
    return head.encode()


def queries(address: str, cookie: str) -> int:
    """How many statements one reading of a page sends to the database."""
    from community.db import db
    from wsgi import create_app

    app = create_app()
    sent: list[str] = []
    browser = app.test_client()
    name, _, value = cookie.partition("=")
    browser.set_cookie(name, value, domain="127.0.0.1")
    with app.app_context():
        engine: Engine = db.engine
    browser.get(address, base_url=f"http://127.0.0.1:{PORT}")
    event.listen(engine, "before_cursor_execute", lambda *told: sent.append(told[2]))
    assert browser.get(address, base_url=f"http://127.0.0.1:{PORT}").status_code == 200
    return len([one for one in sent if not one.startswith(("BEGIN", "PRAGMA"))])


def measure() -> list[str]:
    """Lines of the table: median over the rounds, each round beside its own bare answers."""
    measured, cookie = pages()
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    shares: dict[str, list[float]] = {page.name: [] for page in measured}
    last: dict[str, Result] = {}
    bare: list[float] = []
    with served():
        for _ in range(ROUNDS):
            for page in measured:
                hello = ask(PORT, cycle([get("/healthz", "")]), CLIENTS, SECONDS / 2).per_second
                last[page.name] = result = ask(PORT, page.requests(), CLIENTS, SECONDS)
                shares[page.name].append(result.per_second / hello)
                bare.append(hello)
    lines = [f"bare answer: {statistics.median(bare):,.0f} a second, {CLIENTS} clients, one core", ""]
    lines += ["| page | share | aim | a second | p50 ms | p99 ms | queries | answers |", "| --- " * 8 + "|"]
    for page in measured:
        result = last[page.name]
        asked = queries(page.address, cookie) if page.address else "–"
        cells = (
            page.name,
            f"{statistics.median(shares[page.name]):.3f}",
            f"{page.aim:.2f}",
            f"{result.per_second:,.0f}",
            f"{result.percentile(0.5) * 1000:.1f}",
            f"{result.percentile(0.99) * 1000:.1f}",
            asked,
            result.statuses,
        )
        lines.append("| " + " | ".join(map(str, cells)) + " |")
    return lines
