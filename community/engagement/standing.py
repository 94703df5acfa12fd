"""Where a member stands: measures of the last twelve months, and the score that follows from them."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cache
from operator import attrgetter
from typing import Any

from sqlalchemy import BigInteger, Executable, ForeignKey, bindparam, select, update
from sqlalchemy.orm import Mapped, mapped_column

from community import clock
from community.belonging import OWN
from community.db import Model, change, change_many, db, facts_of, insert_or, read_as, rows
from community.engagement.epochs import EVEN, epoch_on
from community.engagement.policy import MILLI, Policy, policy_named, policy_on
from community.statements import among

Measures = Mapping[str, int]
MEASURES = ("spend", "storefronts", "categories", "given", "received", "c")
_measured = attrgetter(*MEASURES)
MOVING = (*MEASURES, "score", "reached_on")  # with what a deed may move


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
        return dict(zip(MEASURES, _measured(self), strict=True))


def parts(measures: Measures, policy: Policy) -> dict[Part, int]:
    """What each part is worth."""
    return {part: points_of(part, measures, policy) for part in Part}


def points_of(part: Part, measures: Measures, policy: Policy) -> int:
    """What one part is worth, in thousandths of points, capped.

    Credibility above even adds a part of its own; below, it takes its share of what depends on others.
    """
    c, most = measures["c"], policy.caps[part] * MILLI
    match part:
        case Part.PURCHASES:
            return min(policy.purchases.points(measures["spend"]), most)
        case Part.BREADTH:
            return min(policy.breadth.points(measures["storefronts"], measures["categories"]), most)
        case Part.CONTRIBUTION:
            return min(measures["given"], most) * min(c, EVEN) // EVEN
        case Part.RESONANCE:
            return min(measures["received"], most) * min(c, EVEN) // EVEN
        case Part.CREDIBILITY:
            return min(most * max(0, c - EVEN) // EVEN, most)


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
    _begin([member_id])
    return db.session.get_one(Standing, member_id, with_for_update=True)


def _begin(member_ids: Collection[int]) -> None:
    """Whoever has a standing by now keeps it."""
    today = clock.today()
    policy = policy_on(today)
    empty = {"since": first_day(today, policy), "epoch": epoch_on(today), "policy": policy.name}
    change(_beginning(db.engine.dialect.name), [{"member_id": id, **empty} for id in sorted(member_ids)])


@cache
def _beginning(_dialect: str) -> Executable:
    given: dict[str, Any] = {name: bindparam(name) for name in ("member_id", "since", "epoch", "policy")}
    beginning: Executable = insert_or(Standing).values(given).on_conflict_do_nothing()
    return beginning


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
    """Take them once, where many deeds of theirs are counted one after the other; what moved is written then.

    They stand beside the session, which would look after every number of theirs: it must hold none of them.
    """
    near = _taken(member_ids)
    was = {id: _moving(standing) for id, standing in near.items()}
    before = _at_hand.set(near)
    try:
        yield near
    finally:
        _at_hand.reset(before)
    now = {id: _moving(standing) for id, standing in near.items()}
    change_many(_move, [{"of": id, **now[id]} for id in near if now[id] != was[id]])


def _taken(member_ids: Collection[int]) -> dict[int, Standing]:
    found = _read(member_ids)
    if missing := set(member_ids) - set(found):
        _begin(missing)
        found |= _read(missing)
    return found


def _read(member_ids: Collection[int]) -> dict[int, Standing]:
    read = rows(_whole, {"ids": sorted(member_ids)})
    return {it["member_id"]: read_as(Standing, it) for it in facts_of(read)}


def _moving(standing: Standing) -> dict[str, object]:
    """What a deed may change. They were read whole, and attributes would be asked one by one."""
    said = vars(standing)
    return {name: said[name] for name in MOVING}


_at_hand: ContextVar[dict[int, Standing] | None] = ContextVar("standings at hand", default=None)
_held = select(Standing).where(among(Standing.member_id, "ids")).order_by(Standing.member_id)
_whole = (
    select(*Standing.__table__.columns)
    .where(among(Standing.member_id, "ids"))
    .order_by(Standing.member_id)
    .with_for_update()
)
_move = (
    update(Standing.__table__)  # type: ignore[arg-type]
    .where(Standing.member_id == bindparam("of"))
    .values({name: bindparam(name) for name in MOVING})
)


def tier_reached(score: int, policy: Policy) -> Tier:
    """By points alone. Apass also takes an accepted invitation, so points never give it."""
    return Tier.SUPER if score >= policy.tiers.super * MILLI else Tier.STANDARD
