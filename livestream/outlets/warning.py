"""An outlet takes nothing for long: its stream's host and those who keep outlets are told, until it does."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from community import clock
from community.db import db, transaction
from community.members import Member, Role
from community.notifications.kinds import Kind
from community.notifications.notifying import notify, withdraw
from livestream.outlets.models import Outlet, OutletLine
from livestream.outlets.states import LineState
from livestream.streams.models import Stream

PATIENCE = timedelta(seconds=60)
STEADY = timedelta(seconds=5)  # of sending, after which it carries again: some take a line and end it at once


def fails(line: OutletLine) -> None:
    line.failed_since = line.failed_since or clock.now()


def carries(line: OutletLine) -> None:
    """Or it is not wanted any more. Must be called inside a transaction."""
    line.failed_since = line.told_at = None
    withdraw(key_of(line.stream_id, line.outlet_id))


def look() -> None:
    """Tells what fails too long, and takes back what carries again."""
    failing = select(OutletLine).where(OutletLine.failed_since.is_not(None))
    for line in db.session.scalars(failing.options(joinedload(OutletLine.outlet))).all():
        with transaction():
            if line.state is LineState.SENDING:
                if line.moved_at < clock.now() - STEADY:
                    carries(line)
            elif not line.told_at and line.failed_since and line.failed_since < clock.now() - PATIENCE:
                _tell(line, db.session.get_one(Stream, line.stream_id))


def key_of(stream_id: int, outlet_id: int) -> str:
    return f"outlet {outlet_id} fails stream {stream_id}"


def _tell(line: OutletLine, it: Stream) -> None:
    """Nobody while the host's own line is broken: there is nothing to be sent."""
    if it.resting_since or it.ended_at:
        return
    line.told_at = clock.now()
    outlet, key = line.outlet, key_of(it.id, line.outlet_id)
    studio, page = f"{it.url}/studio#outlets", f"/live/outlets/{outlet.id}"
    notify(Kind.OUTLET, [it.author_id], about=it, url=studio, key=key, outlet=outlet.name)
    keepers = [id for id in _keepers() if id != it.author_id]
    notify(Kind.OUTLET, keepers, about=it, url=page, key=key, outlet=outlet.name)


def _keepers() -> list[int]:
    """Who may `keep` outlets."""
    those = select(Member.id).where(Member.role == Role.ADMINISTRATOR, Member.suspended_at.is_(None))
    return list(db.session.scalars(those))


def forget_outlet(it: Outlet) -> None:
    """Must be called inside a transaction, before its lines go."""
    for line in db.session.scalars(select(OutletLine).where(OutletLine.outlet_id == it.id)).all():
        carries(line)
