"""Keeping order, and what is read before it appears, for programs."""

from http import HTTPStatus
from typing import Annotated

from flask import abort
from flask_babel import gettext as _
from pydantic import Field

from community.api.answers import Answer, Author, Moment, Page
from community.api.bodies import Body, Said, Text
from community.api.doors import Api
from community.api.problems import say
from community.contributions import Contribution
from community.db import LARGEST_ID, Refusal, get_or_404
from community.members import Member
from community.permissions import may, require
from posts.forum.api import Markdown, TopicAnswer, board_for, told
from posts.forum.boards import board_of
from posts.forum.held_routes import words_for as words_for_held
from posts.forum.holding import (
    approve,
    decline,
    hold_reply,
    hold_topic,
    is_read_first,
    own_held,
    waiting_on,
    withdraw,
)
from posts.forum.marking import lock, mark_answer, pin, slow
from posts.forum.merging import CannotMerge, merge
from posts.forum.models import (
    MOST_AT_ONCE,
    MOST_REASON,
    MOST_TITLE,
    SLOWEST,
    Board,
    DecidedAlready,
    HeldPost,
    NeedsReason,
    NotItsReply,
    Topic,
)
from posts.forum.order_routes import words_for as words_for_order
from posts.forum.relocating import move
from posts.forum.routes import words_for
from posts.forum.splitting import NothingToSplit, split
from posts.replies.models import Reply

order = Api("order")
Id = Annotated[int, Field(ge=1, le=LARGEST_ID)]
Reason = Annotated[Text, Field(max_length=MOST_REASON)]


class Pin(Body):
    """`days`: after which it takes its turn again by itself."""

    on: bool
    days: Annotated[int, Field(ge=1, le=365)] | None = None


class Lock(Body):
    on: bool
    reason: Reason = ""


class Pace(Body):
    """How long each member waits between two replies; 0 lets all speak freely."""

    seconds: Annotated[int, Field(ge=0, le=SLOWEST)]


class Helpful(Body):
    """The id of the reply that helped; `null`: none after all."""

    reply: Id | None


class Whereto(Body):
    board: Text


class Into(Body):
    """The id of the topic that it becomes part of."""

    topic: Id


class Division(Body):
    """Ids of replies; the first of them in the thread becomes the text. The same board, if none is said."""

    title: Annotated[Said, Field(max_length=MOST_TITLE)]
    replies: Annotated[list[Id], Field(max_length=MOST_AT_ONCE)]
    board: Text | None = None


class HeldTopic(Body):
    title: Annotated[Said, Field(max_length=MOST_TITLE)]
    text: Markdown
    tags: Text = ""


class HeldReply(Body):
    text: Markdown


class Declined(Body):
    reason: Reason


class HeldAnswer(Answer):
    """`topic` is what it replies to, null for a topic of its own; `reason` is why it was declined."""

    id: int
    url: str
    board: str
    topic: int | None
    title: str
    text: str
    author: Author
    at: Moment
    decided_at: Moment | None
    reason: str


class Became(Answer):
    """What it is from now on."""

    id: int
    url: str


@order.post("/topics/<int:id>/pin")
def pin_topic(me: Member, id: int, sent: Pin) -> TopicAnswer:
    """Keep a topic on top of its board, or no longer."""
    pin(get_or_404(Topic, id), by=me, on=sent.on, days=sent.days)
    return told(id, me)


@order.post("/topics/<int:id>/lock")
def lock_topic(me: Member, id: int, sent: Lock) -> TopicAnswer:
    """Close a topic to new replies, or open it again."""
    lock(get_or_404(Topic, id), by=me, on=sent.on, reason=sent.reason)
    return told(id, me)


@order.post("/topics/<int:id>/pace")
def slow_topic(me: Member, id: int, sent: Pace) -> TopicAnswer:
    """Let each member speak once in a while."""
    slow(get_or_404(Topic, id), by=me, seconds=sent.seconds)
    return told(id, me)


@order.post("/topics/<int:id>/answer")
def say_what_helped_most(me: Member, id: int, sent: Helpful) -> TopicAnswer:
    """Mark the reply that helped, or none after all."""
    reply = get_or_404(Reply, sent.reply) if sent.reply else None
    mark_answer(get_or_404(Topic, id), reply, by=me)
    return told(id, me)


@order.post("/topics/<int:id>/board")
def move_topic(me: Member, id: int, sent: Whereto) -> TopicAnswer:
    """Move a topic to another board; from now on its readers are those of that board."""
    move(get_or_404(Topic, id), board_for(sent.board, me), by=me)
    return told(id, me)


@order.post("/topics/<int:id>/merger")
def merge_topic(me: Member, id: int, sent: Into) -> Became:
    """Make a topic part of another; its text becomes a reply there, under the same id."""
    became = merge(get_or_404(Topic, id), _topic(sent.topic, me), by=me)
    return Became(id=became.id, url=became.url)


@order.post("/topics/<int:id>/division")
def split_topic(me: Member, id: int, sent: Division) -> TopicAnswer:
    """Make some replies a topic of their own; old addresses lead on."""
    board = board_for(sent.board, me) if sent.board else None
    return told(split(get_or_404(Topic, id), sent.replies, sent.title, me, board).id, me)


@order.post("/boards/<slug>/held")
def hand_in_topic(me: Member, slug: str, sent: HeldTopic) -> HeldAnswer:
    """Hand in a topic on a board where somebody reads it first."""
    board = board_for(slug, me)
    _check(board, me, topic=True)
    return _told(hold_topic(board, sent.title, sent.text, me, sent.tags))


@order.post("/topics/<int:id>/held")
def hand_in_reply(me: Member, id: int, sent: HeldReply) -> HeldAnswer:
    """Hand in a reply on a board where somebody reads it first."""
    topic = _topic(id, me)
    _check(topic.board, me, topic=False)
    return _told(hold_reply(topic, sent.text, me))


@order.get("/boards/<slug>/held")
def list_waiting(me: Member, slug: str) -> Page[HeldAnswer]:
    """What waits on a board that you look after, the longest waiting first."""
    board = board_of(slug) or abort(404)
    require(me, "keep", board)
    return Page(items=[_told(it) for it in waiting_on(board)])


@order.get("/me/held")
def list_own_held(me: Member) -> Page[HeldAnswer]:
    """Your posts that wait, and those that were declined."""
    return Page(items=[_told(it) for it in own_held(me)])


@order.post("/held/<int:id>/approval")
def approve_post(me: Member, id: int) -> Became:
    """Publish it, as if its author had sent it just now."""
    became: Contribution = approve(get_or_404(HeldPost, id), by=me)
    return Became(id=became.id, url=became.url)


@order.post("/held/<int:id>/refusal")
def decline_post(me: Member, id: int, sent: Declined) -> HeldAnswer:
    """Decline it; its author is told why."""
    it = get_or_404(HeldPost, id)
    decline(it, sent.reason, by=me)
    return _told(it)


@order.delete("/held/<int:id>")
def take_back_post(me: Member, id: int) -> None:
    """Take your own back while it waits."""
    withdraw(get_or_404(HeldPost, id), by=me)


class AppearsAtOnce(Refusal):
    """Nobody reads it first here."""


def _check(board: Board, me: Member, *, topic: bool) -> None:
    if not is_read_first(board, me, topic=topic):
        raise AppearsAtOnce


def _topic(id: int, me: Member) -> Topic:
    topic = get_or_404(Topic, id)
    return topic if may(me, "read", topic) else abort(404)


def _told(it: HeldPost) -> HeldAnswer:
    by = it.author
    return HeldAnswer(
        id=it.id,
        url=f"{it.board.url}/held",
        board=it.board.slug,
        topic=it.topic_id,
        title=it.title,
        text=it.text,
        author=Author(handle=by.handle, name=by.name, portrait=by.portrait),
        at=it.at,
        decided_at=it.decided_at,
        reason=it.reason,
    )


def _at_once(_refusal: AppearsAtOnce) -> str:
    return _("Nobody reads it first here: send it as it is, and it appears at once.")


say(AppearsAtOnce, _at_once, status=HTTPStatus.CONFLICT)
say(CannotMerge, words_for_order, status=HTTPStatus.CONFLICT)
say(NothingToSplit, words_for_order, field="replies")
say(NotItsReply, words_for, field="reply")
say(NeedsReason, words_for_held, field="reason")
say(DecidedAlready, words_for_held, status=HTTPStatus.CONFLICT)
