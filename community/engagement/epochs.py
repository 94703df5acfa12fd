"""How credible each member is to the others, as counted on a night: evaluation uses the table of its day."""

from datetime import date

from sqlalchemy import ForeignKey, func, select
from sqlalchemy.orm import Mapped, mapped_column

from community.belonging import OWN
from community.db import Model, db

EVEN = 500  # c of a member nobody has judged yet, in thousandths


class Credibility(Model):
    """One member's line of one night's table."""

    __tablename__ = "credibility"

    epoch: Mapped[date] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True, info=OWN)
    kappa: Mapped[int]  # what this member's favours weigh, thousandths
    c: Mapped[int]  # how credible she is, thousandths; 500 is neither way
    was_kappa: Mapped[int | None]  # what the night had counted, where fraud was proven since
    was_c: Mapped[int | None]


def epoch_on(day: date) -> date | None:
    """The table in force on a day: the newest that is not younger."""
    return db.session.scalar(select(func.max(Credibility.epoch)).where(Credibility.epoch <= day))
