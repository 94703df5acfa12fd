"""Reactions, for programs."""

from http import HTTPStatus
from typing import Annotated

from pydantic import Field

from community.api.answers import Answer, Author, Count, Counts, Moment, Page, page
from community.api.bodies import Body, PageQuery
from community.api.cursors import cursor, id_in
from community.api.doors import Api
from community.api.problems import say
from community.contributions import Contribution
from community.db import db, get_or_404
from community.members import Member
from community.permissions import require
from posts.reactions.counting import counts
from posts.reactions.liking import react, unlike
from posts.reactions.models import Kind, Like, TooManyReactions
from posts.reactions.reading import given_to
from posts.reactions.wording import words_for

reactions = Api("reactions")


class Reaction(Body):
    """`seeded`: you made me want it; `weed_pulled`: I have it now."""

    kind: Annotated[Kind, Field(strict=False)]


class ReactionAnswer(Answer):
    """`id` and `url` are of what it is about, `likes` all reactions to it, `counts` those of each kind."""

    id: int
    url: str
    kind: Kind
    likes: Count
    counts: Counts[Kind]


class Given(Answer):
    """Who reacted, and how."""

    by: Author
    kind: Kind
    at: Moment


class Asked(PageQuery):
    kind: Kind | None = None


@reactions.get("/contributions/<int:id>/reactions")
def list_reactions(me: Member, id: int, asked: Asked) -> Page[Given]:
    """Who reacted to it, by when they joined the club."""
    it = get_or_404(Contribution, id)
    require(me, "read", it)
    seen = given_to(it, me, asked.kind).where(Like.member_id > (id_in(asked.cursor) or 0))
    rows = db.session.execute(seen.order_by(Like.member_id).limit(asked.limit + 1)).all()
    return page(
        rows,
        asked.limit,
        lambda row: Given(
            by=Author(handle=row.handle, name=row.name, portrait=row.portrait, tier=row.tier),
            kind=row.kind,
            at=row.at,
        ),
        lambda row: cursor(row.member_id),
    )


@reactions.post("/contributions/<int:id>/reactions")
def choose(me: Member, id: int, sent: Reaction) -> ReactionAnswer:
    """React to what another made. There is one reaction of yours: another kind replaces it."""
    it = get_or_404(Contribution, id)
    react(it, sent.kind, by=me)
    return ReactionAnswer(
        id=it.id, url=it.url, kind=sent.kind, likes=it.likes, counts=counts(it.likes, it.felt)
    )


@reactions.delete("/contributions/<int:id>/reactions")
def react_no_more(me: Member, id: int) -> None:
    """Take your reaction back."""
    unlike(get_or_404(Contribution, id), by=me)


say(TooManyReactions, words_for, status=HTTPStatus.TOO_MANY_REQUESTS)
