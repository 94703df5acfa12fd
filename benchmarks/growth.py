"""Pages of a club of 10,000 members and 100,000 contributions beside the same pages of the village."""

import os
import statistics
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle

from sqlalchemy import func, select

from benchmarks.client import Result, ask
from benchmarks.club import CROWD, VILLAGE
from benchmarks.pages import BARE, CLIENTS, ROUNDS, replies
from benchmarks.reader import Reader, signed_in

SECONDS = 1.0
AIM = 2.0  # times its own time on the village
OFTEN = 20  # replies
FAR = 10_000  # a page behind the last: the last is shown


@dataclass(frozen=True)
class Place:
    """A page of one of the clubs: what is asked in turn, and whether it writes."""

    addresses: list[str]
    ids: tuple[int, ...] = ()

    def requests(self, reader: Reader) -> Iterator[bytes]:
        if self.ids:
            return replies(reader, list(self.ids))
        return (reader.get(address) for address in cycle(self.addresses))


def places(reader: Reader, words: list[str]) -> dict[str, Place]:
    from community.contributions import Audience, Contribution
    from community.db import db
    from posts.forum.models import Topic

    def urls(kind: str, few: int = 60) -> list[str]:
        shown = select(Contribution).where(
            Contribution.kind == kind,
            Contribution.audience == Audience.MEMBERS,
            Contribution.published_at.is_not(None),
            Contribution.removed_at.is_(None),
        )
        return [it.url for it in db.session.scalars(shown.order_by(Contribution.id).limit(few))]

    with reader.app.app_context():
        longest = db.session.scalars(select(Topic).order_by(Topic.replies.desc()).limit(4)).all()
        middle = select(Topic).order_by(func.abs(Topic.replies - OFTEN), Topic.id).limit(60)
        usual = db.session.scalars(middle).all()
        first, last = ([f"{it.url}?page={n}" for it in longest] for n in (1, FAR))
        return {
            "feed: latest": Place(["/?view=latest"]),
            "feed: following": Place(["/?view=following"]),
            "feed: for you": Place(["/?view=for-you"]),
            "topic, 20 replies": Place([it.url for it in usual]),
            "longest topic, first page": Place(first),
            "longest topic, last page": Place(last),
            "list": Place(urls("shopping_list")),
            "story": Place(urls("story")),
            "search": Place([f"/search?q={word}" for word in words]),
            "reply (durable)": Place([], tuple(it.id for it in usual)),
        }


def measure() -> list[str]:
    """Each round asks the one club, then the other: what else the machine does meanwhile slows both."""
    readers = {
        "village": (VILLAGE, ["watch", "coat", "tea", "wine"]),
        "crowd": (CROWD, ["kitchen+garden", "silk+lining", "harbour", "old+watch"]),
    }
    clubs = {name: signed_in(club) for name, (club, _) in readers.items()}
    there = {name: places(clubs[name], words) for name, (_, words) in readers.items()}
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    took: dict[str, dict[str, list[float]]] = {page: {"village": [], "crowd": []} for page in there["crowd"]}
    shares: dict[str, list[float]] = {page: [] for page in there["crowd"]}
    last: dict[str, Result] = {}
    with VILLAGE.served(), CROWD.served():
        for _ in range(ROUNDS):
            for page in there["crowd"]:
                for name, reader in clubs.items():
                    result = ask(reader.club.port, there[name][page].requests(reader), CLIENTS, SECONDS)
                    took[page][name].append(SECONDS / max(1, len(result.latencies)))
                last[page] = result
                hello = ask(CROWD.port, cycle([BARE]), CLIENTS, SECONDS / 2).per_second
                shares[page].append(result.per_second / hello)
    lines = ["| page | times the village | aim | share | p99 ms | queries: village | crowd | answers |"]
    lines.append("| --- " * 8 + "|")
    for page, times in took.items():
        grown = [crowd / village for village, crowd in zip(times["village"], times["crowd"], strict=True)]
        asked = [
            clubs[name].queries(there[name][page].addresses[0]) if there[name][page].addresses else "–"
            for name in clubs
        ]
        cells = (
            page,
            f"{statistics.median(grown):.2f}",
            f"{AIM:.0f}",
            f"{statistics.median(shares[page]):.3f}",
            f"{last[page].percentile(0.99) * 1000:.1f}",
            *asked,
            last[page].statuses,
        )
        lines.append("| " + " | ".join(map(str, cells)) + " |")
    return lines
