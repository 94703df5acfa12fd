"""An outlet, and how the line of a stream to it stands."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community import clock
from community.belonging import NAMED, OWN, SECRET
from community.db import Model, Refusal
from community.members import Member
from livestream.outlets.states import LineState, Trouble

MOST = 5
LONGEST_NAME = 60
LONGEST_KEY = 500


class Outlet(Model):
    """A server outside the club, and the key by which it knows us. It carries one stream at a time."""

    __tablename__ = "outlet"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    address: Mapped[str]
    key: Mapped[str] = mapped_column(info=SECRET)  # sealed
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"), index=True, info=NAMED)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    changed_at: Mapped[datetime] = mapped_column(default=clock.now)  # lines begin anew with it
    paused_at: Mapped[datetime | None]
    tried_at: Mapped[datetime | None]
    is_tried: Mapped[bool] = mapped_column(default=False)  # just now
    trouble: Mapped[Trouble | None]  # of the last try

    made_by: Mapped[Member | None] = relationship()


class OutletLine(Model):
    """How a stream's way to an outlet stands: from when it was first sent there, or switched off."""

    __tablename__ = "outlet_line"

    stream_id: Mapped[int] = mapped_column(ForeignKey("stream.id"), primary_key=True, info=OWN)
    outlet_id: Mapped[int] = mapped_column(
        ForeignKey("outlet.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    state: Mapped[LineState] = mapped_column(default=LineState.READY)
    trouble: Mapped[Trouble | None]
    moved_at: Mapped[datetime] = mapped_column(default=clock.now)
    tries: Mapped[int] = mapped_column(default=0)  # that failed, one after another
    again_at: Mapped[datetime | None]
    off_at: Mapped[datetime | None]
    on_since: Mapped[datetime | None]  # switched on again then: a line from before ends, and a new one begins
    failed_since: Mapped[datetime | None]  # none where it carries, and has for some seconds
    told_at: Mapped[datetime | None]  # when people were told that it fails

    outlet: Mapped[Outlet] = relationship()


class Nameless(Refusal):
    """Hosts read where their stream goes."""


class NameTooLong(Refusal):
    """It stands in a line on a phone."""


class NotRtmp(Refusal):
    """It is sent to by RTMP, or RTMPS, and to nothing else."""


class OwnNetwork(Refusal):
    """It leads into a house, ours or another's, and nobody said that it may."""


class KeyMissing(Refusal):
    """Without a key nobody takes a stream in; a new address is never shown the key of the old one."""


class KeyTooLong(Refusal):
    """No service gives such a key."""


class KnownAlready(Refusal):
    """The same address with the same key carries one stream, not two."""


class TooManyOutlets(Refusal):
    """Each costs the club its line: what comes in once goes out as often."""


class InUse(Refusal):
    """A try would push the stream out that goes there."""


class StaysInside(Refusal):
    """A stream that is for some members only goes out to nobody."""
