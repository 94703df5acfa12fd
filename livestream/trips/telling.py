"""Who is told what becomes of a trip. All of it must be called inside a transaction."""

from sqlalchemy import select

from community.db import db
from community.members import Member
from community.notifications.kinds import Kind
from community.notifications.notifying import notify, withdraw
from livestream.trips.models import Trip, TripFollower


def tell_invited(it: Trip, whom: Member, by: Member) -> None:
    notify(
        Kind.INVITED, [whom.id], about=it, by=by, key=_invitation(it, whom.id), what="trip", title=it.title
    )


def unsay_invitation(it: Trip, whom: Member) -> None:
    withdraw(_invitation(it, whom.id))


def tell_coming(it: Trip, who: Member) -> None:
    notify(Kind.TRIP, {it.author_id, it.host_id or it.author_id}, about=it, by=who, what="coming")


def tell_shown(it: Trip, by: Member) -> None:
    """Those who travel: everybody else finds it."""
    notify(Kind.TRIP, [one.id for one in it.travellers], about=it, by=by, what="shown")


def tell_moved(it: Trip, by: Member) -> None:
    followers = db.session.scalars(select(TripFollower.member_id).where(TripFollower.trip_id == it.id))
    notify(Kind.TRIP, {*followers, *(one.id for one in it.travellers)}, about=it, by=by, what="moved")


def tell_soon(it: Trip, member_id: int) -> None:
    """Told again of the same beginning, she is told once."""
    key = f"trip:{it.id}:soon:{it.begins_at:%Y%m%dT%H%M}:{member_id}"
    notify(Kind.REMINDER, [member_id], about=it, key=key, what="trip")


def _invitation(it: Trip, member_id: int) -> str:
    return f"trip:{it.id}:invited:{member_id}"
