"""An author invites others to write a story with her; they accept, decline or leave.

Whoever is invited reads the draft, whoever accepted writes in it and is named; the points stay the author's.
"""

from sqlalchemy import select

from community import clock
from community.contributions import CoAuthor
from community.db import Refusal, db, transaction
from community.members import Member
from community.notifications.kinds import Kind
from community.notifications.notifying import notify, withdraw
from community.permissions import require
from posts.blog.models import Story

MOST = 5
PAGE = f"{Story.home}/mine"


class NobodyThere(Refusal):
    """Nobody has that handle."""


class AlreadyThere(Refusal):
    """Its author, or invited already."""


class TooManyAuthors(Refusal):
    """More names than a line holds."""


def invite(story: Story, handle: str, by: Member) -> Member:
    """Raises NobodyThere, AlreadyThere, TooManyAuthors."""
    require(by, "invite_author", story)
    handle = handle.strip().lower().removeprefix("@")
    whom = db.session.scalar(select(Member).where(Member.handle == handle, Member.suspended_at.is_(None)))
    if not whom:
        raise NobodyThere
    with transaction():
        if whom.id == story.author_id or story.invites(whom):
            raise AlreadyThere
        if len(story.seats) >= MOST:
            raise TooManyAuthors
        story.seats.append(CoAuthor(member=whom))
        db.session.flush()
        notify(Kind.INVITED, [whom.id], about=story, by=by, url=PAGE, key=_key(story, whom))
    return whom


def accept(story: Story, by: Member) -> None:
    require(by, "answer_invitation", story)
    with transaction():
        seat = _seat(story, by)
        seat.accepted_at = seat.accepted_at or clock.now()
        story.version += 1


def leave(story: Story, by: Member) -> None:
    """Or decline. What one wrote stays."""
    require(by, "answer_invitation", story)
    _empty(story, by)


def dismiss(story: Story, whom: Member, by: Member) -> None:
    """Or take an invitation back."""
    require(by, "invite_author", story)
    if story.invites(whom):
        _empty(story, whom)


def _empty(story: Story, whom: Member) -> None:
    with transaction():
        story.seats.remove(_seat(story, whom))
        story.version += 1
        withdraw(_key(story, whom))


def _seat(story: Story, whom: Member) -> CoAuthor:
    return next(seat for seat in story.seats if seat.member_id == whom.id)


def _key(story: Story, whom: Member) -> str:
    return f"story:{story.id}:invited:{whom.id}"
