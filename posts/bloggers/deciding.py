"""Those who decide ask for more, verify, or refuse; and may take a badge away. Each with a reason."""

from community import clock
from community.audit import audit
from community.db import db, insert_or, transaction
from community.members import Member, Role
from community.moderation.taking import refuse_what_is_taken
from community.permissions import require
from posts.bloggers.applying import checked_note, checked_topics, move
from posts.bloggers.models import AGAIN, LASTS, OPEN, Application, Badge, Moved, NeedsReason, Note, State
from posts.bloggers.telling import tell_member
from posts.bloggers.writers_room import leave_room, welcome


def ask_for_more(it: Application, text: str, by: Member) -> None:
    """The applicant answers in place; until then it waits for nobody here."""
    require(by, "decide", it)
    text = _reason(text)
    with transaction():
        _decided(it, by, State.ASKED)
        db.session.add(Note(application_id=it.id, member_id=by.id, text=text))
        tell_member(it.member_id, "more", it)


def verify(it: Application, by: Member, topics: str = "") -> Badge:
    """For the topics asked for, or those that are given: not all of them may be shown."""
    require(by, "decide", it)
    topics = checked_topics(topics or it.topics)
    with transaction():
        _decided(it, by, State.APPROVED)
        it.reason = ""
        now = clock.now()
        fresh = {
            "topics": topics,
            "since": now,
            "ends_at": now + LASTS,
            "told_at": None,
            "ended_at": None,
            "reason": "",
        }
        db.session.execute(
            insert_or(Badge)
            .values(member_id=it.member_id, **fresh)
            .on_conflict_do_update(index_elements=["member_id"], set_=fresh)
        )
        it.member.role = Role.BLOGGER
        welcome(it.member, by)
        tell_member(it.member_id, "verified", it)
    return db.session.get_one(Badge, it.member_id, populate_existing=True)


def decline(it: Application, reason: str, by: Member) -> None:
    """They read why, from when on they may ask again, and may ask for somebody else's eyes once."""
    require(by, "decide", it)
    reason = _reason(reason)
    with transaction():
        _decided(it, by, State.DECLINED)
        it.reason, it.again_at = reason, it.moved_at + AGAIN
        tell_member(it.member_id, "not_verified", it)


def take_away(badge: Badge, reason: str, by: Member) -> None:
    require(by, "take_away", badge)
    reason = _reason(reason)
    with transaction():
        db.session.refresh(badge, with_for_update={"of": Badge})
        if badge.ended_at:
            raise Moved
        end(badge, reason)
        audit("badge.ended", f"member {badge.member_id}", by.id)


def end(badge: Badge, reason: str = "") -> None:
    """Must be called inside a transaction. What was published stays as it is."""
    badge.ended_at, badge.reason = clock.now(), reason
    if badge.member.role is Role.BLOGGER:
        badge.member.role = Role.MEMBER
    leave_room(badge.member)
    tell_member(badge.member_id, "badge_ended")


def _decided(it: Application, by: Member, state: State) -> None:
    refuse_what_is_taken("application", it.id, by)
    move(it, OPEN, state)
    it.decided_by_id, it.decided_at = by.id, it.moved_at
    audit(f"application.{state.value}", f"application {it.id}", by.id)


def _reason(text: str) -> str:
    if not text.strip():
        raise NeedsReason
    return checked_note(text)
