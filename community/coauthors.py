"""Who writes with the author, as it is asked of rows: see CoAuthor for what is remembered."""

from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, exists, func, select
from sqlalchemy.orm import aliased

from community.contributions import CoAuthor, Contribution
from community.members import Member

BETWEEN = "\x1f"  # stands between names in one column
_other, _seat = aliased(Member), aliased(CoAuthor)


def is_invited_to(it: Any, me: Any) -> ColumnElement[bool]:  # noqa: ANN401  contributions or an alias; an id or its place
    """`Contribution.invites`, of rows."""
    return exists().where(_seat.contribution_id == it.id, _seat.member_id == me)


def is_written_with(it: Any, member: Any) -> ColumnElement[bool]:  # noqa: ANN401
    """`Contribution.is_written_by`, of rows, but for the author."""
    own = (_seat.contribution_id == it.id, _seat.member_id == member)
    return exists().where(*own, _seat.accepted_at.is_not(None)).correlate_except(_seat)


def names_of_others() -> ScalarSelect[str]:
    """A column of a contribution's row: the names of those who wrote it with its author."""
    names = (
        select(func.aggregate_strings(_other.name, BETWEEN))
        .select_from(_seat)
        .join(_other, _other.id == _seat.member_id)
        .where(_seat.contribution_id == Contribution.id, _seat.accepted_at.is_not(None))
    )
    return names.correlate(Contribution).scalar_subquery()


def names_in(column: str | None) -> list[str]:
    return column.split(BETWEEN) if column else []
