"""They open topics, answer, quarrel and mark what helped."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import partial

from sqlalchemy import select

from community.contributions import Audience, Contribution
from community.db import db
from posts.forum.boards import Plan, create_board
from posts.forum.holding import hold_topic
from posts.forum.marking import mark_answer, pin
from posts.forum.models import Board as OpenBoard
from posts.forum.models import OpensTo, Review
from posts.forum.models import Topic as OpenTopic
from posts.forum.opening import open_topic
from posts.polls.asking import Question, ask
from posts.polls.voting import vote
from posts.replies.models import Reply
from seeds.stage import Scene
from seeds.village.cast import Cast
from seeds.village.people import Board, Poll, Topic
from seeds.village.staging.answering import answered, liked

A_LITTLE = timedelta(hours=1)


def scenes(boards: Sequence[Board], topics: Sequence[Topic], cast: Cast) -> Iterator[Scene]:
    first = max(topic.posted for topic in topics)
    for place, board in enumerate(boards):
        yield Scene(first + A_LITTLE, partial(_lays_out, board, place, cast))
    for told in topics:
        it = partial(_opened, told, cast)
        yield Scene(told.posted, partial(_opens, told, cast))
        yield from liked(told.liked_by, told.posted, it, cast)
        yield from answered(told.replies, told.posted, it, cast, helpful=partial(_helps, told, cast))


def _lays_out(board: Board, place: int, cast: Cast) -> None:
    plan = Plan(
        name=board.name,
        description=board.description,
        group=board.group,
        position=place,
        posts_from=OpensTo.MEMBERS,
        reads_from=Audience(board.reads_from),
        review=Review(board.review),
        keepers=[cast.members[handle].id for handle in board.keepers],
    )
    by = cast.keeper() if plan["reads_from"] is Audience.MEMBERS else cast.administrator()
    create_board(plan, by=by, slug=board.slug)


def _opens(told: Topic, cast: Cast) -> None:
    board = db.session.scalars(select(OpenBoard).where(OpenBoard.slug == told.board)).one()
    author, tags = cast.member(told.author), ", ".join(told.tags)
    if told.waits:
        hold_topic(board, told.title, told.text, author, tags)
        return
    topic = open_topic(board, told.title, told.text, author, tags)
    cast.topics[told.title] = topic.id
    if told.pinned:
        pin(topic, by=cast.keeper(), on=True)
    if told.poll:
        _asks(topic, told.poll, cast)


def _asks(topic: OpenTopic, told: Poll, cast: Cast) -> None:
    poll = ask(topic, Question([it.words for it in told.answers], told.question), by=topic.author)
    for place, answer in enumerate(told.answers):
        for handle in answer.by:
            vote(poll, [place], by=cast.member(handle))


def _opened(told: Topic, cast: Cast) -> Contribution:
    return db.session.get_one(OpenTopic, cast.topics[told.title])


def _helps(told: Topic, cast: Cast, reply: Reply) -> None:
    topic = db.session.get_one(OpenTopic, cast.topics[told.title])
    mark_answer(topic, reply, by=cast.member(told.author))
