"""Lists as they lie beside each other: all that were published, one's own, the followed, the most loved."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Row, Select, and_, func, or_, select

from community import clock
from community.audience import readable_by
from community.contributions import Contribution
from community.db import db, rows
from community.engagement.standing import Standing
from community.members import Member
from community.products.models import Product
from community.profiles.worn import tier_shown_to
from community.statements import among
from posts.shopping.models import Item, Taken
from posts.shopping.people import Companion, Follower
from posts.shopping.reading import Columns, lines_of
from posts.shopping.summing import Line, Rows, sums

PAGE = 20
STRIP = 4
MOST_FOLLOWED = 60
SEASON = timedelta(days=90)
LONGEST_ID = 19  # digits; more is no id of ours


class Card(NamedTuple):
    """A list as it lies among others."""

    it: Row[Any]
    lines: Sequence[Line]

    @property
    def photos(self) -> list[str]:
        shown = [line.item.photo for line in self.lines if line.item.photo]
        first = [self.it.cover] if self.it.cover in shown else []
        return list(dict.fromkeys(first + shown))[:STRIP]

    @property
    def fresh(self) -> int:
        """How many pieces came since a follower last looked."""
        return sum(line.item.added_at > self.it.looked_at for line in self.lines)

    @property
    def sums(self) -> dict[str, int]:
        return sums(self.lines)


class Page(NamedTuple):
    cards: list[Card]
    next: str | None  # what to ask for `before` it


def shelf(me: Member, before: str = "") -> Page:
    """What members published, the newest first; `before` is where the page before ended."""
    at, id = Contribution.published_at, Contribution.id
    seen = _lists(me).where(readable_by(me.id)).order_by(at.desc(), id.desc()).limit(PAGE + 1)
    if edge := _edge(before):
        seen = seen.where(or_(at < edge[0], and_(at == edge[0], id < edge[1])))
    *rows, more = _cut(db.session.execute(seen).all())
    last = rows[-1] if more else None
    return Page(cards(rows, me), last and f"{last.published_at:%Y%m%dT%H%M%S.%fZ}_{last.id}")


def own(me: Member, before: str = "") -> Page:
    """All of one's own, drafts too, and those one keeps with others, the newest first."""
    kept = select(Companion.list_id).where(Companion.member_id == me.id, Companion.accepted_at.is_not(None))
    hers = or_(Contribution.author_id == me.id, Contribution.id.in_(kept) & Contribution.hidden_at.is_(None))
    mine = _lists(me).where(hers).order_by(Contribution.id.desc()).limit(PAGE + 1)
    if before.isdecimal() and len(before) < LONGEST_ID:
        mine = mine.where(Contribution.id < int(before))
    *rows, more = _cut(db.session.execute(mine).all())
    return Page(cards(rows, me, mine=True), str(rows[-1].id) if more else None)


def followed(me: Member) -> Page:
    """Those one follows and may still read, where something is new first; `looked_at` says since when."""
    mine = and_(Follower.list_id == Contribution.id, Follower.member_id == me.id)
    seen = _lists(me).add_columns(Follower.looked_at).join(Follower, mine)
    newest = seen.where(readable_by(me.id)).order_by(Follower.at.desc(), Contribution.id.desc())
    found = cards(db.session.execute(newest.limit(MOST_FOLLOWED)).all(), me)
    return Page(sorted(found, key=lambda card: -card.fresh), None)


def most_taken(me: Member) -> Page:
    """What the others took most from, within a season."""
    taken = (
        select(Item.list_id, func.count().label("times"))
        .join(Taken, Taken.item_id == Item.id)
        .where(Taken.at > clock.now() - SEASON)
        .group_by(Item.list_id)
        .subquery()
    )
    seen = _lists(me).join(taken, taken.c.list_id == Contribution.id).where(readable_by(me.id))
    loved = seen.order_by(taken.c.times.desc(), Contribution.id.desc()).limit(PAGE)
    return Page(cards(db.session.execute(loved).all(), me), None)


def _cut(rows: Rows) -> list[Any]:
    """A page of rows, and last of all whether there are more."""
    return [*rows[:PAGE], len(rows) > PAGE]


def _edge(before: str) -> tuple[datetime, int] | None:
    moment, _, id = before.rpartition("_")
    try:
        at = datetime.strptime(moment, "%Y%m%dT%H%M%S.%fZ").replace(tzinfo=UTC)
    except ValueError:
        return None
    return (at, int(id)) if id.isdecimal() and len(id) < LONGEST_ID else None


def _lists(me: Member) -> Columns:
    columns: Columns = select(
        Contribution.id,
        Contribution.author_id,
        Contribution.title,
        Contribution.slug,
        Contribution.cover,
        Contribution.published_at,
        Contribution.disclosure,
        Contribution.sponsor,
        Contribution.hidden_at,
        Contribution.created_at,
        Contribution.edited_at,
        Contribution.likes,
        Contribution.replies,
        Member.name,
        Member.handle,
        Member.role,
        Member.portrait,
        tier_shown_to(me.id),
    )
    return (
        columns.join(Member, Member.id == Contribution.author_id)
        .outerjoin(Standing, Standing.member_id == Member.id)
        .where(Contribution.kind == "shopping_list", Contribution.removed_at.is_(None))
    )


def cards(rows: Rows, me: Member, *, mine: bool = False) -> list[Card]:
    """The lists with their lines, of those pieces the reader may see."""
    of: dict[int, list[Line]] = {row.id: [] for row in rows}
    for line in lines_of(list(of), me, everything=mine):
        of[line.item.list_id].append(line)
    return [Card(row, of[row.id]) for row in rows]


def strips(list_ids: Iterable[int]) -> dict[int, list[str]]:
    """The first photos of each list, for those who show lists among other things."""
    photos: dict[int, list[str]] = {}
    ids = list(list_ids)
    for list_id, photo in rows(_photos, {"lists": ids}) if ids else ():
        shown = photos.setdefault(list_id, [])
        if photo not in shown and len(shown) < STRIP:
            shown.append(photo)
    return photos


_photo = func.coalesce(Item.photo, Product.photo)
_photos: Select[*tuple[Any, ...]] = (
    select(Item.list_id, _photo)
    .join(Product, Product.id == Item.product_id)
    .where(
        among(Item.list_id, "lists"),
        Item.private.is_(False),
        Item.removed_at.is_(None),
        _photo.is_not(None),
    )
    .order_by(Item.place, Item.id)
)
