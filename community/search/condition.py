"""How the index is: what it holds, what there is to hold, and how far it is behind."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import func, select

from community.db import db
from community.search.changes import IndexChange
from community.search.kinds import kinds
from community.search.shelf import NoIndex, code_of, folder, shelf


@dataclass(frozen=True)
class Line:
    kind: str
    rows: int  # of its table, those that nobody finds among them
    found: int  # documents shown as this kind; replies are shown as what they reply to


@dataclass(frozen=True)
class Condition:
    lines: list[Line]
    documents: int
    waiting: int  # changes that no worker has seen yet
    size: int  # bytes
    written_at: datetime | None
    segments: int

    @property
    def is_there(self) -> bool:
        return self.written_at is not None


def condition() -> Condition:
    waiting = db.session.scalar(select(func.count()).select_from(IndexChange)) or 0
    rows = {
        name: db.session.scalar(select(func.count()).select_from(kind.model)) or 0
        for name, kind in kinds.items()
    }
    try:
        books = shelf()
    except NoIndex:
        return Condition([Line(name, count, 0) for name, count in rows.items()], 0, waiting, 0, None, 0)
    found = dict.fromkeys(rows, 0)
    names = {code_of(name): name for name in rows}
    for leaf in books.leaves:
        for document, code in enumerate(leaf.kinds):
            if code in names and document not in leaf.gone:
                found[names[code]] += 1
    place = folder()
    return Condition(
        lines=[Line(name, count, found[name]) for name, count in rows.items()],
        documents=books.documents,
        waiting=waiting,
        size=sum(file.stat().st_size for file in place.iterdir()),
        written_at=datetime.fromtimestamp(place.stat().st_mtime, UTC),
        segments=len(books.leaves),
    )
