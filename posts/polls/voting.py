"""A member votes, votes otherwise, or takes the vote back. One member is one vote."""

from collections.abc import Collection
from functools import partial

from community import clock
from community.db import after_commit, db, transaction
from community.members import Member
from community.permissions import require
from community.realtime import tell
from posts.forum.models import Topic
from posts.polls.models import NoSuchChoice, Poll, PollClosed, Vote
from posts.replies.rooms import room_of_thread


def vote(poll: Poll, choices: Collection[int], by: Member) -> None:
    """`choices` are places of answers, from 0; none take the vote back."""
    require(by, "read", db.session.get_one(Topic, poll.topic_id))
    wanted = sorted(set(choices))
    if len(wanted) > poll.most or any(not 0 <= choice < len(poll.answers) for choice in wanted):
        raise NoSuchChoice
    with transaction():
        db.session.refresh(poll, with_for_update=True)
        if poll.is_closed:
            raise PollClosed
        mine = db.session.get(Vote, (poll.topic_id, by.id))
        _count(poll, mine.choices if mine else [], -1)
        _count(poll, wanted, 1)
        poll.voters += bool(wanted) - (mine is not None)
        _remember(poll, mine, wanted, by)
        after_commit(partial(tell, room_of_thread(poll.topic_id), "poll.moved", {"topic": poll.topic_id}))


def _count(poll: Poll, choices: Collection[int], by: int) -> None:
    poll.counts = [count + by * (place in choices) for place, count in enumerate(poll.counts)]


def _remember(poll: Poll, mine: Vote | None, wanted: list[int], by: Member) -> None:
    if mine and wanted:
        mine.choices, mine.at = wanted, clock.now()
    elif mine:
        db.session.delete(mine)
    elif wanted:
        db.session.add(Vote(topic_id=poll.topic_id, member_id=by.id, choices=wanted))
