"""Reposts as they are read: what each carries, who reposted a thing, and what waits for whose word."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, bindparam, literal, or_, select
from sqlalchemy.orm import aliased, joinedload, selectinload

from community.audience import readable_by
from community.contributions import Contribution
from community.db import db, rows
from community.following import followed_by
from community.members import Member
from community.quiet.hearing import Quiet
from community.statements import among, not_among
from posts.feed_cards import Card, cards_for, columns_for
from posts.reposts.models import Repost

PAGE = 20
_repost = Repost.__table__.c
_original = aliased(Contribution)


def shown_reposts(me: Any) -> Select[Any]:  # noqa: ANN401  an id, or a place for one
    """Ids of those `me` may read, with all they carry: the select of the rule "read" on reposts."""
    joined = select(Contribution.id).join(Repost.__table__, _repost.id == Contribution.id)
    return joined.join(_original, _original.id == _repost.of_id).where(
        readable_by(me), readable_by(me, _original)
    )


def heard_reposts(me: Any, away: str) -> Select[Any]:  # noqa: ANN401
    """Of those `me` follows, and her own. Without a note, only what she would not meet otherwise, once."""
    earlier, follow = aliased(Contribution), Repost.__table__.alias()
    followed = followed_by(me)
    same = (
        select(earlier.id)
        .join(follow, follow.c.id == earlier.id)
        .where(
            follow.c.of_id == _repost.of_id,
            earlier.id < Contribution.id,
            earlier.published_at.is_not(None),
            earlier.removed_at.is_(None),
            earlier.hidden_at.is_(None),
            earlier.author_id.in_(followed),
        )
    )
    met = _original.author_id.in_(followed) | same.exists()
    return shown_reposts(me).where(
        Contribution.author_id.in_(followed),
        Contribution.kind == literal("repost"),
        or_(Contribution.excerpt != "", Contribution.author_id == me, ~met),
        not_among(Contribution.author_id, away),
        not_among(_original.author_id, away),
    )


def carried(repost_ids: Iterable[int], me: Member, quiet: Quiet | None = None) -> Mapping[int, Card]:
    """By the id of each repost, the card of what it carries, where `me` may read and wants to hear it."""
    if not (ids := list(repost_ids)):
        return {}
    quiet = quiet or Quiet()
    found = rows(_carried(), {"me": me.id, "ids": ids})
    return {it.repost_id: it for it in found if not quiet.hides(it.title, it.excerpt)}


@cache
def _carried() -> Select[Any]:
    me = bindparam("me", type_=Contribution.id.type)
    cards = columns_for(bindparam("me")).join(Repost.__table__, _repost.of_id == Contribution.id)
    return cards.add_columns(_repost.id.label("repost_id")).where(among(_repost.id, "ids"), readable_by(me))


def reposts_by(member_id: int, me: Member, before: int | None = None) -> Sequence[Row[Any]]:
    """Cards of what a member reposted and `me` may read, the latest first; one more says there are more."""
    ids = shown_reposts(me.id).where(Contribution.author_id == member_id)
    return _page(me, Contribution.id.in_(ids), before)


def reposts_of(it: Contribution, me: Member, before: int | None = None) -> Sequence[Row[Any]]:
    """Who reposted a thing, the latest first."""
    ids = shown_reposts(me.id).where(_repost.of_id == it.id)
    return _page(me, Contribution.id.in_(ids), before)


def asked_of(me: Member) -> Sequence[Repost]:
    """What waits for her word, the oldest first."""
    waiting = (
        _with_what_they_carry()
        .join(_original, _original.id == Repost.of_id)
        .where(
            _original.author_id == me.id,
            _original.removed_at.is_(None),
            Repost.published_at.is_(None),
            Repost.declined_at.is_(None),
            Repost.removed_at.is_(None),
            Repost.hidden_at.is_(None),
        )
    )
    return db.session.scalars(waiting.order_by(Repost.id).limit(PAGE * 5)).all()


def asked_by(me: Member) -> Sequence[Repost]:
    """What she asked for and is not shown: it waits, or was declined."""
    hers = and_(Repost.author_id == me.id, Repost.published_at.is_(None), Repost.removed_at.is_(None))
    return db.session.scalars(
        _with_what_they_carry().where(hers).order_by(Repost.id.desc()).limit(PAGE)
    ).all()


def _with_what_they_carry() -> Select[Repost]:
    return select(Repost).options(
        joinedload(Repost.author), selectinload(Repost.of).joinedload(Contribution.author)
    )


def _page(me: Member, which: ColumnElement[bool], before: int | None) -> Sequence[Row[Any]]:
    seen = cards_for(me).where(which).order_by(Contribution.id.desc()).limit(PAGE + 1)
    return db.session.execute(seen.where(Contribution.id < before) if before else seen).all()
