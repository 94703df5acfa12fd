"""A message as browsers read it: plain facts, the same from a page, an answer and the live line."""

from functools import cache
from typing import Any

from sqlalchemy import Row, Select, bindparam, column, false, null, select, table

from community import clock
from community.chat import things
from community.chat.models import Message, Room, Thread
from community.contributions import Contribution, felt_by_kind
from community.db import rows
from community.engagement.standing import Standing
from community.members import Member
from community.pictures.showing import in_one_size
from community.profiles.worn import tier_shown_to, tier_shown_to_all
from community.quiet.hearing import deaf
from community.quiet.reading import wants_no_numbers
from community.realtime import Facts

QUOTED = 200  # characters of what is answered
# Who feels what belongs to the floor above: we may name its table, not import its model.
_likes = table("reaction", column("contribution_id"), column("member_id"), column("kind"))
text, spine = Message.__table__.c, Contribution.__table__.c
_answered, _answered_spine = Message.__table__.alias("quote"), Contribution.__table__.alias("quote_spine")
_quoted = Member.__table__.alias("quoted")
_hangs, _branch = Thread.__table__, Room.__table__.alias("branch")


def messages_for(reader: Member | None) -> Select[Any]:
    """Columns of messages with their authors, what they answer, how the reader reacted, whether she is
    spared numbers, and whether she muted or blocked their author."""
    mine = (
        select(_likes.c.kind)
        .where(_likes.c.contribution_id == text.id, _likes.c.member_id == reader.id)
        .scalar_subquery()
        if reader
        else null()
    )
    source = (
        Message.__table__.join(Contribution.__table__, spine.id == text.id)
        .join(Member.__table__, Member.id == spine.author_id)
        .outerjoin(Standing.__table__, Standing.member_id == spine.author_id)
        .outerjoin(_answered, _answered.c.id == text.reply_to_id)
        .outerjoin(_answered_spine, _answered_spine.c.id == _answered.c.id)
        .outerjoin(_quoted, _quoted.c.id == _answered_spine.c.author_id)
        .outerjoin(_hangs, _hangs.c.message_id == text.id)
        .outerjoin(_branch, (_branch.c.id == _hangs.c.room_id) & (_branch.c.last_seq > 0))
    )
    return select(
        text.id,
        text.room_id,
        text.seq,
        text.change,
        text.client_id,
        text.text,
        text.html,
        text.photo,
        text.more_photos,
        text.reply_to_id,
        text.pinned_at,
        spine.created_at,
        spine.edited_at,
        spine.removed_at,
        spine.hidden_at,
        spine.likes,
        spine.felt,
        spine.disclosure,
        spine.sponsor,
        Member.handle,
        Member.name,
        Member.portrait,
        tier_shown_to(reader.id) if reader else tier_shown_to_all(),
        _answered.c.seq.label("quoted_seq"),
        _answered.c.text.label("quoted_text"),
        _answered_spine.c.removed_at.label("quoted_removed_at"),
        _answered_spine.c.hidden_at.label("quoted_hidden_at"),
        _answered_spine.c.disclosure.label("quoted_disclosure"),
        _answered_spine.c.sponsor.label("quoted_sponsor"),
        _quoted.c.name.label("quoted_name"),
        mine.label("reaction"),
        (wants_no_numbers(reader.id) if reader else false()).label("spared"),
        (deaf(reader.id, spine.author_id, clock.now()) if reader else false()).label("unheard"),
        _branch.c.id.label("thread_id"),
        _branch.c.slug.label("thread_slug"),
        _branch.c.last_seq.label("thread_seq"),
        _branch.c.said_at.label("thread_said_at"),
        *things.COLUMNS,
    ).select_from(things.with_things(source))


def message_facts(message_id: int) -> Facts:
    """As everybody in the room hears it."""
    (row,) = rows(_one_message(), {"message": message_id})
    return facts_of(row)


@cache
def _one_message() -> Select[Any]:
    return messages_for(None).where(text.id == bindparam("message"))


def facts_of(row: Row[Any], me: Member | None = None) -> Facts:
    """One message as browsers read it. What was taken back has its number and its author, no words.

    Whoever wrote what a moderator hid goes on reading it, and where why stands.
    """
    hidden = bool(row.hidden_at) and not row.removed_at
    is_hers = me is not None and row.handle == me.handle
    gone = bool(row.removed_at) or (hidden and not is_hers)
    facts: Facts = {
        "id": row.id,
        "room": row.room_id,
        "seq": row.seq,
        "change": row.change,
        "client_id": row.client_id,
        "author": {"handle": row.handle, "name": row.name, "portrait": row.portrait, "tier": row.tier},
        "at": row.created_at.isoformat(timespec="milliseconds"),
        "edited_at": row.edited_at and row.edited_at.isoformat(timespec="milliseconds"),
        "removed": gone or hidden,
        "text": "" if gone else row.text,
        "html": "" if gone else row.html,
        "disclosure": None if gone else things.paid(row.disclosure, row.sponsor),
        "photos": [] if gone else _photos(row),
        "thing": None if gone else things.thing_facts(row),
        "pinned": bool(row.pinned_at) and not (gone or hidden),
        "reply_to": None if gone else _quote(row),
        "thread": _thread(row),
        "likes": row.likes,
        "reactions": reactions_in(row.likes, row.felt),
        "url": f"{Message.home}/{row.id}",
    }
    if me is None:
        return facts
    told = without_counts(facts) if row.spared else facts
    why = f"/contributions/{row.id}/hiding" if hidden and is_hers else None
    hers = {"liked": row.reaction is not None, "reaction": row.reaction, "unheard": row.unheard}
    return told | hers | {"hidden": why}


def without_counts(facts: Facts) -> Facts:
    """A message as those read it who are spared how many liked and answered it."""
    thread = facts["thread"] and facts["thread"] | {"count": None}
    return facts | {"likes": None, "reactions": {}, "thread": thread}


def reactions_in(likes: int, felt: str) -> dict[str, int]:
    """How many feel what, the most frequent first."""
    more = felt_by_kind(felt)
    counts = {"like": likes - sum(more.values()), **more}
    return {kind: count for kind, count in sorted(counts.items(), key=lambda each: -each[1]) if count}


def _photos(row: Row[Any]) -> list[Facts]:
    digests = [row.photo, *row.more_photos.split()] if row.photo else []
    return [photo for photo in map(in_one_size, digests) if photo]


def _thread(row: Row[Any]) -> Facts | None:
    """Where it is answered at length; it outlasts the message it hangs on."""
    if row.thread_id is None:
        return None
    at = row.thread_said_at.isoformat(timespec="milliseconds")
    return {"room": row.thread_id, "url": f"/chat/{row.thread_slug}", "count": row.thread_seq, "at": at}


def _quote(row: Row[Any]) -> Facts | None:
    if row.reply_to_id is None:
        return None
    gone = row.quoted_removed_at or row.quoted_hidden_at
    return {
        "id": row.reply_to_id,
        "seq": row.quoted_seq,
        "name": row.quoted_name,
        "text": "" if gone else row.quoted_text[:QUOTED],
        "disclosure": None if gone else things.paid(row.quoted_disclosure, row.quoted_sponsor),
    }
