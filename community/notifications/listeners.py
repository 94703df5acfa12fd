"""Who is told: those who want such news somewhere, and have not closed their ears to its thing or maker."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Select, bindparam, delete, select

from community.db import db, rows, transaction
from community.members import Member
from community.notifications.kinds import USUAL, Channel, Channels, Kind
from community.notifications.models import Muted, Wish
from community.quiet.hearing import deaf_to
from community.statements import among


def listeners(
    kind: Kind, ids: Collection[int], *, about_id: int | None = None, by_id: int | None = None
) -> dict[int, Channels]:
    """Of these members, those to tell, each with her channels."""
    hearing = set(ids) - (deaf_to(by_id, ids) if by_id else set())
    facts = {"ids": sorted(hearing), "about": about_id, "kind": kind}
    channels = {row.id: set(USUAL[kind]) for row in rows(_here, facts)}
    for wish in rows(_wishes, {"ids": list(channels), "kind": kind}) if channels else ():
        (set.add if wish.wanted else set.discard)(channels[wish.member_id], wish.channel)
    return {id: frozenset(wanted) for id, wanted in channels.items() if wanted}


# Every deed asks these: they are put together once.
_deaf = select(Muted).where(Muted.member_id == Member.id, Muted.about_id == bindparam("about"))
_here: Select[int] = (
    select(Member.id)
    .where(among(Member.id, "ids"), Member.suspended_at.is_(None), ~_deaf.exists())
    .order_by(Member.id)
)
_wishes: Select[*tuple[Any, ...]] = select(Wish.member_id, Wish.channel, Wish.wanted).where(
    among(Wish.member_id, "ids"), Wish.kind == bindparam("kind")
)


def wishes_of(member_id: int) -> dict[Kind, Channels]:
    """Every kind, with the channels it takes to this member."""
    wanted = {kind: set(channels) for kind, channels in USUAL.items()}
    for wish in db.session.scalars(select(Wish).where(Wish.member_id == member_id)):
        (set.add if wish.wanted else set.discard)(wanted[wish.kind], Channel(wish.channel))
    return {kind: frozenset(channels) for kind, channels in wanted.items()}


def wish(member: Member, wanted: Mapping[Kind, Collection[Channel]]) -> None:
    """Of the kinds named here; only what differs from the usual is kept, so that the usual may change."""
    with transaction():
        db.session.execute(delete(Wish).where(Wish.member_id == member.id, Wish.kind.in_(wanted)))
        for kind, channels in wanted.items():
            for channel in Channels(channels) ^ USUAL[kind]:
                db.session.add(
                    Wish(member_id=member.id, kind=kind, channel=channel, wanted=channel in channels)
                )
