"""Reactions, for programs."""

from typing import Literal

from community.api.answers import Answer
from community.api.bodies import Body
from community.api.doors import Api
from community.contributions import Contribution
from community.db import get_or_404
from community.members import Member
from posts.reactions.liking import like, unlike

reactions = Api("reactions")


class Reaction(Body):
    kind: Literal["like"]


class ReactionAnswer(Answer):
    """`id` and `url` are of what is liked."""

    id: int
    url: str
    kind: Literal["like"] = "like"
    likes: int


@reactions.post("/contributions/<int:id>/reactions")
def react(me: Member, id: int, sent: Reaction) -> ReactionAnswer:  # noqa: ARG001  there is one kind so far
    """Like what another made. Twice is once."""
    it = get_or_404(Contribution, id)
    like(it, by=me)
    return ReactionAnswer(id=it.id, url=it.url, likes=it.likes)


@reactions.delete("/contributions/<int:id>/reactions")
def react_no_more(me: Member, id: int) -> None:
    """Like it no longer."""
    unlike(get_or_404(Contribution, id), by=me)
