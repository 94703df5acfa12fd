"""The one queue: what is read before it appears, then what weighs most, then what waits longest, first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Subquery, and_, func, literal, select, tuple_, union_all
from sqlalchemy.orm import aliased

from community import clock
from community.db import UtcDateTime, db
from community.members import Member
from community.moderation.models import CLAIM_LASTS, Case, Taken
from community.moderation.waiting import Line, sorts

PAGE = 30
OF_CASES = ("report", "word", "read_first", "appeal", "second")
_holder = aliased(Member)


@dataclass(frozen=True)
class Asked:
    """Of all that waits: what one has taken oneself, one kind of it, or what breaks one rule."""

    mine: bool = False
    kind: str = ""
    rule: str = ""

    def of(self, queue: Subquery, me: Member) -> list[ColumnElement[bool]]:
        columns, wanted = queue.c, []
        if self.mine:
            wanted.append(columns.holder_id == me.id)
        if self.kind:
            wanted.append(columns.kind == self.kind)
        if self.rule:
            wanted.append(columns.rule == self.rule)
        return wanted


@dataclass(frozen=True)
class Entry:
    """A row of the queue: when it began to wait, who has it, and what it is."""

    kind: str
    id: int
    since: datetime
    holder_id: int | None
    holder: str | None
    line: Line

    @property
    def key(self) -> str:
        return f"{self.kind}-{self.id}"


@dataclass(frozen=True)
class Counts:
    all: int = 0
    mine: int = 0
    oldest_at: datetime | None = None
    by_kind: Mapping[str, int] = field(default_factory=dict)
    by_rule: Mapping[str, int] = field(default_factory=dict)


def entries(me: Member, asked: Asked, after: int = 0, limit: int = PAGE) -> list[Entry]:
    """One more than a page, where there are more; `after` so many."""
    queue = _queue(me)
    shown = select(queue, _holder.name.label("holder")).outerjoin(_holder, _holder.id == queue.c.holder_id)
    shown = shown.where(*asked.of(queue, me)).order_by(*_place(queue)).offset(after).limit(limit + 1)
    rows = db.session.execute(shown).all()
    lines = _lines(rows)
    return [
        Entry(row.kind, row.id, row.since, row.holder_id, row.holder, line)
        for row in rows
        if (line := lines[row.kind].get(row.id))
    ]


def counts(me: Member) -> Counts:
    queue = _queue(me)
    number, mine = func.count(), func.count().filter(queue.c.holder_id == me.id)
    columns = select(queue.c.kind, queue.c.rule, number, mine, func.min(queue.c.since))
    by_kind: dict[str, int] = {}
    by_rule: dict[str, int] = {}
    rows = db.session.execute(columns.group_by(queue.c.kind, queue.c.rule)).all()
    for kind, rule, many, _mine, _since in rows:
        by_kind[kind] = by_kind.get(kind, 0) + many
        if rule:
            by_rule[rule] = by_rule.get(rule, 0) + many
    oldest = min((row[4] for row in rows), default=None)
    in_order = {kind: by_kind[kind] for kind in sorts() if kind in by_kind}
    return Counts(sum(by_kind.values()), sum(row[3] for row in rows), oldest, in_order, by_rule)


def how_much_waits(me: Member) -> int:
    return db.session.scalar(select(func.count()).select_from(_queue(me))) or 0


def may_take(me: Member, kind: str, id: int) -> bool:
    """Whether it waits, and this member may decide on it."""
    keys = sorts()[kind].keys(me).subquery()
    return db.session.scalar(select(keys.c.id).where(keys.c.id == id).limit(1)) is not None


def neighbours(me: Member, case: Case) -> tuple[str | None, str | None]:
    """The addresses of what stands before and after a case; of a decided one, where it stood."""
    queue = _queue(me)
    its_own = and_(queue.c.id == case.id, queue.c.kind.in_(OF_CASES))
    row = db.session.execute(select(queue).where(its_own).order_by(*_place(queue)).limit(1)).first()
    if row:
        here = (-row.first, -row.weight, row.since, row.id, row.kind)
    else:
        here = (-int(case.is_held), -case.weight, case.opened_at, case.id, OF_CASES[0])
    place, others = _place(queue), ~its_own
    typed = [literal(value, UtcDateTime() if isinstance(value, datetime) else None) for value in here]
    ahead = tuple_(*place) < tuple_(*typed)
    backwards = [column.desc() for column in place]
    found = select(queue.c.kind, queue.c.id).where(others)
    before = db.session.execute(found.where(ahead).order_by(*backwards).limit(1)).first()
    after = db.session.execute(found.where(~ahead).order_by(*place).limit(1)).first()
    return _address_of(before), _address_of(after)


def _address_of(row: Row[*tuple[Any, ...]] | None) -> str | None:
    return _lines([row])[row.kind][row.id].url if row else None


def _queue(me: Member) -> Subquery:
    waits = union_all(*(sort.keys(me) for sort in sorts().values())).subquery("waits")
    kept = clock.now() - CLAIM_LASTS
    taken = and_(Taken.kind == waits.c.kind, Taken.thing_id == waits.c.id, Taken.at > kept)
    holder_id = func.coalesce(waits.c.holder_id, Taken.by_id).label("holder_id")
    known = [column for column in waits.c if column.name != "holder_id"]
    return select(*known, holder_id).select_from(waits).outerjoin(Taken, taken).subquery("queue")


def _place(queue: Subquery) -> tuple[ColumnElement[Any], ...]:
    return (-queue.c.first, -queue.c.weight, queue.c.since, queue.c.id, queue.c.kind)


def _lines(rows: Sequence[Row[*tuple[Any, ...]]]) -> Mapping[str, Mapping[int, Line]]:
    ids: dict[str, list[int]] = {}
    for row in rows:
        ids.setdefault(row.kind, []).append(row.id)
    return {kind: sorts()[kind].lines(found) for kind, found in ids.items()}
