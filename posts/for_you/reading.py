"""A member's taste and her editions, as the feed reads them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, and_, bindparam, func, select

from community import clock
from community.audience import readable_by
from community.contributions import Contribution
from community.db import UtcDateTime, db, rows
from community.engagement.reading import moved_since
from community.members import Member
from community.quiet.hearing import Quiet, quiet_words
from posts.for_you.models import MIDDLE, Edition, Less, Taste, View
from posts.for_you.picking import Sheet, pick

SHOWN = 50  # of what she wants less
WEEK = timedelta(days=7)
SOON = 20  # seconds after which somebody who asks for what is new gets a new edition


@dataclass(frozen=True)
class Wished:
    """What she chose; of whoever chose nothing, what is usual."""

    view: View = View.FOLLOWING
    people: int = MIDDLE
    topics: int = MIDDLE
    fresh: int = MIDDLE
    moved_at: datetime | None = None


@dataclass(frozen=True)
class Desk:
    """What a page of the feed begins with."""

    taste: Wished
    quiet: Quiet
    last: Sheet | None = None  # the edition read last
    week: int = 0  # how far her score moved in seven days, in thousandths of points


def columns(*these: Any) -> Select[Any]:  # noqa: ANN401
    return select(*these)


_me = bindparam("me", type_=Member.id.type)
_lately = bindparam("lately", type_=UtcDateTime())
_taste = (Taste.view, Taste.people, Taste.topics, Taste.fresh, Taste.moved_at)
_edition = (Edition.key, Edition.picked_at, Edition.picks, Edition.shown, Edition.seen)
_plain_desk = (
    columns(*_taste, quiet_words(_me), moved_since(_me, _lately))
    .select_from(Member)
    .outerjoin(Taste, Taste.member_id == Member.id)
    .where(Member.id == _me)
)
_newest = select(func.max(Edition.key)).where(Edition.member_id == _me).scalar_subquery()
_whole_desk: Select[Any] = _plain_desk.add_columns(*_edition).outerjoin(
    Edition, and_(Edition.member_id == Member.id, Edition.key == _newest)
)
_one_edition: Select[Any] = select(*_edition).where(
    Edition.member_id == _me, Edition.key == bindparam("key", type_=Edition.key.type)
)


def desk_of(me: Member, *, with_edition: bool = False) -> Desk:
    """In one query."""
    read = _whole_desk if with_edition else _plain_desk
    now = clock.now()
    row = rows(read, {"me": me.id, "now": now, "lately": now - WEEK})[0]
    (*taste, said, week), edition = row[:7], row[7:]
    wished = Wished(*taste) if taste[0] else Wished()
    last = replace(Sheet(*edition), moved_at=wished.moved_at) if any(edition) else None
    return Desk(wished, Quiet.read(said), last, int(week or 0))


def edition_for(me: Member, desk: Desk, *, anew: bool = False) -> Sheet:
    """The one she reads, or a new one where it is old, her taste moved, or she asks for it."""
    last = desk.last
    if last and not last.is_stale and not (anew and is_old_enough(last)):
        return last
    return pick(me.id, desk.taste, desk.quiet, last)


def edition_by(key: int, me: Member) -> Sheet | None:
    row = next(iter(rows(_one_edition, {"me": me.id, "key": key})), None)
    return Sheet(*row) if row else None


def is_old_enough(edition: Sheet) -> bool:
    return (clock.now() - edition.picked_at).total_seconds() > SOON


def wants_less_of(contribution_id: int, me: Member) -> bool:
    return db.session.get(Less, (me.id, contribution_id)) is not None


def less_of(me: Member) -> Sequence[Any]:
    """Of what she wanted less, the latest first."""
    columns = select(Contribution.id, Contribution.kind, Contribution.slug, Contribution.title, Member.name)
    read = columns.join(Less, Less.contribution_id == Contribution.id).join(
        Member, Member.id == Contribution.author_id
    )
    mine = read.where(Less.member_id == me.id, readable_by(me.id))
    return db.session.execute(mine.order_by(Less.at.desc()).limit(SHOWN)).all()
