"""Home: what those I follow published, and what is new in the club."""

from flask import Blueprint, redirect, render_template, request
from sqlalchemy import Row, Select, select
from werkzeug.wrappers import Response

from community.contributions import Contribution, address, home_of
from community.db import db
from community.engagement.standing import Standing
from community.members import Member, current_member
from community.profiles.following import Follow
from posts.reactions.models import Like

feed = Blueprint("feed", __name__)
KINDS = ("story", "shopping_list", "topic")
VIEWS = ("following", "latest")
PAGE = 20


@feed.get("/")
def home() -> Response | str:
    if not (me := current_member()):
        return redirect("/sign-in")
    view = request.args.get("view", "following")
    rows = db.session.execute(cards(me, following=view != "latest")).all()
    return render_template("posts/feed.html", cards=rows, view=view, url_of=url_of)


def cards(me: Member, *, following: bool) -> Select[tuple[object, ...]]:
    """Columns of what is published, the newest first, with whether `me` likes it."""
    seen = (
        select(
            Contribution.id,
            Contribution.kind,
            Contribution.title,
            Contribution.slug,
            Contribution.excerpt,
            Contribution.cover,
            Contribution.published_at,
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
        .join(Member, Member.id == Contribution.author_id)
        .outerjoin(Standing, Standing.member_id == Member.id)
        .outerjoin(Like, (Like.contribution_id == Contribution.id) & (Like.member_id == me.id))
        .where(
            Contribution.kind.in_(KINDS),
            Contribution.published_at.is_not(None),
            Contribution.hidden_at.is_(None),
            Contribution.removed_at.is_(None),
        )
        .order_by(Contribution.published_at.desc())
        .limit(PAGE)
    )
    if following:
        followed = select(Follow.followed_id).where(Follow.follower_id == me.id)
        seen = seen.where(Contribution.author_id.in_(followed) | (Contribution.author_id == me.id))
    return seen


def url_of(card: Row[tuple[object, ...]]) -> str:
    return address(home_of(card.kind), card.id, card.slug)
