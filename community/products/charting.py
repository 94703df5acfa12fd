"""A price over time, drawn as steps: it stays until somebody sees another."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

WIDTH, HEIGHT, EDGE = 270, 92, 10


class Seen(Protocol):
    amount: int
    seen_at: datetime
    seen_by_id: int | None  # none: by us, on the shop's page


@dataclass(frozen=True)
class Chart:
    path: str  # of an SVG of WIDTH x HEIGHT
    first: int
    last: int
    percent: int  # from the first to the last, rounded
    prices: int
    members: int
    since: datetime


def chart(story: Sequence[Seen], until: datetime) -> Chart | None:
    """Of prices in one currency, the oldest first; one price alone is no story."""
    if len(story) < 2:  # noqa: PLR2004
        return None
    first, last = story[0], story[-1]
    return Chart(
        path=_steps(story, until),
        first=first.amount,
        last=last.amount,
        percent=round((last.amount - first.amount) * 100 / first.amount) if first.amount else 0,
        prices=len(story),
        members=len({seen.seen_by_id for seen in story if seen.seen_by_id is not None}),
        since=first.seen_at,
    )


def _steps(story: Sequence[Seen], until: datetime) -> str:
    begin = story[0].seen_at
    span = max((until - begin).total_seconds(), 1)
    low, high = min(seen.amount for seen in story), max(seen.amount for seen in story)
    drawn = ""
    for seen in story:
        x = 2 + (WIDTH - 4) * min((seen.seen_at - begin).total_seconds() / span, 1)
        y = HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * ((seen.amount - low) / (high - low) if high > low else 0.5)
        drawn += f"H{x:.1f}V{y:.1f}" if drawn else f"M{x:.1f} {y:.1f}"
    return f"{drawn}H{WIDTH - 2}"
