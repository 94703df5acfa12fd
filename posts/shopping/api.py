"""Shopping lists and their pieces, for programs."""

from typing import Annotated, Any

from flask import abort
from flask_babel import gettext as _
from pydantic import Field

from community.api.answers import Answer, Author, Count, Counts, Moment, Page
from community.api.bodies import Body, Said, Text
from community.api.doors import Api
from community.api.problems import say
from community.contributions import Audience
from community.db import get_or_404
from community.members import Member
from community.permissions import require
from posts.cards import Asked, Card, cards_of
from posts.publication import Publication, Published, check_publication
from posts.reactions.counting import counts
from posts.reactions.models import Kind
from posts.shopping.models import EmptyList, NoTitle, ShoppingList, State
from posts.shopping.piece_answers import ItemAnswer, item_of
from posts.shopping.publishing import publish, remove, withdraw
from posts.shopping.routes import untitled
from posts.shopping.showing import opened, photos_of
from posts.shopping.writing import NOTE, TITLE, begin, rename

lists = Api("lists")
Title = Annotated[Said, Field(max_length=TITLE)]
Note = Annotated[Text, Field(max_length=NOTE)]


class NewList(Body):
    title: Title
    note: Note = ""


class ListChange(Body):
    """What is left out stays as it is; `cover` is the photo of one of its pieces."""

    title: Title = ""
    note: Note = ""
    cover: Text | None = None


class HeadingAnswer(Answer):
    id: int
    name: str


class ListAnswer(Answer):
    """`company` are the handles of those who keep it with its author.

    `totals` are minor units by currency, of the pieces you see.
    """

    id: int
    url: str
    title: str
    note: str
    cover: str | None
    author: Author
    created_at: Moment
    published_at: Moment | None
    audience: Audience
    edited_at: Moment | None
    likes: Count
    liked: bool
    reaction: Kind | None
    reactions: Counts[Kind]
    replies: Count
    items: list[ItemAnswer]
    totals: dict[str, int]
    by_state: dict[State, dict[str, int]]
    sections: list[HeadingAnswer]
    company: list[str]
    followers: Count
    following: bool


@lists.get("/lists")
def list_lists(me: Member, asked: Asked) -> Page[Card]:
    """What is published, the newest first; or all of your own."""
    return cards_of("shopping_list", me, asked)


@lists.post("/lists", at="/lists/{id}")
def begin_list(me: Member, sent: NewList) -> ListAnswer:
    """Begin a list. Nobody else sees it until it is published."""
    return _told(begin(sent.title, sent.note, by=me).id, me)


@lists.get("/lists/<int:id>")
def read_list(me: Member, id: int) -> ListAnswer:
    """A list with its pieces; private ones are there for their owner only."""
    return _told(id, me)


@lists.patch("/lists/<int:id>")
def rename_list(me: Member, id: int, sent: ListChange) -> ListAnswer:
    """Give a list another title, note or cover."""
    it = get_or_404(ShoppingList, id)
    require(me, "revise", it)
    said = {"title": it.title, "note": it.note, "cover": it.cover if it.cover_chosen else None}
    said |= sent.model_dump(exclude_unset=True)
    cover = said["cover"] if said["cover"] in photos_of(it) else None
    rename(it, said["title"] or "", said["note"] or "", cover=cover, by=me)
    return _told(id, me)


@lists.delete("/lists/<int:id>/publication")
def withdraw_list(me: Member, id: int) -> None:
    """Keep a list for yourself again; what publishing it gave goes back."""
    withdraw(get_or_404(ShoppingList, id), by=me)


@lists.delete("/lists/<int:id>")
def remove_list(me: Member, id: int) -> None:
    """Take a list away, with its pieces."""
    remove(get_or_404(ShoppingList, id), by=me)


@lists.post("/lists/<int:id>/publication", at="/lists/{id}")
def publish_list(me: Member, id: int, sent: Publication) -> Published:
    """Show a list to its readers. It needs a piece that is not private."""
    it = get_or_404(ShoppingList, id)
    check_publication(it, sent, me)
    publish(it, by=me)
    return Published.model_validate(it)


def _told(id: int, me: Member) -> ListAnswer:
    found = opened(id, me) or abort(404)
    it = found.it
    require(me, "read", it)
    author = Author(
        handle=it.author.handle, name=it.author.name, portrait=it.author.portrait, tier=found.head.tier
    )
    plain: dict[str, Any] = {name: getattr(it, name) for name in PLAIN}
    items = [item_of(line, it, mine=found.mine) for line in found.lines]
    reaction = found.head.reaction
    return ListAnswer(
        **plain,
        author=author,
        liked=reaction is not None,
        reaction=reaction,
        reactions=counts(it.likes, it.felt),
        items=items,
        totals=found.total,
        by_state=found.by_state,
        sections=[HeadingAnswer(id=one.id, name=one.name) for one in found.sections],
        company=[one.handle for one in found.company],
        followers=found.head.followers,
        following=found.head.looked_at is not None,
    )


MADE = {"author", "liked", "reaction", "reactions", "items", "totals"}
PLAIN = set(ListAnswer.model_fields) - MADE - {"by_state", "sections", "company", "followers", "following"}

say(NoTitle, lambda _no: untitled(), field="title")
say(
    EmptyList,
    lambda _no: _("There is nothing on this list for others to see. Add a piece that is not private first."),
)
