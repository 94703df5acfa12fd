"""Reposts, for programs."""

from http import HTTPStatus
from typing import Annotated, Any

from pydantic import Field
from sqlalchemy import Row

from community.api.answers import Answer, Author, Moment, Page, page
from community.api.bodies import Body, PageQuery, Said
from community.api.cursors import cursor, id_in
from community.api.doors import Api
from community.api.problems import say
from community.contributions import Contribution
from community.db import get_or_404
from community.limits import spend
from community.members import Member
from community.permissions import require
from posts.reposts.models import NOTE, NoteTooLong, Repost, RepostedAlready, SaidNo
from posts.reposts.reading import PAGE, asked_of, reposts_of
from posts.reposts.reposting import allow, decline, repost, take_back
from posts.reposts.routes import A_DAY, said

reposts = Api("reposts")


class NewRepost(Body):
    note: Annotated[Said, Field(max_length=NOTE)] = ""


class RepostReply(Body):
    yes: bool


class RepostAnswer(Answer):
    """`of` is the id of what it carries. Neither shown nor declined: its author has not answered yet."""

    id: int
    url: str
    of: int
    note: str
    author: Author
    shown_at: Moment | None
    declined_at: Moment | None


class RepostRow(Answer):
    id: int
    note: str
    author: Author
    shown_at: Moment


@reposts.get("/contributions/<int:id>/reposts")
def read_reposts(me: Member, id: int, asked: PageQuery) -> Page[RepostRow]:
    """Who reposted it, the latest first."""
    it = get_or_404(Contribution, id)
    require(me, "read", it)
    found = reposts_of(it, me, before=id_in(asked.cursor))
    return page(found, min(asked.limit, PAGE), _row, lambda row: cursor(row.id))


@reposts.post("/contributions/<int:id>/reposts", at="/reposts/{id}")
def post_repost(me: Member, id: int, sent: NewRepost) -> RepostAnswer:
    """Repost it: shown at once, or once its author says yes."""
    it = get_or_404(Contribution, id)
    require(me, "repost", it)
    spend("repost", me.id, A_DAY)
    return _told(repost(it, sent.note, by=me))


@reposts.get("/reposts/asked")
def read_asked_reposts(me: Member) -> Page[RepostAnswer]:
    """What waits for your word, the oldest first."""
    return Page(items=[_told(it) for it in asked_of(me)], next=None)


@reposts.get("/reposts/<int:id>")
def read_repost(me: Member, id: int) -> RepostAnswer:
    """A repost, and what it carries."""
    it = get_or_404(Repost, id)
    require(me, "read", it)
    return _told(it)


@reposts.patch("/reposts/<int:id>")
def answer_repost(me: Member, id: int, sent: RepostReply) -> RepostAnswer:
    """Say yes or no to a repost of what you made. A no takes out what is shown."""
    it = get_or_404(Repost, id)
    (allow if sent.yes else decline)(it, by=me)
    return _told(it)


@reposts.delete("/reposts/<int:id>")
def delete_repost(me: Member, id: int) -> None:
    """Take your repost back."""
    take_back(get_or_404(Repost, id), by=me)


def _told(it: Repost) -> RepostAnswer:
    by = it.author
    return RepostAnswer(
        id=it.id,
        url=it.url,
        of=it.of_id,
        note=it.excerpt,
        author=Author(handle=by.handle, name=by.name, portrait=by.portrait, tier=None),
        shown_at=it.published_at,
        declined_at=it.declined_at,
    )


def _row(row: Row[Any]) -> RepostRow:
    author = Author(handle=row.handle, name=row.name, portrait=row.portrait, tier=row.tier)
    return RepostRow(id=row.id, note=row.excerpt, author=author, shown_at=row.published_at)


for _no in (NoteTooLong, SaidNo):
    say(_no, said)
say(RepostedAlready, said, status=HTTPStatus.CONFLICT)
