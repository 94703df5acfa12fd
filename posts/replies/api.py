"""Replies to stories, lists and topics, for programs."""

from http import HTTPStatus
from typing import Annotated, Any

from pydantic import Field
from sqlalchemy import Row, Select, select

from community.api.answers import Answer, Author, Count, Counts, Disclosed, Moment, Page, disclosed_of, page
from community.api.bodies import Body, PageQuery, Said
from community.api.cursors import cursor, id_in
from community.api.doors import Api
from community.api.problems import say
from community.contributions import Contribution
from community.db import db, get_or_404
from community.engagement.standing import Standing
from community.measure import reply_in_measure
from community.members import Member
from community.permissions import require
from community.profiles.worn import tier_shown_to
from posts.reactions.counting import counts
from posts.reactions.models import Kind, Like
from posts.replies.history import history_of
from posts.replies.models import (
    MOST,
    Closed,
    EditOver,
    EmptyReply,
    NotNow,
    PinnedBelow,
    Reply,
    TooLate,
    TooLong,
)
from posts.replies.tending import fold, pin
from posts.replies.wording import words_for
from posts.replies.writing import remove, reply, revise

replies = Api("replies")
Columns = Select[*tuple[Any, ...]]
Markdown = Annotated[Said, Field(max_length=MOST)]


class NewReply(Body):
    """In Markdown; `quoted` is the id of a reply of the same thread."""

    text: Markdown
    quoted: int | None = None


class ReplyChange(Body):
    text: Markdown


class Tending(Body):
    on: bool = True


class VersionAnswer(Answer):
    text: str
    at: Moment


class ReplyAnswer(Answer):
    """`number` counts within its thread, from 1, and never moves; `root`: of the reply it stands under."""

    id: int
    url: str
    about: int
    number: int
    root: int
    text: str
    html: str
    quoted: int | None
    author: Author
    disclosure: Disclosed | None
    published_at: Moment | None
    edited_at: Moment | None
    pinned: bool
    folded: bool
    likes: Count
    liked: bool
    reaction: Kind | None
    reactions: Counts[Kind]


@replies.get("/contributions/<int:id>/replies")
def list_replies(me: Member, id: int, asked: PageQuery) -> Page[ReplyAnswer]:
    """The replies of a thread, the oldest first."""
    about = get_or_404(Contribution, id)
    require(me, "read", about)
    seen = _replies(me).where(Reply.about_id == id, Reply.removed_at.is_(None), Reply.hidden_at.is_(None))
    after = id_in(asked.cursor) or 0
    rows = db.session.execute(
        seen.where(Reply.number > after).order_by(Reply.number).limit(asked.limit + 1)
    ).all()
    return page(rows, asked.limit, _written, lambda row: cursor(row.Reply.number))


@replies.post("/contributions/<int:id>/replies", at="/replies/{id}")
def write_reply(me: Member, id: int, sent: NewReply) -> ReplyAnswer:
    """Reply to a story, a list or a topic."""
    about = get_or_404(Contribution, id)
    reply_in_measure(me)
    quoted = db.session.get(Reply, sent.quoted) if sent.quoted else None
    return _told(reply(about, sent.text, by=me, quoted=quoted).id, me)


@replies.get("/replies/<int:id>")
def read_reply(me: Member, id: int) -> ReplyAnswer:
    """One reply."""
    require(me, "read", get_or_404(Reply, id))
    return _told(id, me)


@replies.patch("/replies/<int:id>")
def revise_reply(me: Member, id: int, sent: ReplyChange) -> ReplyAnswer:
    """Say it better."""
    revise(get_or_404(Reply, id), sent.text, by=me)
    return _told(id, me)


@replies.delete("/replies/<int:id>")
def remove_reply(me: Member, id: int) -> None:
    """Take your reply away; its number stays."""
    remove(get_or_404(Reply, id), by=me)


@replies.get("/replies/<int:id>/history")
def read_history(me: Member, id: int) -> Page[VersionAnswer]:
    """What a reply said before, the newest first: for its author and those who keep order."""
    it = get_or_404(Reply, id)
    require(me, "read", it)
    require(me, "read_history", it)
    return Page(items=[VersionAnswer(text=version.text, at=version.at) for version in history_of(it, me)])


@replies.post("/replies/<int:id>/pin", at="/replies/{id}")
def pin_reply(me: Member, id: int, sent: Tending) -> ReplyAnswer:
    """Let a reply to your own story or list stand first, or let it take its turn."""
    pin(get_or_404(Reply, id), by=me, on=sent.on)
    return _told(id, me)


@replies.post("/replies/<int:id>/folding", at="/replies/{id}")
def fold_reply(me: Member, id: int, sent: Tending) -> ReplyAnswer:
    """Close a reply to your own story or list, so that its readers have to open it; or open it again."""
    fold(get_or_404(Reply, id), by=me, on=sent.on)
    return _told(id, me)


def _replies(me: Member) -> Columns:
    columns: Columns = select(Reply, Member, tier_shown_to(me.id), Like.kind.label("reaction"))
    return (
        columns.join(Member, Member.id == Reply.author_id)
        .outerjoin(Standing, Standing.member_id == Reply.author_id)
        .outerjoin(Like, (Like.contribution_id == Reply.id) & (Like.member_id == me.id))
    )


def _told(id: int, me: Member) -> ReplyAnswer:
    return _written(db.session.execute(_replies(me).where(Reply.id == id)).one())


def _written(row: Row[Any]) -> ReplyAnswer:
    it: Reply = row.Reply
    by: Member = row.Member
    return ReplyAnswer(
        id=it.id,
        url=it.url,
        about=it.about_id,
        number=it.number,
        root=it.root,
        text=it.text,
        html=it.html,
        quoted=it.quoted_id,
        author=Author(handle=by.handle, name=by.name, portrait=by.portrait, tier=row.tier),
        disclosure=disclosed_of(it),
        published_at=it.published_at,
        edited_at=it.edited_at,
        pinned=it.pinned_at is not None,
        folded=it.folded_at is not None,
        likes=it.likes,
        liked=row.reaction is not None,
        reaction=row.reaction,
        reactions=counts(it.likes, it.felt),
    )


say(Closed, words_for, status=HTTPStatus.FORBIDDEN)
say(TooLong, words_for, field="text")
say(EmptyReply, words_for, field="text")
say(EditOver, words_for, status=HTTPStatus.CONFLICT)
say(PinnedBelow, words_for, status=HTTPStatus.CONFLICT)
say(TooLate, words_for, status=HTTPStatus.CONFLICT)
say(NotNow, words_for, status=HTTPStatus.CONFLICT)
