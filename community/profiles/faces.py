"""The small faces on lists of things: who they are, asked once in some seconds for all who look.

Whoever changes name or portrait sees it at once; another process of the club shows it some seconds later.
"""

import time
from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import Select, event, select
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Mapper

from community.db import rows
from community.members import Member
from community.statements import among

FRESH = 5.0  # seconds
MOST = 5_000


class Face(NamedTuple):
    id: int
    name: str
    handle: str
    portrait: str | None


_faces: Select[int, str, str, str | None] = select(
    Member.id, Member.name, Member.handle, Member.portrait
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
    return {id: found[id] for id in sorted(found)}


def forget_faces() -> None:
    _kept.clear()


_NOBODY = (float("-inf"), Face(0, "", "", None))


@event.listens_for(Member, "after_update")
def _forget(_mapper: Mapper[Member], _connection: Connection, member: Member) -> None:
    _kept.pop(member.id, None)
