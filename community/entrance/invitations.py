"""An invitation: a place in the club that a member gives away, as a link that works for a while."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community import clock
from community.belonging import NAMED, OWN, SAID, SECRET, WORDS
from community.db import Model
from community.members import Member


class State(StrEnum):
    OPEN = "open"
    USED_UP = "used up"
    EXPIRED = "expired"
    REVOKED = "revoked"


class Invitation(Model):
    __tablename__ = "invitation"
    __table_args__ = (CheckConstraint("0 <= used AND used <= uses", name="never_used_more_often"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    inviter_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True, info=SAID)
    code_hash: Mapped[str] = mapped_column(unique=True, info=SECRET)
    email: Mapped[str] = mapped_column(default="", info=WORDS)  # whom the link was sent to, if anybody
    note: Mapped[str] = mapped_column(default="", info=WORDS)
    uses: Mapped[int] = mapped_column(default=1)
    used: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]

    inviter: Mapped[Member] = relationship()

    @property
    def state(self) -> State:
        if self.used >= self.uses:
            return State.USED_UP
        if self.revoked_at or self.inviter.suspended_at:
            return State.REVOKED
        return State.EXPIRED if self.expires_at <= clock.now() else State.OPEN


class Acceptance(Model):
    """Who came by which invitation."""

    __tablename__ = "acceptance"

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True, info=OWN)
    invitation_id: Mapped[int] = mapped_column(ForeignKey("invitation.id"), index=True, info=NAMED)
    at: Mapped[datetime] = mapped_column(default=clock.now)

    member: Mapped[Member] = relationship()
