"""An edition is picked: the best of the window, with an eye to variety, each card with its levers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import delete, select

from community import clock
from community.db import db, insert_or, transaction
from community.quiet.hearing import Quiet
from posts.for_you.levers import Lever, Sliders, pulled
from posts.for_you.models import Edition
from posts.for_you.window import window

PICKED = 150
KEPT = 4  # editions of a member: whoever pages through an older one reads on in it
LASTS = timedelta(minutes=10)
LOOKED_AT = 12  # the next best, among which the one that brings variety goes first
NEAR = 5  # cards above
REMEMBERED = 400  # cards that were shown before


class Pick(NamedTuple):
    id: int
    author_id: int
    kind: str
    points: dict[Lever, int]

    @property
    def sum(self) -> int:
        return sum(self.points.values())


@dataclass(frozen=True)
class Sheet:
    """An edition as it is read, whether it is stored already or not."""

    key: int
    picked_at: datetime
    picks: Sequence[Any]
    shown: int
    seen: Mapping[str, int]
    moved_at: datetime | None = None  # the sliders, when it was read

    @property
    def is_stale(self) -> bool:
        """Too old, or the sliders moved since."""
        oldest = clock.now() - LASTS
        return self.picked_at < (max(oldest, self.moved_at) if self.moved_at else oldest)


def pick(me_id: int, sliders: Sliders, quiet: Quiet, before: Sheet | None) -> Sheet:
    """A new edition, not yet stored; `before` is the one that was read last."""
    now, seen = clock.now(), seen_by(before)
    picks = [
        Pick(it.id, it.author_id, it.kind, pulled(it, sliders, seen.get(str(it.id), 0), now))
        for it in window(me_id, quiet, now)
    ]
    chosen = [[one.id, dict(one.points)] for one in in_order(picks)]
    return Sheet(int(now.timestamp() * 1000), now, chosen, 0, seen)


def keep(sheet: Sheet, member_id: int, shown: int) -> None:
    """Store that it was read as far as that, and itself if it is new. Older ones go."""
    if shown <= sheet.shown and sheet.shown:
        return
    mine = Edition.member_id == member_id
    row = {"member_id": member_id, "shown": shown} | {
        name: getattr(sheet, name) for name in ("key", "picked_at", "picks", "seen")
    }
    with transaction():
        new = insert_or(Edition).values(row)
        further = new.on_conflict_do_update(index_elements=["member_id", "key"], set_={"shown": shown})
        db.session.execute(further)
        newest = select(Edition.key).where(mine).order_by(Edition.key.desc()).limit(KEPT)
        db.session.execute(delete(Edition).where(mine, Edition.key.not_in(newest)))


def seen_by(edition: Sheet | None) -> dict[str, int]:
    """In how many editions each card was on a page, that one included."""
    if not edition:
        return {}
    shown = {str(id): edition.seen.get(str(id), 0) + 1 for id, _ in edition.picks[: edition.shown]}
    earlier = {id: times for id, times in edition.seen.items() if id not in shown}
    return dict(islice({**shown, **earlier}.items(), REMEMBERED))


def in_order(picks: Iterable[Pick]) -> list[Pick]:
    """The best first; of what is nearly as good, what was not just there: its points say so."""
    left = sorted(picks, key=lambda one: (-one.sum, -one.id))
    chosen: list[Pick] = []
    while left and len(chosen) < PICKED:
        near = chosen[-NEAR:]
        best = max(left[:LOOKED_AT], key=lambda one: (one.sum + _sameness(one, near), one.id))
        left.remove(best)
        if sameness := _sameness(best, near):
            best = best._replace(points={**best.points, Lever.VARIETY: sameness})
        chosen.append(best)
    return chosen


def _sameness(one: Pick, near: list[Pick]) -> int:
    authors = sum(other.author_id == one.author_id for other in near)
    kinds = sum(other.kind == one.kind for other in near[-2:])
    return -9 * authors - 3 * (kinds == 2)  # noqa: PLR2004  the third of a kind in a row


def levers_of(edition: Sheet, contribution_id: int) -> Mapping[Lever, int] | None:
    """Why a card stands where it stands; none where it was not picked."""
    for id, points in edition.picks:
        if id == contribution_id:
            return {Lever(name): given for name, given in points.items()}
    return None
