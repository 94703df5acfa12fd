"""From whom a member keeps away, which words she does not want to meet, and who may write to her."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint, true
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community import clock
from community.belonging import ABOUT, OWN
from community.contributions import Audience
from community.db import Model
from community.members import Member


class How(StrEnum):
    MUTE = "mute"  # I do not hear them, and they do not learn of it
    BLOCK = "block"  # nor do they reach me: no following, replying, naming, writing


class OpenTo(StrEnum):
    EVERYBODY = "everybody"
    FOLLOWED = "followed"  # those whom I follow
    NOBODY = "nobody"


class Silence(Model):
    __tablename__ = "silence"
    __table_args__ = (CheckConstraint("member_id <> whom_id", name="not_oneself"),)

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True, info=OWN)
    whom_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True, index=True, info=ABOUT)
    how: Mapped[How]
    since: Mapped[datetime] = mapped_column(default=clock.now)
    until: Mapped[datetime | None]  # none: for good

    whom: Mapped[Member] = relationship(foreign_keys=[whom_id])


class MutedWord(Model):
    __tablename__ = "muted_word"
    __table_args__ = (UniqueConstraint("member_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), info=OWN)
    word: Mapped[str]  # as it was typed
    key: Mapped[str]  # as it is compared
    since: Mapped[datetime] = mapped_column(default=clock.now)
    until: Mapped[datetime | None]


class LetterBox(Model):
    """Who may begin to write to a member, who finds her, what is seen of her; whoever has none is open."""

    __tablename__ = "letter_box"

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True, info=OWN)
    open_to: Mapped[OpenTo] = mapped_column(default=OpenTo.EVERYBODY)
    tells_reading: Mapped[bool] = mapped_column(default=True, server_default=true())  # and is told
    is_seen: Mapped[bool] = mapped_column(default=True, server_default=true())  # in rooms, and when typing
    shows_counts: Mapped[bool] = mapped_column(default=True, server_default=true())  # to herself
    found_by: Mapped[OpenTo] = mapped_column(
        default=OpenTo.EVERYBODY, server_default="everybody"
    )  # who comes upon her by name
    tier_for: Mapped[OpenTo] = mapped_column(
        default=OpenTo.EVERYBODY, server_default="everybody"
    )  # before whom she wears her tier
    lists_for: Mapped[Audience] = mapped_column(
        default=Audience.MEMBERS, server_default="members"
    )  # with which a new shopping list begins
