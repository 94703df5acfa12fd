"""A slow topic: each member speaks once in a while, those who look after it whenever they need to."""

import math
from datetime import timedelta

from flask_babel import ngettext
from sqlalchemy import func, select

from community import clock
from community.contributions import Contribution
from community.db import db
from community.members import Member
from community.permissions import may
from posts.forum.models import Topic
from posts.replies.models import NotNow, Reply
from posts.replies.writing import before_replying


class TooSoon(NotNow):
    """The topic is slow, and the member spoke in it just now."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__()
        self.minutes = max(1, math.ceil(wait / timedelta(minutes=1)))

    def words(self) -> str:
        return ngettext(
            "This topic is slow, so that all are heard. You can reply again in %(num)d minute.",
            "This topic is slow, so that all are heard. You can reply again in %(num)d minutes.",
            self.minutes,
        )


@before_replying
def slowly(about: Contribution, by: Member) -> None:
    if not isinstance(about, Topic) or not about.slow_seconds or may(by, "keep", about):
        return
    mine = select(func.max(Reply.published_at)).where(Reply.about_id == about.id, Reply.author_id == by.id)
    last = db.session.scalar(mine)
    if last and (wait := clock.left_of(timedelta(seconds=about.slow_seconds), last)):
        raise TooSoon(wait)
