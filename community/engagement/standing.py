"""Where a member stands: measures of the last twelve months, and the score that follows from them."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import BigInteger, ForeignKey, select
from sqlalchemy.orm import Mapped, mapped_column

from community import clock
from community.belonging import OWN
from community.db import Model, db, insert_or
from community.engagement.epochs import EVEN, epoch_on
from community.engagement.policy import MILLI, Policy, policy_named, policy_on
from community.statements import among

Measures = Mapping[str, int]
MEASURES = ("spend", "storefronts", "categories", "given", "received", "c")


class Part(StrEnum):
    PURCHASES = "purchases"
    BREADTH = "breadth"
    CONTRIBUTION = "contribution"
    RESONANCE = "resonance"
    CREDIBILITY = "credibility"


class Tier(StrEnum):
    STANDARD = "standard"
    SUPER = "super"
    APASS = "apass"


class Standing(Model):
    __tablename__ = "standing"

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True, info=OWN)
    since: Mapped[date]  # the first day of the window
    epoch: Mapped[date | None]  # of the table of credibility it is counted by
    policy: Mapped[str] = mapped_column(default=lambda: policy_on(clock.today()).name)
    spend: Mapped[int] = mapped_column(BigInteger, default=0)  # net, minor units of CNY
    storefronts: Mapped[int] = mapped_column(default=0)
    categories: Mapped[int] = mapped_column(default=0)
    given: Mapped[int] = mapped_column(default=0)  # contribution before its cap, thousandths
    received: Mapped[int] = mapped_column(default=0)  # resonance before its cap, thousandths
    c: Mapped[int] = mapped_column(default=EVEN)  # how credible, thousandths
    score: Mapped[int] = mapped_column(default=0, index=True)  # thousandths of points
    tier: Mapped[Tier] = mapped_column(default=Tier.STANDARD)
    tier_since: Mapped[datetime] = mapped_column(default=clock.now)
    reached_on: Mapped[date | None]  # since when the score has been enough for Super
    reviewed_on: Mapped[date | None]  # when it was last asked whether the tier is kept

    @property
    def points(self) -> int:
        """The score as members read it: whole points, never rounded up."""
        return self.score // MILLI

    @property
    def measures(self) -> Measures:
        return {name: getattr(self, name) for name in MEASURES}


def parts(measures: Measures, policy: Policy) -> dict[Part, int]:
    """What each part is worth, in thousandths of points, capped.

    Credibility above even adds a part of its own; below, it takes its share of what depends on others.
    """
    c, caps = measures["c"], policy.caps
    whole = {
        Part.PURCHASES: policy.purchases.points(measures["spend"]),
        Part.BREADTH: policy.breadth.points(measures["storefronts"], measures["categories"]),
        Part.CONTRIBUTION: measures["given"],
        Part.RESONANCE: measures["received"],
        Part.CREDIBILITY: caps.credibility * max(0, c - EVEN) * MILLI // EVEN,
    }
    capped = {part: min(points, caps[part] * MILLI) for part, points in whole.items()}
    doubted = {part: capped[part] * min(c, EVEN) // EVEN for part in (Part.CONTRIBUTION, Part.RESONANCE)}
    return capped | doubted


def policy_of(standing: Standing) -> Policy:
    """The rules a standing is counted by, until the night moves it to those of the day."""
    return policy_named(standing.policy) or policy_on(clock.today())


def first_day(on: date, policy: Policy) -> date:
    """The first day of the window that ends `on`."""
    return on - timedelta(days=policy.window_days - 1)


def standing_of(member_id: int) -> Standing:
    """A member's standing, held until the transaction ends so that two deeds cannot add past each other."""
    held = (
        db.engine.dialect.name == "sqlite"
    )  # there a transaction is the only one that writes, and reads anew
    if standing := db.session.get(Standing, member_id, with_for_update=None if held else True):
        return standing
    today = clock.today()
    policy = policy_on(today)
    empty = {
        "member_id": member_id,
        "since": first_day(today, policy),
        "epoch": epoch_on(today),
        "policy": policy.name,
    }
    db.session.execute(insert_or(Standing).values(empty).on_conflict_do_nothing())
    return db.session.get_one(Standing, member_id, with_for_update=True)


def standings_of(member_ids: Collection[int]) -> dict[int, Standing]:
    """The same of several, taken in one order always: two who like each other never wait in a ring."""
    if (near := _at_hand.get()) and near.keys() >= set(member_ids):
        return {id: near[id] for id in member_ids}
    held = _held if db.engine.dialect.name == "sqlite" else _held.with_for_update()
    asked = db.session.scalars(
        held, {"ids": sorted(member_ids)}, execution_options={"populate_existing": True}
    )
    found = {standing.member_id: standing for standing in asked}
    return found | {id: standing_of(id) for id in sorted(set(member_ids) - set(found))}


@contextmanager
def standings_at_hand(member_ids: Collection[int]) -> Iterator[dict[int, Standing]]:
    """Take them once, where many deeds of theirs are counted one after the other."""
    near = standings_of(member_ids)
    before = _at_hand.set(near)
    try:
        yield near
    finally:
        _at_hand.reset(before)


_at_hand: ContextVar[dict[int, Standing] | None] = ContextVar("standings at hand", default=None)
_held = select(Standing).where(among(Standing.member_id, "ids")).order_by(Standing.member_id)


def tier_reached(score: int, policy: Policy) -> Tier:
    """By points alone. Apass also takes an accepted invitation, so points never give it."""
    return Tier.SUPER if score >= policy.tiers.super * MILLI else Tier.STANDARD
