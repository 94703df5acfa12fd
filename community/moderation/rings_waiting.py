"""Circles that look like a ring, in the queue until somebody has cleared them or proven fraud."""

from collections.abc import Mapping, Sequence

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import ColumnElement, Date, String, cast, select, type_coerce

from community.db import UtcDateTime, db
from community.engagement.credibility.models import Circle, CircleSeat, Discredited
from community.engagement.credibility.reading import people_of
from community.members import Member
from community.moderation.waiting import Column, Keys, Line, Sort, it_waits, keys_of

SHOWN = 3  # names


def _keys(me: Member) -> Keys:
    """Not of one in which one sits, nor of those of whose members all was found already."""
    seats = select(CircleSeat.circle_id).where(CircleSeat.circle_id == Circle.id)
    found = select(Discredited.member_id)
    undecided = seats.where(CircleSeat.member_id.not_in(found)).exists()
    its_own = seats.where(CircleSeat.member_id == me.id).exists()
    return keys_of("ring", Circle.id, _midnight(Circle.found_on)).where(
        Circle.cleared_at.is_(None), undecided, ~its_own
    )


def _lines(ids: Sequence[int]) -> Mapping[int, Line]:
    people = people_of(ids)
    return {
        id: Line(
            what=ngettext(
                "%(num)d member praises in a circle", "%(num)d members praise each other", len(people[id])
            ),
            by=", ".join([it.name for it in people[id][:SHOWN]]) + ("…" if len(people[id]) > SHOWN else ""),
            why=_("What they give each other may not be meant"),
            url=f"/circles/{id}",
        )
        for id in ids
    }


def _midnight(day: Column) -> ColumnElement[object]:
    """SQLite keeps moments as words, and would make a number of a cast."""
    if db.engine.dialect.name == "sqlite":
        return type_coerce(type_coerce(day, String) + " 00:00:00.000000", UtcDateTime())
    return cast(type_coerce(day, Date), UtcDateTime())


it_waits(Sort("ring", lambda: _("Rings"), _keys, _lines, moved_by=(Circle, Discredited)))
