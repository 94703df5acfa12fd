"""Home: what those I follow published, and what is new in the club."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from flask import Blueprint, redirect, render_template, request
from sqlalchemy import Row, Select, select
from werkzeug.wrappers import Response

from community import clock
from community.audience import readable_by
from community.chat.reading import rooms_of
from community.contributions import Contribution, address, home_of
from community.db import db
from community.engagement.reading import moved_since
from community.engagement.sentences import points
from community.engagement.standing import Standing
from community.following import Follow
from community.members import Member, current_member
from posts.reactions.models import Like
from posts.shopping.reading import strips

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
    return render_template(
        "posts/feed.html",
        cards=cards,
        strips=strips(card.id for card in cards if card.kind == "shopping_list"),
        rooms=talking(me),
        week=moved_since(me.id, clock.now() - WEEK),
        view=view,
        more=_more(cards, view),
        url_of=url_of,
        points=points,
    )


def talking(me: Member) -> list[Any]:
    """The rooms where something was said last, for the corner of the page."""
    rooms = [room for room in rooms_of(me) if room.said_at and not room.partner]
    return sorted(rooms, key=lambda room: room.said_at, reverse=True)[:TALKING]


def newest(me: Member, view: str, before: str = "", limit: int = PAGE) -> Sequence[Card]:
    """A page of cards, the newest first; `before` is the edge the last page ended at."""
    read = published(me).order_by(Contribution.published_at.desc(), Contribution.id.desc()).limit(limit)
    if view == "following":
        followed = select(Follow.followed_id).where(Follow.follower_id == me.id)
        read = read.where(Contribution.author_id.in_(followed) | (Contribution.author_id == me.id))
    if edge := _edge(before):
        moment, id = edge
        at = Contribution.published_at
        read = read.where((at < moment) | ((at == moment) & (Contribution.id < id)))
    return db.session.execute(read).all()


def published(me: Member, kinds: Iterable[str] = KINDS) -> Select[Any]:
    """Columns of what is published and `me` may read: the select of the rule "read" on contributions."""
    return cards_for(me).where(Contribution.kind.in_(list(kinds)), readable_by(me.id))


def cards_for(me: Member) -> Select[Any]:
    """Columns of contributions, with who made each and whether `me` likes it."""
    columns: Select[*tuple[Any, ...]] = select(
        Contribution.id,
        Contribution.kind,
        Contribution.title,
        Contribution.slug,
        Contribution.excerpt,
        Contribution.cover,
        Contribution.published_at,
        Contribution.audience,
        Contribution.likes,
        Contribution.replies,
        Contribution.author_id,
        Member.name,
        Member.handle,
        Member.role,
        Member.portrait,
        Standing.tier,
        Like.at.is_not(None).label("liked"),
    )
    return (
        columns.join(Member, Member.id == Contribution.author_id)
        .outerjoin(Standing, Standing.member_id == Member.id)
        .outerjoin(Like, (Like.contribution_id == Contribution.id) & (Like.member_id == me.id))
    )


def url_of(card: Card) -> str:
    return address(home_of(card.kind), card.id, card.slug)


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
