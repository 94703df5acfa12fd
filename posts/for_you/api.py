"""The sliders, why a card is there, and less like it, for programs."""

from typing import Annotated

from pydantic import Field

from community.api.answers import Answer
from community.api.bodies import Body
from community.api.doors import Api
from community.contributions import Contribution
from community.db import get_or_404
from community.members import Member
from community.permissions import require
from posts.for_you.levers import Lever
from posts.for_you.models import MOST, View
from posts.for_you.picking import levers_of
from posts.for_you.reading import desk_of
from posts.for_you.sentences import sentence
from posts.for_you.settling import choose, move, want_again, want_less

for_you = Api("for_you")
Slider = Annotated[int, Field(ge=0, le=MOST)]


class TasteAnswer(Answer):
    """Sliders from 0 to 4; 2 is the middle."""

    view: View
    people: int
    topics: int
    fresh: int


class MyTaste(Body):
    """What is left out stays as it is."""

    view: Annotated[View, Field(strict=False)] | None = None
    people: Slider | None = None
    topics: Slider | None = None
    fresh: Slider | None = None


class Pull(Answer):
    lever: Lever
    points: int
    words: str


class Why(Answer):
    """The levers of a card in your newest edition: they add up to `sum`. Empty where it was not picked."""

    id: int
    url: str
    sum: int
    levers: list[Pull]


class LessAnswer(Answer):
    id: int
    url: str


@for_you.get("/me/feed")
def read_taste(me: Member) -> TasteAnswer:
    """The view you chose last, and your sliders."""
    return TasteAnswer.model_validate(desk_of(me).taste)


@for_you.patch("/me/feed")
def change_taste(me: Member, sent: MyTaste) -> TasteAnswer:
    """What is for you is picked anew when a slider moves."""
    said = sent.model_dump(exclude_none=True)
    if view := said.pop("view", None):
        choose(view, by=me)
    if said:
        move(me, **said)
    return TasteAnswer.model_validate(desk_of(me).taste)


@for_you.get("/contributions/<int:id>/why")
def tell_why(me: Member, id: int) -> Why:
    """Why a card stands where it stands in what is for you."""
    it = get_or_404(Contribution, id)
    require(me, "read", it)
    edition = desk_of(me, with_edition=True).last
    levers = (levers_of(edition, it.id) if edition else None) or {}
    pulls = [
        Pull(lever=lever, points=points, words=sentence(lever, it.author.name))
        for lever, points in levers.items()
    ]
    return Why(id=it.id, url=it.url, sum=sum(levers.values()), levers=pulls)


@for_you.post("/contributions/<int:id>/less")
def less(me: Member, id: int) -> LessAnswer:
    """Less like this. Twice is once."""
    it = get_or_404(Contribution, id)
    want_less(it, by=me)
    return LessAnswer(id=it.id, url=it.url)


@for_you.delete("/contributions/<int:id>/less")
def again(me: Member, id: int) -> None:
    """As before."""
    want_again(get_or_404(Contribution, id), by=me)
