"""Boards and topics, for programs."""

from http import HTTPStatus
from typing import Annotated, Literal

from flask import abort
from flask_babel import gettext as _
from pydantic import Field
from sqlalchemy import select

from community.api.answers import Answer, Author, Count, Counts, Moment, Page
from community.api.bodies import Body, PageQuery, Said
from community.api.doors import Api
from community.api.problems import say
from community.contributions import Audience, Contribution
from community.db import LARGEST_ID, Refusal, db, get_or_404, transaction
from community.measure import open_in_measure
from community.members import Member
from community.permissions import may, require
from posts.cards import Card, newest_first
from posts.feed import published
from posts.forum.boards import all_boards, board_of
from posts.forum.heeding import heed_board, heed_topic, mark_boards_read, mark_read
from posts.forum.holding import is_read_first
from posts.forum.marking import is_on_top
from posts.forum.models import MOST_TITLE, Board, Interest, Topic, UnfinishedTopic, interest_in
from posts.forum.opening import open_topic, remove_topic, revise_topic
from posts.forum.reading import boards_for, is_begun, new_since, topic_for, unread_in, unread_of
from posts.forum.routes import words_for
from posts.reactions.counting import counts
from posts.reactions.models import Kind
from posts.replies.models import MOST

forum = Api("forum")
Title = Annotated[Said, Field(max_length=MOST_TITLE)]
Markdown = Annotated[Said, Field(max_length=MOST)]


class NewTopic(Body):
    title: Title
    text: Markdown


class TopicChange(Body):
    """What is left out stays as it is."""

    title: Title = ""
    text: Markdown = ""


class BoardAnswer(Answer):
    slug: str
    url: str
    name: str
    description: str
    group: str
    topics: int
    unread: int  # topics with something new to you
    interest: Interest | None
    may_open_topics: bool


class TopicAnswer(Answer):
    """`answer_id` is the reply that helped."""

    id: int
    url: str
    board: str
    title: str
    text: str
    html: str
    author: Author
    published_at: Moment
    edited_at: Moment | None
    active_at: Moment
    likes: Count
    liked: bool
    reaction: Kind | None
    reactions: Counts[Kind]
    replies: Count
    pinned: bool
    locked: bool
    slow_seconds: int
    audience: Audience
    answer_id: int | None
    read_to: int | None  # the last reply you have seen; 0 is the text alone
    unread: int
    interest: Interest | None


class Place(Body):
    """The number of the last reply that was seen."""

    number: Annotated[int, Field(ge=0, le=LARGEST_ID)]


class Wish(Body):
    """`null`: neither followed nor muted."""

    interest: Literal["follow", "mute"] | None


@forum.get("/boards")
def list_boards(me: Member) -> Page[BoardAnswer]:
    """The boards you may read, in their order."""
    lines = boards_for(me)
    unread, things = unread_of(me), {it.id: it for it in all_boards()}
    return Page(
        items=[
            BoardAnswer(
                slug=line.slug,
                url=things[line.id].url,
                name=line.name,
                description=line.description,
                group=line.group,
                topics=line.topics,
                unread=unread.get(line.id, 0),
                interest=line.interest,
                may_open_topics=may(me, "open_topic", things[line.id]),
            )
            for line in lines
        ]
    )


@forum.post("/boards/reading")
def read_every_board(me: Member) -> None:
    """Everything on all boards counts as read."""
    with transaction():
        mark_boards_read([line.id for line in boards_for(me)], me.id)


@forum.post("/boards/<slug>/reading")
def read_board(me: Member, slug: str) -> None:
    """Everything on a board counts as read."""
    board = board_for(slug, me)
    with transaction():
        mark_boards_read([board.id], me.id)


@forum.post("/boards/<slug>/interest")
def care_for_board(me: Member, slug: str, sent: Wish) -> None:
    """Follow a board, mute it, or neither."""
    heed_board(board_for(slug, me), interest_in(sent.interest), by=me)


@forum.post("/topics/<int:id>/reading")
def read_topic_to(me: Member, id: int, sent: Place) -> None:
    """You have read a topic this far, on whatever device. It never moves back."""
    topic = topic_for(id, me) or abort(404)
    with transaction():
        mark_read(id, me.id, min(sent.number, topic.last_number))


@forum.post("/topics/<int:id>/interest")
def care_for_topic(me: Member, id: int, sent: Wish) -> None:
    """Follow a topic, mute it, or neither."""
    heed_topic(get_or_404(Topic, id), interest_in(sent.interest), by=me)


@forum.get("/boards/<slug>/topics")
def list_topics(me: Member, slug: str, asked: PageQuery) -> Page[Card]:
    """The topics of a board, the newest first."""
    on_it = select(Topic.__table__.c.id).where(Topic.board_id == board_for(slug, me).id)
    return newest_first(published(me, ["topic"]).where(Contribution.id.in_(on_it)), asked)


@forum.post("/boards/<slug>/topics", at="/topics/{id}")
def write_topic(me: Member, slug: str, sent: NewTopic) -> TopicAnswer:
    """Open a topic on a board. Where somebody reads it first, hand it in at /boards/{slug}/held."""
    board = board_for(slug, me)
    open_in_measure(me)
    if is_read_first(board, me, topic=True):
        raise TopicReadFirst
    return told(open_topic(board, sent.title, sent.text, by=me).id, me)


@forum.get("/topics/<int:id>")
def read_topic(me: Member, id: int) -> TopicAnswer:
    """A topic; its replies are at /contributions/{id}/replies."""
    return told(id, me)


@forum.patch("/topics/<int:id>")
def change_topic(me: Member, id: int, sent: TopicChange) -> TopicAnswer:
    """Change your topic; its readers see it at once."""
    topic = get_or_404(Topic, id)
    require(me, "revise", topic)
    said = {"title": topic.title, "text": topic.text} | sent.model_dump(exclude_unset=True)
    revise_topic(topic, said["title"], said["text"], by=me)
    return told(id, me)


@forum.delete("/topics/<int:id>")
def take_topic_away(me: Member, id: int) -> None:
    """Take your topic away."""
    remove_topic(get_or_404(Topic, id), by=me)


def board_for(slug: str, me: Member) -> Board:
    board = board_of(slug) or abort(404)
    require(me, "read", board)
    return board


def told(id: int, me: Member) -> TopicAnswer:
    row = topic_for(id, me) or abort(404)
    topic = db.session.get_one(Topic, id)
    require(me, "read", topic)
    return TopicAnswer(
        id=id,
        url=topic.url,
        board=row.board_slug,
        title=topic.title,
        text=topic.text,
        html=topic.html,
        author=Author(handle=row.handle, name=row.name, portrait=row.portrait, tier=row.tier),
        published_at=row.published_at,
        edited_at=topic.edited_at,
        active_at=topic.active_at,
        likes=topic.likes,
        liked=row.reaction is not None,
        reaction=row.reaction,
        reactions=counts(topic.likes, topic.felt),
        replies=topic.replies,
        pinned=is_on_top(topic),
        locked=topic.locked_at is not None,
        slow_seconds=topic.slow_seconds,
        audience=topic.audience,
        answer_id=topic.answer_id,
        read_to=row.read_to if is_begun(row) else None,
        unread=unread_in(row, new_since(me)),
        interest=row.interest,
    )


class TopicReadFirst(Refusal):
    """Those who look after the board read it before it appears."""


def _hand_it_in(_refusal: TopicReadFirst) -> str:
    return _("Those who look after this board read new topics first: hand it in at /boards/SLUG/held.")


say(TopicReadFirst, _hand_it_in, status=HTTPStatus.CONFLICT)
say(UnfinishedTopic, words_for)
