"""They look at what the bell had to say: what is older than a day has been read."""

from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import update

from community import clock
from community.db import db
from community.notifications.models import Bell, Notification
from seeds.stage import Scene

LOOKED = (90, 60, 42, 28, 21, 14, 7, 4, 2, 1)  # days ago


def scenes() -> Iterator[Scene]:
    for days in LOOKED:
        yield Scene(timedelta(days=days), _look)
    yield Scene(timedelta(), _rest)


def _look() -> None:
    db.session.execute(update(Notification).where(Notification.read_at.is_(None)).values(read_at=clock.now()))


def _rest() -> None:
    """Nobody is written to of what the village did before it opened."""
    db.session.execute(update(Notification).values(mail_due_at=None, push_due_at=None))
    db.session.execute(update(Bell).values(rings_at=None))
