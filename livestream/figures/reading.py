"""What a stream came to, while it runs and afterwards."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from community.db import db
from community.sharing.reading import travelled
from livestream.figures.curve import curve_of
from livestream.figures.sales import Sales, sales_of
from livestream.shelf.wares import copy
from livestream.streams.models import Stream, StreamViewer
from livestream.streams.watching import viewers_of


@dataclass(frozen=True)
class Figures:
    """`seconds`: watched live by all together; `members`: each once, however many browsers they have."""

    here: int
    members: int
    seconds: int
    peak: int
    links: int  # by which members shared it
    visits: int  # that came by them
    collected: int  # pieces of its table that stand on lists of members
    curve: Sequence[int]  # viewers, minute by minute
    sales: Sales | None

    @property
    def minutes(self) -> int:
        return round(self.seconds / 60)

    @property
    def minutes_each(self) -> int:
        return round(self.seconds / 60 / self.members) if self.members else 0


def figures_of(it: Stream) -> Figures:
    """In a bounded number of queries, whatever the crowd."""
    watched = select(func.count(), func.coalesce(func.sum(StreamViewer.seconds), 0))
    members, seconds = db.session.execute(watched.where(StreamViewer.stream_id == it.id)).one()
    went = travelled(it)
    return Figures(
        here=viewers_of(it.id),
        members=members,
        seconds=int(seconds),
        peak=it.peak,
        links=went.links,
        visits=went.visits,
        collected=_collected_from(it),
        curve=curve_of(it),
        sales=sales_of(it),
    )


def _collected_from(it: Stream) -> int:
    copies = select(func.count()).select_from(copy)
    return db.session.scalar(copies.where(copy.c.via_id == it.id, copy.c.removed_at.is_(None))) or 0
