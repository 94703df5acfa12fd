"""What a moderator reads of circles: who is in one, and who praised whom how often."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, select

from community.db import db
from community.engagement.credibility.models import Circle, CircleEdge, CircleSeat
from community.members import Member

PAGE = 30
Rows = Sequence[Row[*tuple[Any, ...]]]


@dataclass(frozen=True)
class Shown:
    """A circle and who is in it, in the order of their names."""

    circle: Circle
    people: Rows


def circles(before: int | None = None, limit: int = PAGE) -> list[Shown]:
    """Those found last first; `before` is the id of the one above."""
    newest = select(Circle).order_by(Circle.id.desc()).limit(limit)
    found = db.session.scalars(newest.where(Circle.id < before) if before else newest).all()
    people = people_of([it.id for it in found])
    return [Shown(it, people[it.id]) for it in found]


def people_of(circle_ids: Sequence[int]) -> dict[int, list[Row[*tuple[Any, ...]]]]:
    seated = (
        select(CircleSeat.circle_id, Member.id, Member.name, Member.handle, Member.portrait)
        .join(Member, Member.id == CircleSeat.member_id)
        .where(CircleSeat.circle_id.in_(circle_ids))
        .order_by(Member.name, Member.id)
    )
    people: dict[int, list[Row[*tuple[Any, ...]]]] = defaultdict(list)
    for row in db.session.execute(seated):
        people[row.circle_id].append(row)
    return people


def edges_of(circle: Circle) -> Rows:
    """The strongest first."""
    evidence = (
        select(CircleEdge.giver_id, CircleEdge.receiver_id, CircleEdge.favours, CircleEdge.shared)
        .where(CircleEdge.circle_id == circle.id)
        .order_by(CircleEdge.favours.desc(), CircleEdge.giver_id, CircleEdge.receiver_id)
    )
    return db.session.execute(evidence).all()
