"""What a stream came to, while it runs and afterwards."""

from dataclasses import dataclass

from sqlalchemy import func, select

from community.db import db
from livestream.streams.models import Stream, StreamViewer
from livestream.streams.watching import viewers_of


@dataclass(frozen=True)
class Figures:
    """`seconds`: watched live by all together; `members`: each once, however many browsers they have."""

    here: int
    members: int
    seconds: int
    peak: int

    @property
    def minutes(self) -> int:
        return round(self.seconds / 60)

    @property
    def minutes_each(self) -> int:
        return round(self.seconds / 60 / self.members) if self.members else 0


def figures_of(it: Stream) -> Figures:
    """In two queries, whatever the crowd."""
    watched = select(func.count(), func.coalesce(func.sum(StreamViewer.seconds), 0))
    members, seconds = db.session.execute(watched.where(StreamViewer.stream_id == it.id)).one()
    return Figures(viewers_of(it.id), members, int(seconds), it.peak)
