"""Where a page of a list ended: a word that only we need to understand.

It holds a place and not a number of rows, so that nothing is told twice or left out when new things arrive.
"""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import datetime
from typing import NoReturn

from flask import abort
from flask_babel import gettext as _

LARGEST = 2**31


def cursor(*place: float | str | datetime | None) -> str:
    words = [part.isoformat() if isinstance(part, datetime) else part for part in place]
    return urlsafe_b64encode(json.dumps(words, separators=(",", ":")).encode()).decode().rstrip("=")


def id_in(word: str) -> int | None:
    """The place in a list that goes by ids; none at its beginning."""
    if not word:
        return None
    match _place(word):
        case [int(id)] if 0 <= id < LARGEST:
            return id
    return foreign()


def moment_in(word: str) -> tuple[datetime, int] | None:
    """The place in a list that goes by moments, and by ids where they are the same."""
    if not word:
        return None
    match _place(word):
        case [str(moment), int(id)] if 0 <= id < LARGEST:
            return _moment(moment), id
    return foreign()


def step_in(word: str) -> tuple[str, int] | None:
    """The place in a list that is read in both directions: which one, and from where."""
    if not word:
        return None
    match _place(word):
        case [("since" | "before") as way, int(edge)] if 0 <= edge < LARGEST:
            return way, edge
    return foreign()


def place_in(word: str) -> tuple[int, int] | None:
    """The place in a list that was put in order once: which list, and how far."""
    if not word:
        return None
    match _place(word):
        case [int(id), int(place)] if 0 <= id < LARGEST * LARGEST and 0 <= place < LARGEST:
            return id, place
    return foreign()


def rank_in(word: str) -> tuple[float, int] | None:
    """The place in a list of what was found, which goes by what each scored."""
    if not word:
        return None
    match _place(word):
        case [float(score), int(id)] if 0 <= id < LARGEST * LARGEST:
            return score, id
    return foreign()


def _moment(word: str) -> datetime:
    try:
        at = datetime.fromisoformat(word)
    except ValueError:
        foreign()
    return at if at.tzinfo else foreign()


def foreign() -> NoReturn:
    abort(400, _("This cursor is none of ours. Begin without one, then send the next of each page."))


def _place(word: str) -> object:
    try:
        return json.loads(urlsafe_b64decode(word + "=" * (-len(word) % 4)))
    except (ValueError, RecursionError):
        foreign()
