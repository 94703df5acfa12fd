"""How often a second factor may be tried. Guessing a million codes ends here, and the member hears of it."""

from werkzeug.exceptions import TooManyRequests

from community.db import transaction
from community.entrance.factors.models import Change
from community.entrance.factors.recording import record_change
from community.limits import spend
from community.members import Member

IN_A_ROW, A_DAY, TOLD = "5/5minutes", "30/day", "1/hour"


def spend_a_try(member: Member) -> None:
    """Raises TooManyRequests, which says how long to wait."""
    try:
        spend("second factor", member.id, IN_A_ROW)
        spend("second factor in a day", member.id, A_DAY)
    except TooManyRequests:
        _tell_once_an_hour(member)
        raise


def _tell_once_an_hour(member: Member) -> None:
    try:
        spend("tell of wrong codes", member.id, TOLD)
    except TooManyRequests:
        return
    with transaction():
        record_change(member, Change.GUESSED_AT)
