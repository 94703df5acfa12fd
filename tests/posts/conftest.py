"""A board, what Ada asks on it, and a way to count what a page asks of the database."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event

from community.db import db, transaction
from community.entrance.joining import joined
from community.fragments import shelf
from community.members import Member, Role
from posts.forum import showing
from posts.forum.boards import Plan, create_board
from posts.forum.models import OpensTo, Topic
from posts.forum.opening import open_topic
from posts.replies.models import Reply
from posts.replies.writing import reply


@pytest.fixture(autouse=True)
def nothing_kept():
    """Each test begins with ids from 1: what an earlier one rendered is not theirs."""
    shelf.kept.clear()
    showing._counted.clear()


@pytest.fixture
def moderator(app):
    with transaction():
        return joined(handle="mo", name="Mo", email="mo@example.org", password=None, role=Role.MODERATOR)


@pytest.fixture
def lab(moderator):
    return create_board(plan("Skincare lab"), by=moderator)


@pytest.fixture
def cream(ada, lab):
    """Ada asks about a cream."""
    return open_topic(lab, "Is the repair cream worth it?", "I *cannot* say why.", by=ada)


def plan(name: str, posts_from: OpensTo = OpensTo.MEMBERS) -> Plan:
    return Plan(name=name, description="", group="Talk", position=0, posts_from=posts_from)


@pytest.fixture
def board_for(moderator):
    """A board on which only some open topics."""
    return lambda posts_from: create_board(plan(f"For {posts_from}", posts_from), by=moderator)


@pytest.fixture
def answered():
    def answered(topic: Topic, by: Member, times: int) -> list[Reply]:
        earlier = "" if times == 1 or not topic.replies else f" after {topic.replies}"
        return [reply(topic, f"Answer {n}{earlier}", by=by) for n in range(1, times + 1)]

    return answered


@pytest.fixture
def queries(app):
    @contextmanager
    def counted() -> Iterator[list[str]]:
        asked: list[str] = []

        def note(_connection, _cursor, statement, *_more) -> None:
            if statement.lstrip().upper().startswith(("SELECT", "WITH")):
                asked.append(statement)

        engine = db.engines[None].engine
        event.listen(engine, "before_cursor_execute", note)
        try:
            yield asked
        finally:
            event.remove(engine, "before_cursor_execute", note)

    return counted
