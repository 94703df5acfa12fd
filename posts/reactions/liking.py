"""A member reacts to what another made, chooses otherwise, takes it back. Saying it twice changes nothing."""

from collections.abc import Mapping
from functools import partial
from typing import cast

from sqlalchemy import Table, select
from sqlalchemy.orm.attributes import set_committed_value

from community.contributions import Contribution
from community.db import after_commit, db, transaction
from community.engagement.activity import Deed
from community.engagement.record import record, take_back
from community.members import Member
from community.permissions import require
from community.realtime import tell_counts
from posts.reactions.counting import counts, moved
from posts.reactions.limits import within_limits
from posts.reactions.models import Kind, Like

_spine = cast("Table", Contribution.__table__)


def react(it: Contribution, kind: Kind, by: Member) -> None:
    """One member counts once, whatever is chosen and however often."""
    require(by, "like", it)
    with transaction():
        likes, felt = _held(it)
        given = db.session.get(Like, (it.id, by.id))
        if given is None:
            within_limits(it, by)
            activity = record(Deed.LIKED, by=by, about=it)
            db.session.add(Like(contribution_id=it.id, member_id=by.id, kind=kind, activity_key=activity.key))
            _count(it, likes + 1, moved(felt, {kind: 1}))
        elif given.kind is not kind:
            changes: Mapping[Kind, int] = {given.kind: -1, kind: 1}
            given.kind = kind
            _count(it, likes, moved(felt, changes))


def like(it: Contribution, by: Member) -> None:
    react(it, Kind.LIKE, by)


def unlike(it: Contribution, by: Member) -> None:
    """Whatever it was that the member felt."""
    require(by, "like", it)
    with transaction():
        likes, felt = _held(it)
        if not (given := db.session.get(Like, (it.id, by.id))):
            return
        take_back(given.activity_key, by)
        db.session.delete(given)
        _count(it, likes - 1, moved(felt, {given.kind: -1}))


def _held(it: Contribution) -> tuple[int, str]:
    """Its counts as they are stored, held until the transaction ends: nobody counts beside us."""
    counted = select(_spine.c.likes, _spine.c.felt).where(_spine.c.id == it.id).with_for_update()
    row = db.session.execute(counted).one()
    set_committed_value(it, "likes", row.likes)
    set_committed_value(it, "felt", row.felt)
    return row.likes, row.felt


def _count(it: Contribution, likes: int, felt: str) -> None:
    it.likes, it.felt = likes, felt  # through the session: a room hears that its message changed
    facts = {"id": it.id, "likes": likes, "counts": counts(likes, felt), "url": it.url}
    after_commit(partial(tell_counts, it.heard_in, "contribution.liked", facts))
