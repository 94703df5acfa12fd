"""Who is told: those who want such news somewhere, and have not closed their ears to its thing or maker."""

from collections.abc import Collection, Mapping

from sqlalchemy import delete, select

from community.db import db, transaction
from community.members import Member
from community.notifications.kinds import USUAL, Channel, Channels, Kind
from community.notifications.models import Muted, Wish
from community.quiet.hearing import deaf_to


def listeners(
    kind: Kind, ids: Collection[int], *, about_id: int | None = None, by_id: int | None = None
) -> dict[int, Channels]:
    """Of these members, those to tell, each with her channels."""
    hearing = set(ids) - (deaf_to(by_id, ids) if by_id else set())
    here = select(Member.id).where(Member.id.in_(hearing), Member.suspended_at.is_(None))
    if about_id:
        deaf = select(Muted).where(Muted.member_id == Member.id, Muted.about_id == about_id)
        here = here.where(~deaf.exists())
    channels = {id: set(USUAL[kind]) for id in db.session.scalars(here.order_by(Member.id))}
    wishes = select(Wish).where(Wish.member_id.in_(channels), Wish.kind == kind)
    for wish in db.session.scalars(wishes):
        (set.add if wish.wanted else set.discard)(channels[wish.member_id], wish.channel)
    return {id: frozenset(wanted) for id, wanted in channels.items() if wanted}


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
