"""How far one has read, and what became of a story, for programs."""

from collections.abc import Sequence
from typing import Annotated

from pydantic import Field

from community.api.answers import Answer
from community.api.bodies import Body
from community.api.doors import Api
from community.db import get_or_404
from community.members import Member
from community.sharing.api import Travels
from posts.blog.insight import insight_of
from posts.blog.models import Story
from posts.blog.progress import WHOLE, begun, keep_place, lay_aside
from posts.cards import Card, card_of

progress = Api("reading")


class ReadTo(Body):
    """A thousandth of the story is one."""

    place: Annotated[int, Field(ge=0, le=WHOLE)]


class Begun(Answer):
    story: Card
    place: int


class AllBegun(Answer):
    items: Sequence[Begun]


class LedTo(Answer):
    """Of a thing the story shows: how many readers put it onto a list, bought it, sent it back since.

    Below three, buyers and returns are null: so few would be known by their number.
    """

    product_id: int
    name: str
    brand: str | None
    kept: int
    bought: int | None
    returned: int | None


class InsightAnswer(Answer):
    """`came_to`: a quarter, half, three quarters, the end. `by_day`: new readers, today last."""

    readers: int
    finished: int
    came_to: Sequence[int]
    by_day: Sequence[int]
    likes: int
    replies: int
    saved: int
    reposted: int
    travelled: Travels
    led: Sequence[LedTo]


@progress.get("/reading")
def list_begun(me: Member) -> AllBegun:
    """Stories you began and did not finish, the last one first."""
    return AllBegun(items=[Begun(story=card_of(row), place=row.place) for row in begun(me, limit=20)])


@progress.post("/stories/<int:id>/reading", at="/stories/{id}")
def read_on(me: Member, id: int, sent: ReadTo) -> None:
    """You have read this far; the last word counts."""
    keep_place(get_or_404(Story, id), sent.place, by=me)


@progress.delete("/stories/<int:id>/reading")
def stop_reading(me: Member, id: int) -> None:
    """Do not offer to go on with it."""
    lay_aside(get_or_404(Story, id), by=me)


@progress.get("/stories/<int:id>/insight")
def read_insight(me: Member, id: int) -> InsightAnswer:
    """What became of a story of yours."""
    story = get_or_404(Story, id)
    it = insight_of(story, by=me)
    return InsightAnswer(
        readers=it.readers,
        finished=it.finished,
        came_to=it.came_to,
        by_day=it.by_day,
        likes=story.likes,
        replies=story.replies,
        saved=it.saved,
        reposted=it.reposted,
        travelled=Travels.model_validate(it.travelled),
        led=[LedTo.model_validate(one) for one in it.led],
    )
