"""Home: what those I follow published, and what is new in the club."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from flask import Blueprint, redirect, render_template, request
from sqlalchemy import Row, Select, bindparam, literal, select, union_all
from werkzeug.wrappers import Response

from community import clock
from community.audience import readable_by
from community.chat.reading import talking_in
from community.contributions import Contribution
from community.db import rows
from community.engagement.reading import moved_since
from community.engagement.sentences import points
from community.engagement.standing import Standing
from community.following import Follow
from community.known import unless_known
from community.members import Member, current_member
from posts.reactions.models import Like
from posts.shopping.reading import strips
from posts.showing import cards_shown

feed = Blueprint("feed", __name__)
KINDS = ("story", "shopping_list", "topic")
PAGE = 15
WEEK = timedelta(days=7)
TALKING = 3  # rooms beside the feed
Card = Row[Any]


@feed.get("/")
def home() -> Response | str:
    if not (me := current_member()):
        return redirect("/sign-in")
    view = "latest" if request.args.get("view") == "latest" else "following"
    cards = newest(me, view, before=request.args.get("before", ""))
    photos = strips(card.id for card in cards if card.kind == "shopping_list")
    rooms = talking_in(me, TALKING)
    week = moved_since(me.id, clock.now() - WEEK)
    return unless_known(
        ("feed", view, [tuple(card) for card in cards], photos, [tuple(room) for room in rooms], week),
        lambda: render_template(
            "posts/feed.html",
            cards=cards_shown(cards, photos, me),
            rooms=rooms,
            week=week,
            view=view,
            more=_more(cards, view),
            points=points,
        ),
    )


def newest(me: Member, view: str, before: str = "", limit: int = PAGE) -> Sequence[Card]:
    """A page of cards, the newest first; `before` is the edge the last page ended at."""
    edge = _edge(before)
    moment, id = edge or (None, None)
    facts = {"me": me.id, "limit": limit, "moment": moment, "id": id}
    return rows(_page(view, begun=edge is not None), facts)


@cache
def _page(view: str, *, begun: bool) -> Select[Any]:
    """Put together once. Of each kind its newest are picked: nothing else of the spine is looked at."""
    picked = union_all(*(_newest_of(kind, view, begun=begun) for kind in KINDS)).subquery()
    newest_first = (Contribution.published_at.desc(), Contribution.id.desc())
    cards = _cards(bindparam("me")).join(picked, picked.c.id == Contribution.id)
    return cards.order_by(*newest_first).limit(bindparam("limit"))


def _newest_of(kind: str, view: str, *, begun: bool) -> Select[Any]:
    at, me = Contribution.published_at, bindparam("me", type_=Contribution.id.type)
    read = select(Contribution.id).where(Contribution.kind == literal(kind), readable_by(me))
    if view == "following":
        followed = select(Follow.followed_id).where(Follow.follower_id == me)
        read = read.where(Contribution.author_id.in_(followed) | (Contribution.author_id == me))
    if begun:
        moment, id = bindparam("moment", type_=at.type), bindparam("id", type_=Contribution.id.type)
        read = read.where((at < moment) | ((at == moment) & (Contribution.id < id)))
    few = read.order_by(at.desc(), Contribution.id.desc()).limit(bindparam("limit")).subquery()
    return select(few.c.id)


def published(me: Member, kinds: Iterable[str] = KINDS) -> Select[Any]:
    """Columns of what is published and `me` may read: the select of the rule "read" on contributions."""
    return cards_for(me).where(Contribution.kind.in_(list(kinds)), readable_by(me.id))


def cards_for(me: Member) -> Select[Any]:
    """Columns of contributions, with who made each and whether `me` likes it."""
    return _cards(me.id)


def _cards(me: Any) -> Select[Any]:  # noqa: ANN401  an id, or a place for one
    """What all readers see stands first; the last four change with each reaction: see showing.py."""
    columns: Select[*tuple[Any, ...]] = select(
        Contribution.id,
        Contribution.kind,
        Contribution.title,
        Contribution.slug,
        Contribution.excerpt,
        Contribution.cover,
        Contribution.published_at,
        Contribution.audience,
        Contribution.disclosure,
        Contribution.sponsor,
        Contribution.author_id,
        Member.name,
        Member.handle,
        Member.role,
        Member.portrait,
        Standing.tier,
        Contribution.likes,
        Contribution.replies,
        Contribution.felt,
        Like.kind.label("reaction"),
    )
    return (
        columns.join(Member, Member.id == Contribution.author_id)
        .outerjoin(Standing, Standing.member_id == Member.id)
        .outerjoin(Like, (Like.contribution_id == Contribution.id) & (Like.member_id == me))
    )


def _more(cards: Sequence[Card], view: str) -> str | None:
    if len(cards) < PAGE:
        return None
    last = cards[-1]
    return f"/?view={view}&before={last.published_at.isoformat()}_{last.id}".replace("+", "%2B")


def _edge(before: str) -> tuple[datetime, int] | None:
    moment, _, id = before.rpartition("_")
    try:
        at = datetime.fromisoformat(moment)
        return (at if at.tzinfo else at.replace(tzinfo=UTC)), int(id)
    except ValueError:
        return None
