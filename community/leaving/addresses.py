"""An address holds a title: where others were led to a thing that lost its words, its number is left."""

import re
from collections.abc import Mapping
from typing import Any

from sqlalchemy import case, select, update
from sqlalchemy.orm import InstrumentedAttribute

from community.contributions import Contribution, address, home_of
from community.db import db
from community.members import Member
from community.notifications.models import Cause, Notification

AT_ONCE = 200  # addresses
TITLED = re.compile(r"(/[a-z/]+/\d{1,9})-[^/?#]*")
COLUMNS: tuple[InstrumentedAttribute[str], ...] = (Notification.path, Cause.url)


def shorten_addresses(member: Member) -> None:
    """Of all that is theirs and has no words any more. Must be called inside a transaction."""
    bare = _emptied(member)
    for column in COLUMNS:
        shorter = list(_shorter(column, bare).items())
        for begin in range(0, len(shorter), AT_ONCE):
            _write(column, dict(shorter[begin : begin + AT_ONCE]))


def _emptied(member: Member) -> set[str]:
    mine = select(Contribution.kind, Contribution.id)
    empty = mine.where(Contribution.author_id == member.id, Contribution.slug == "")
    return {address(home_of(row.kind), row.id) for row in db.session.execute(empty)}


def _shorter(column: InstrumentedAttribute[str], bare: set[str]) -> dict[str, str]:
    """What becomes of each address that leads to one of these."""
    written = db.session.scalars(select(column).where(column.like("/%-%")).distinct())
    titled = (found for one in written if (found := TITLED.match(one)) and found[1] in bare)
    return {found.string: found[1] + found.string[found.end() :] for found in titled}


def _write(column: InstrumentedAttribute[str], shorter: Mapping[str, str]) -> None:
    becomes: Any = case(shorter, value=column)
    db.session.execute(update(column.class_).where(column.in_(shorter)).values({column: becomes}))
