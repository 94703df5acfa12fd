"""What must be indexed again, and the job that does it: one at a time, however many workers there are."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import timedelta

from sqlalchemy import delete, inspect, select
from sqlalchemy.orm import Mapped, mapped_column

from community import clock
from community.db import Model, db, transaction
from community.jobs import at, job
from community.search.kinds import Document, kinds
from community.search.shelf import NoIndex, ref_of, shelf
from community.search.writing import SomebodyWrites, write, write_all

BATCH = 500
SOON = timedelta(seconds=1)
Thing = tuple[str, int]  # kind and id


class IndexChange(Model):
    """Something that can be found is not as it was."""

    __tablename__ = "index_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    thing_id: Mapped[int]


@job
def index_changes() -> None:
    """Everything that was noted, each thing once, however often it changed."""
    try:
        if not is_there() or shelf().is_worn:
            rebuild()
        while notes := db.session.execute(select(IndexChange).limit(BATCH)).scalars().all():
            ids = [note.id for note in notes]
            renew({(note.kind, note.thing_id) for note in notes})
            with transaction():
                db.session.execute(delete(IndexChange).where(IndexChange.id.in_(ids)))
    except SomebodyWrites:
        with transaction():
            at(clock.now() + SOON, index_changes)


@job
def build_missing() -> None:
    """Where another worker builds it just now, there is nothing to do."""
    if not is_there():
        with suppress(SomebodyWrites):
            rebuild()


@job
def build_anew() -> None:
    """For whoever looks after the club; where somebody writes, a moment later."""
    try:
        rebuild()
    except SomebodyWrites:
        with transaction():
            at(clock.now() + SOON, build_anew)


def renew(things: Iterable[Thing]) -> None:
    """Forget these, and index those of them that every member may read. Raises NoIndex, SomebodyWrites."""
    shelf()
    things = set(things) | set(_beneath(things))
    write(_read(things), instead_of={ref_of(kind, id) for kind, id in things})


def rebuild() -> int:
    """The whole index from the database, in one commit. Answers how many documents. Raises SomebodyWrites."""
    write_all(everything())
    return shelf().documents


def is_there() -> bool:
    try:
        shelf()
    except NoIndex:
        return False
    return True


def everything() -> Iterator[Document]:
    for kind in kinds.values():
        key = inspect(kind.model).primary_key[0]
        last = 0
        while ids := db.session.scalars(select(key).where(key > last).order_by(key).limit(BATCH)).all():
            yield from kind.read(ids)
            last = ids[-1]


def _read(things: Iterable[Thing]) -> Iterator[Document]:
    for name, ids in _sorted_out(things).items():
        for first in range(0, len(ids), BATCH) if name in kinds else ():
            yield from kinds[name].read(ids[first : first + BATCH])


def _beneath(things: Iterable[Thing]) -> Iterator[Thing]:
    for name, ids in _sorted_out(things).items():
        beneath = kinds[name].beneath if name in kinds else None
        if beneath:
            kind, theirs = beneath(ids)
            yield from ((kind, id) for id in theirs)


def _sorted_out(things: Iterable[Thing]) -> dict[str, list[int]]:
    ids: dict[str, list[int]] = defaultdict(list)
    for kind, id in things:
        ids[kind].append(id)
    return ids
