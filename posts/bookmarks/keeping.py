"""A member keeps a thing for later, perhaps with a note and a moment to be reminded, or lets it go."""

from datetime import datetime, timedelta

from community import clock
from community.chat.models import Message
from community.contributions import Contribution
from community.db import db, insert_or, transaction
from community.jobs import at, job
from community.members import Member
from community.notifications.kinds import Kind
from community.notifications.notifying import notify
from community.permissions import may, require
from posts.bookmarks.models import LONGEST, Bookmark, NotToKeep, PastReminder

KINDS = ("story", "shopping_list", "topic", "tip", "review", "trip", "stream", "reply", "message")
BEGINNING = 80  # characters of what has no title
FARTHEST = timedelta(days=3660)


def keep(it: Contribution, by: Member, note: str = "", remind_at: datetime | None = None) -> Bookmark:
    """Keeping it again changes its note and its reminder."""
    require(by, "read", it)
    if it.kind not in KINDS:
        raise NotToKeep
    now = clock.now()
    if remind_at and not now < remind_at < now + FARTHEST:
        raise PastReminder
    wanted = {"note": " ".join(note.split())[:LONGEST], "remind_at": remind_at, "reminded_at": None}
    with transaction():
        row = {"member_id": by.id, "contribution_id": it.id, "at": now, **wanted}
        db.session.execute(
            insert_or(Bookmark)
            .values(row)
            .on_conflict_do_update(index_elements=["member_id", "contribution_id"], set_=wanted)
        )
        if remind_at:
            at(remind_at, remind, by.id, it.id)
    return db.session.get_one(Bookmark, (by.id, it.id), populate_existing=True)


def let_go(it: Contribution, by: Member) -> None:
    with transaction():
        if kept := db.session.get(Bookmark, (by.id, it.id)):
            db.session.delete(kept)


@job
def remind(member_id: int, contribution_id: int) -> None:
    """Once, at the moment that was last chosen; not of what was let go or can no longer be read."""
    kept = db.session.get(Bookmark, (member_id, contribution_id))
    if not kept or not kept.remind_at or kept.reminded_at or kept.remind_at > clock.now():
        return
    it, member = kept.contribution, db.session.get_one(Member, member_id)
    with transaction():
        kept.reminded_at = clock.now()
        if may(member, "read", it):
            thing = thing_of(it.id)
            notify(Kind.REMINDER, [member_id], url=it.url, title=called(it), note=kept.note, thing=thing)


def thing_of(contribution_id: int) -> str:
    """What its reminders are gathered under."""
    return f"bookmark-{contribution_id}"


def called(it: Contribution) -> str:
    """By its title, or by how it begins."""
    words = it.text if isinstance(it, Message) else it.excerpt
    return it.title or words[:BEGINNING]
