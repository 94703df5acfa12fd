"""Which account elsewhere is whose."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community import clock
from community.belonging import OWN
from community.db import Model
from community.members import Member


class ProviderLink(Model):
    __tablename__ = "provider_link"
    __table_args__ = (
        UniqueConstraint("issuer", "subject", name="uq_provider_link_issuer_subject"),
        UniqueConstraint("member_id", "issuer", name="uq_provider_link_member_id_issuer"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True, info=OWN)
    issuer: Mapped[str]
    subject: Mapped[str]  # what the provider calls the account, for ever
    linked_at: Mapped[datetime] = mapped_column(default=clock.now)
    used_at: Mapped[datetime | None]

    member: Mapped[Member] = relationship()
