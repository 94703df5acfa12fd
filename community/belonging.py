"""Whose a row is: what becomes of it when a member leaves, or when what it belongs to is emptied.

Every foreign key to a member, or to a thing a member made, says so beside itself: `info=OWN`. So the export
and the erasure of a member reach what is built later without knowing it, and a test refuses a key that says
nothing.
"""

from enum import Enum
from typing import Any

from sqlalchemy.sql.elements import NamedColumn


class Bond(Enum):
    """What ties a row to a member, or to a thing."""

    OWN = "own"  # theirs: exported with them, deleted with them
    PAST = (
        "past"  # a thing's earlier states and ways in: exported; deleted with it, and when its author leaves
    )
    ABOUT = "about"  # another's row that points to them: deleted with them, and not theirs to read
    SAID = "said"  # theirs, but others have built on it: exported; stays, and names nobody any more
    NAMED = "named"  # another's row that stays without it: not exported; it names nobody, or is emptied


class Care(Enum):
    """What a column holds that a row which stays must lose, or that nobody takes home."""

    WORDS = "words"
    SECRET = "secret"  # noqa: S105  the word for it


OWN: dict[Any, Any] = {"bond": Bond.OWN}
PAST: dict[Any, Any] = {"bond": Bond.PAST}
ABOUT: dict[Any, Any] = {"bond": Bond.ABOUT}
SAID: dict[Any, Any] = {"bond": Bond.SAID}
NAMED: dict[Any, Any] = {"bond": Bond.NAMED}
WORDS: dict[Any, Any] = {"care": Care.WORDS}
SECRET: dict[Any, Any] = {"care": Care.SECRET}


def bond_of(column: NamedColumn[Any]) -> Bond | None:
    bond: Bond | None = column.info.get("bond")
    return bond


def care_of(column: NamedColumn[Any]) -> Care | None:
    care: Care | None = column.info.get("care")
    return care
