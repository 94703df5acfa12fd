"""Those who decide read a story, say what they think of its paragraphs, and ask for changes or approve it."""

from community import clock
from community.audit import audit
from community.db import db, transaction
from community.members import Member
from community.permissions import require
from posts.blog.publishing import publish
from posts.editorial.clearing import needs_review
from posts.editorial.models import (
    LONGEST_COMMENT,
    CommentTooLong,
    EditorialComment,
    EditorialReview,
    Moved,
    NoWords,
    ReadByAnother,
    Stage,
)
from posts.editorial.sending import locked, move
from posts.editorial.telling import tell_authors, unsay
from posts.prose import readable

LAST = 10_000  # paragraphs: no text has as many


def take(it: EditorialReview, by: Member, instead_of: int | None = None) -> None:
    """Others see who reads it; somebody may take it over who knows from whom. Raises Moved, ReadByAnother."""
    require(by, "decide", it)
    with transaction():
        now = locked(it.story_id)
        if now.stage is not Stage.WAITS:
            raise Moved
        if now.taken_by and now.taken_by_id not in {by.id, instead_of}:
            raise ReadByAnother(now.taken_by.name)
        it.taken_by, it.taken_at = by, clock.now()


def leave(it: EditorialReview, by: Member) -> None:
    """Nobody reads it just now."""
    require(by, "decide", it)
    with transaction():
        locked(it.story_id).taken_by = it.taken_at = None


def comment(it: EditorialReview, text: str, by: Member, paragraph: int | None = None) -> EditorialComment:
    """On a paragraph of what was sent, or on the whole. Raises NoWords, CommentTooLong, Moved."""
    require(by, "comment", it)
    text = _checked(text)
    with transaction():
        if not locked(it.story_id).is_open:
            raise Moved
        said = EditorialComment(story_id=it.story_id, member_id=by.id, number=it.number, text=text)
        said.paragraph = paragraph if paragraph in range(LAST) else None
        db.session.add(said)
    return said


def settle(said: EditorialComment, by: Member, *, settled: bool = True) -> None:
    """Seen to, or not yet after all."""
    require(by, "settle", said)
    with transaction():
        said.settled_at = clock.now() if settled else None


def ask_for_changes(it: EditorialReview, text: str, by: Member, number: int | None = None) -> None:
    """With words on the whole, or on a paragraph in this round. Raises NoWords, CommentTooLong, Moved."""
    require(by, "decide", it)
    with transaction():
        locked(it.story_id)
        _check_number(it, number)
        if it.stage is not Stage.WAITS:
            raise Moved
        if text.strip():
            comment(it, text, by)
        elif not _was_said(it):
            raise NoWords
        _decided(it, Stage.CHANGES, by)
        tell_authors(it, "changes")


def approve(it: EditorialReview, by: Member, number: int | None = None) -> None:
    """As it was sent: what was changed since is read again. Published at once if that was wished."""
    require(by, "decide", it)
    with transaction():
        locked(it.story_id)
        _check_number(it, number)
        _decided(it, Stage.APPROVED, by)
        if it.publishes and not it.story.published_at and not needs_review(it.story):
            publish(it.story, by=it.story.author)
        tell_authors(it, "approved")


def _decided(it: EditorialReview, stage: Stage, by: Member) -> None:
    move(it, stage)
    it.decided_by, it.decided_at, it.answered = by, it.moved_at, it.number
    audit(f"story.{stage.value}", f"story {it.story_id}", by.id)
    unsay(it)


def _check_number(it: EditorialReview, number: int | None) -> None:
    """It is decided on as it was read."""
    if number not in {None, it.number}:
        raise Moved


def _was_said(it: EditorialReview) -> bool:
    return any(said.at >= it.sent_at and not it.story.is_written_by(said.member) for said in it.comments)


def _checked(text: str) -> str:
    text = readable(text).replace("\r\n", "\n").strip()
    if not text:
        raise NoWords
    if len(text) > LONGEST_COMMENT:
        raise CommentTooLong
    return text
