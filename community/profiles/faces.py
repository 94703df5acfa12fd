"""The small faces on lists of things: who they are, asked once in some seconds for all who look.

Whoever changes name or portrait sees it at once; another process of the club shows it some seconds later.
"""

import time
from collections.abc import Iterable
from typing import NamedTuple

from flask_babel import gettext as _
from sqlalchemy import Select, String, event, select, type_coerce
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Mapper

from community.db import rows
from community.members import Member
from community.statements import among
from community.told import FORMER

FRESH = 5.0  # seconds
MOST = 5_000


class Face(NamedTuple):
    id: int
    name: str
    handle: str
    portrait: str | None


_faces: Select[int, str, str, str | None] = select(
    Member.id, type_coerce(Member.name, String).label("name"), Member.handle, Member.portrait
).where(among(Member.id, "ids"))
_kept: dict[int, tuple[float, Face]] = {}


def faces_of(ids: Iterable[int]) -> dict[int, Face]:
    """By their ids and in the order of them, whatever was kept; whoever does not exist is left out."""
    now, wanted = time.monotonic(), set(ids)
    found = {id: face for id in wanted for at, face in (_kept.get(id, _NOBODY),) if at > now - FRESH}
    if missing := wanted - found.keys():
        if len(_kept) > MOST:
            _kept.clear()
        for row in rows(_faces, {"ids": sorted(missing)}):
            face = found[row.id] = Face(*row)
            _kept[row.id] = now, face
    return {id: _called(found[id]) for id in sorted(found)}


def _called(face: Face) -> Face:
    """What is kept is kept for readers of every language."""
    return face._replace(name=_("Former member")) if face.name == FORMER else face


def forget_faces() -> None:
    _kept.clear()


_NOBODY = (float("-inf"), Face(0, "", "", None))


@event.listens_for(Member, "after_update")
def _forget(_mapper: Mapper[Member], _connection: Connection, member: Member) -> None:
    _kept.pop(member.id, None)
