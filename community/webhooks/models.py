"""Which addresses are told what happens, and the letters sent there."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community import clock
from community.belonging import NAMED, SECRET
from community.contributions import Contribution
from community.db import Model
from community.members import Member
from community.webhooks.events import Event


class Webhook(Model):
    """An address of another site, what it is told, and the secret by which it knows us."""

    __tablename__ = "webhook"

    id: Mapped[int] = mapped_column(primary_key=True)
    address: Mapped[str]
    wishes: Mapped[str]  # events by name, between spaces
    secret: Mapped[str] = mapped_column(info=SECRET)  # sealed
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"), index=True, info=NAMED)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    failing_since: Mapped[datetime | None]  # nothing has arrived since then
    paused_at: Mapped[datetime | None]

    made_by: Mapped[Member | None] = relationship()

    @property
    def events(self) -> list[Event]:
        return [Event(name) for name in self.wishes.split()]


class WebhookLetter(Model):
    """What was told, or is to be. Its words are put together when it leaves, of what is still there."""

    __tablename__ = "webhook_letter"

    id: Mapped[int] = mapped_column(primary_key=True)
    webhook_id: Mapped[int] = mapped_column(ForeignKey("webhook.id", ondelete="CASCADE"), index=True)
    key: Mapped[str] = mapped_column(unique=True)  # by which a site knows what it has had already
    event: Mapped[Event]
    contribution_id: Mapped[int | None] = mapped_column(ForeignKey("contribution.id"), index=True, info=NAMED)
    member_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"), index=True, info=NAMED)
    made_at: Mapped[datetime] = mapped_column(default=clock.now, index=True)
    tries: Mapped[int] = mapped_column(default=0)
    tried_at: Mapped[datetime | None]
    status: Mapped[int | None]  # what the site answered last; none: nobody answered
    arrived_at: Mapped[datetime | None]
    given_up_at: Mapped[datetime | None]

    webhook: Mapped[Webhook] = relationship()
    contribution: Mapped[Contribution | None] = relationship()
    member: Mapped[Member | None] = relationship()
