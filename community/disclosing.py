"""An author says who gave or paid for a contribution: that is shown wherever it is, and never forgotten."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from flask_babel import gettext as _
from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, mapped_column

from community import clock
from community.belonging import NAMED, OWN
from community.contributions import Contribution, Disclosure
from community.db import Model, Refusal, db, transaction
from community.members import Member
from community.permissions import require

MOST = 80  # characters of a sponsor's name


class DisclosureChange(Model):
    """From this moment on it said this."""

    __tablename__ = "disclosure_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    contribution_id: Mapped[int] = mapped_column(ForeignKey("contribution.id"), index=True, info=OWN)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), info=NAMED)
    disclosure: Mapped[Disclosure | None]
    sponsor: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=clock.now)


class NoSponsor(Refusal):
    """Gifted, but by whom? A disclosure names somebody."""


class SponsorTooLong(Refusal):
    """A name, not a story."""


class LabelOfTheClub(Refusal):
    """Those who keep order say that it is an advertisement: its author neither says so nor takes it back."""


def disclose(it: Contribution, disclosure: Disclosure | None, sponsor: str, by: Member) -> None:
    """Nothing to disclose is said with None. Raises NoSponsor, SponsorTooLong, LabelOfTheClub."""
    require(by, "disclose", it)
    sponsor = " ".join(sponsor.split()) if disclosure else ""
    if (it.disclosure, it.sponsor) == (disclosure, sponsor):
        return
    if Disclosure.ADVERTISEMENT in {it.disclosure, disclosure}:
        raise LabelOfTheClub
    if disclosure and not sponsor:
        raise NoSponsor
    if len(sponsor) > MOST:
        raise SponsorTooLong
    with transaction():
        put_label(it, disclosure, sponsor, by)


def put_label(it: Contribution, disclosure: Disclosure | None, sponsor: str, by: Member) -> None:
    """What it tells its readers from now on. Must be called inside a transaction; asks nobody's right."""
    it.disclosure, it.sponsor = disclosure, sponsor
    it.version += 1
    change = {"disclosure": disclosure, "sponsor": sponsor}
    db.session.add(DisclosureChange(contribution_id=it.id, member_id=by.id, **change))


class Paid(NamedTuple):
    """What something says of gifts and money, for pages and letters that show it beside something else."""

    disclosure: Disclosure
    sponsor: str


def words_of(disclosure: Disclosure | str | None, sponsor: str) -> str:
    """As letters say it, where no label can be drawn; nothing where there is nothing to say."""
    sentences = {
        Disclosure.GIFTED: lambda: _("Gifted by %(name)s", name=sponsor),
        Disclosure.SPONSORED: lambda: _("Sponsored by %(name)s", name=sponsor),
        Disclosure.OWN_BRAND: lambda: _("Own brand: %(name)s", name=sponsor),
        Disclosure.ADVERTISEMENT: lambda: _("Advertisement"),
    }
    return sentences[Disclosure(disclosure)]() if disclosure else ""


def disclosed(it: Contribution) -> Sequence[DisclosureChange]:
    """All it ever told its readers, the newest first: not what was changed before it had any."""
    its = select(DisclosureChange).where(DisclosureChange.contribution_id == it.id)
    changes = db.session.scalars(its.order_by(DisclosureChange.at.desc(), DisclosureChange.id.desc())).all()
    if not it.shown_at:
        return ()
    before = next((n for n, each in enumerate(changes) if each.at <= it.shown_at), len(changes))
    return [each for each in changes[: before + 1] if each.disclosure or each is not changes[-1]]
