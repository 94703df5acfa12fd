"""A page of the feed in each of its views: an edge says where it ended, so nothing is skipped or repeated."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, partial
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, literal, select, union_all

from community.api.cursors import cursor, moment_in, place_in
from community.audience import readable_by
from community.contributions import Contribution
from community.db import rows
from community.following import followed_by
from community.members import Member
from community.quiet.hearing import Quiet
from community.statements import among, not_among, one_of
from posts.feed_cards import Card, columns_for
from posts.for_you.models import View
from posts.for_you.picking import Sheet, keep
from posts.for_you.reading import Desk, edition_by, edition_for
from posts.for_you.window import KINDS
from posts.reposts.reading import carried, heard_reposts

PAGE = 15
SPARE = 5  # picks looked at beyond a page, in place of those that are gone
PATIENCE = 4  # times that one reads on where muted words leave a page empty
Edge = tuple[datetime, int]


def nothing() -> None:
    """Where there is nothing to remember."""


@dataclass(frozen=True)
class Page:
    """`next` is where the next one begins, `top` where this one did. Whoever showed it calls `keep`."""

    cards: Sequence[Card]
    next: str | None
    top: str
    keep: Callable[[], None] = nothing
    carried: Mapping[int, Card] = field(default_factory=dict)  # by the id of each repost among the cards


def page_of(
    me: Member, view: View, desk: Desk, *, cursor: str = "", limit: int = PAGE, anew: bool = False
) -> Page:
    """Aborts with 400 where the cursor is none of ours."""
    if view is View.FOR_YOU:
        return _picked(me, desk, cursor, limit, anew=anew)
    return _newest(me, view, desk.quiet, cursor, limit)


def newer(me: Member, view: View, quiet: Quiet, top: str) -> int:
    """How many cards would stand above the page that began so; at most one more than a page."""
    edge = moment_in(top)
    facts = _facts(me, quiet, edge, PAGE + 1)
    way = View.LATEST if view is View.FOR_YOU else view
    found = rows(_page(way, "after" if edge else ""), facts)
    heard, _ = _heard_by(me, quiet, found)
    return sum(it.author_id != me.id for it in heard)


def _newest(me: Member, view: View, quiet: Quiet, word: str, limit: int) -> Page:
    cards: list[Card] = []
    carries: dict[int, Card] = {}
    edge, more = moment_in(word), True
    for _ in range(PATIENCE):
        found = rows(_page(view, "before" if edge else ""), _facts(me, quiet, edge, limit + 1))
        heard, brought = _heard_by(me, quiet, found)
        carries |= brought
        room = limit - len(cards)
        cards += heard[:room]
        more = len(found) > limit or len(heard) > room
        last = cards[-1] if len(heard) > room else found[-1] if found else None
        edge = (last.published_at, last.id) if last else edge
        if len(cards) == limit or not more:
            break
    top = cursor(cards[0].published_at, cards[0].id) if cards else ""
    return Page(cards, cursor(*edge) if more and edge else None, top, carried=carries)


def _heard_by(me: Member, quiet: Quiet, found: Sequence[Card]) -> tuple[list[Card], Mapping[int, Card]]:
    """What says no muted word, neither itself nor in what it carries; and what is carried."""
    carries = carried((it.id for it in found if it.kind == "repost"), me, quiet)
    heard = [it for it in found if not quiet.hides(it.title, it.excerpt)]
    return [it for it in heard if it.kind != "repost" or it.id in carries], carries


def _picked(me: Member, desk: Desk, word: str, limit: int, *, anew: bool) -> Page:
    """A page of an edition: what was removed since is left out, what came since is in the next one."""
    edition, place = _place(me, desk, word, anew=anew)
    ids = [id for id, _ in edition.picks]
    cards: list[Card] = []
    while len(cards) < limit and place < len(ids):
        here = ids[place : place + limit + SPARE]
        by_id = {it.id: it for it in rows(_these(), {**_facts(me, desk.quiet, None, 0), "ids": here})}
        for id in here:
            place += 1
            if (it := by_id.get(id)) and not desk.quiet.hides(it.title, it.excerpt):
                cards.append(it)
            if len(cards) == limit:
                break
    more = cursor(edition.key, place) if place < len(ids) else None
    return Page(cards, more, cursor(edition.picked_at, 0), partial(keep, edition, me.id, place))


def _place(me: Member, desk: Desk, word: str, *, anew: bool) -> tuple[Sheet, int]:
    """Whoever comes back too late reads the newest edition from its beginning."""
    if asked := place_in(word):
        key, place = asked
        if edition := edition_by(key, me):
            return edition, place
    return edition_for(me, desk, anew=anew), 0


def _facts(me: Member, quiet: Quiet, edge: Edge | None, limit: int) -> dict[str, Any]:
    moment, id = edge or (None, None)
    return {"me": me.id, "away": list(quiet.members), "limit": limit, "moment": moment, "id": id}


@cache
def _page(view: View, way: str) -> Select[Any]:
    """Put together once. Of what she follows, their newest are looked up author by author; of the whole
    club, the newest of each kind: nothing else of the spine is looked at."""
    me = bindparam("me", type_=Contribution.id.type)
    if view is View.FOLLOWING:
        hers = _heard_of(one_of(Contribution.kind, KINDS), Contribution.author_id.in_(followed_by(me)))
        newest = [_few(hers, way), _few(heard_reposts(me, "away"), way)]
    else:
        newest = [_few(_heard_of(Contribution.kind == literal(kind)), way) for kind in KINDS]
    picked = union_all(*newest).subquery()
    newest_first = (Contribution.published_at.desc(), Contribution.id.desc())
    cards = columns_for(bindparam("me")).join(picked, picked.c.id == Contribution.id)
    return cards.order_by(*newest_first).limit(bindparam("limit"))


def _heard_of(*which: ColumnElement[bool]) -> Select[Any]:
    me = bindparam("me", type_=Contribution.id.type)
    return select(Contribution.id).where(*which, readable_by(me), _heard())


def _few(read: Select[Any], way: str) -> Select[Any]:
    at = Contribution.published_at
    moment, id = bindparam("moment", type_=at.type), bindparam("id", type_=Contribution.id.type)
    if way == "before":
        read = read.where((at < moment) | ((at == moment) & (Contribution.id < id)))
    if way == "after":
        read = read.where((at > moment) | ((at == moment) & (Contribution.id > id)))
    few = read.order_by(at.desc(), Contribution.id.desc()).limit(bindparam("limit")).subquery()
    return select(few.c.id)


@cache
def _these() -> Select[Any]:
    me = bindparam("me", type_=Contribution.id.type)
    chosen = among(Contribution.id, "ids")
    return columns_for(bindparam("me")).where(chosen, readable_by(me), _heard())


def _heard() -> Any:  # noqa: ANN401
    return not_among(Contribution.author_id, "away")
