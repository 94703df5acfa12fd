"""A host says that her stream does not go to an outlet, or that it does."""

from community import clock
from community.db import db, insert_or, transaction
from community.members import Member
from community.permissions import require
from livestream.outlets.models import Outlet, OutletLine, StaysInside
from livestream.outlets.reading import goes_out
from livestream.outlets.states import LineState
from livestream.streams.models import Stream


def switch(it: Stream, outlet: Outlet, by: Member, *, on: bool) -> None:
    """What is sent there ends within two seconds, or begins on a new line. Raises StaysInside."""
    require(by, "host", it)
    if not goes_out(it):
        raise StaysInside
    now = clock.now()
    row = {"state": LineState.READY, "moved_at": now, "off_at": None if on else now, "tries": 0}
    is_otherwise = OutletLine.off_at.is_not(None) if on else OutletLine.off_at.is_(None)
    with transaction():
        insert = insert_or(OutletLine).values(stream_id=it.id, outlet_id=outlet.id, **row)
        db.session.execute(
            insert.on_conflict_do_update(
                index_elements=["stream_id", "outlet_id"],
                set_=row | {"on_since": now} if on else row,
                where=is_otherwise,
            ),
            execution_options={"synchronize_session": False},
        )
    db.session.expire_all()
