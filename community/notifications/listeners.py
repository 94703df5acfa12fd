"""Who is told: those who want such news somewhere, and have not closed their ears to its thing or maker."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Select, bindparam, delete, select

from community import clock
from community.db import db, rows, transaction
from community.members import Member
from community.notifications.kinds import USUAL, Channel, Channels, Kind
from community.notifications.models import Cause, Muted, PushLine, Wish
from community.quiet.hearing import deaf
from community.statements import among


def listeners(
    kind: Kind, ids: Collection[int], *, about_id: int | None = None, by_id: int | None = None
) -> dict[int, Channels]:
    """Of these members, those to tell, each with her channels: push where she has a browser that takes it."""
    facts = {"ids": sorted(ids), "about": about_id, "by": by_id, "kind": kind, "now": clock.now()}
    channels: dict[int, set[Channel]] = {}
    for row in rows(_hearing, facts):
        wanted = channels.setdefault(row.id, set(USUAL[kind]))
        if row.channel:
            (set.add if row.wanted else set.discard)(wanted, row.channel)
        if not row.takes_push:
            wanted.discard(Channel.PUSH)
    return {id: frozenset(wanted) for id, wanted in channels.items() if wanted}


# Every deed asks this: it is put together once.
_shut_out = select(Muted).where(Muted.member_id == Member.id, Muted.about_id == bindparam("about"))
_line = select(PushLine.id).where(PushLine.member_id == Member.id)
_maker, _now = bindparam("by", type_=Member.id.type), bindparam("now", type_=Cause.at.type)
_hearing: Select[*tuple[Any, ...]] = (
    select(Member.id, Wish.channel, Wish.wanted, _line.exists().label("takes_push"))
    .outerjoin(Wish, (Wish.member_id == Member.id) & (Wish.kind == bindparam("kind")))
    .where(among(Member.id, "ids"), Member.suspended_at.is_(None), ~_shut_out.exists())
    .where(~deaf(Member.id, _maker, _now))
    .order_by(Member.id)
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
