"""What a member writes is kept while it is written, until it is sent or thrown away."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import bindparam, delete, select

from community import clock
from community.contributions import Contribution
from community.db import change, db, insert_or, row_id, transaction
from community.members import Member
from community.permissions import may
from posts.drafts.models import MOST, TOPIC, Draft, NoPlace, StaleTab
from posts.prose import readable
from posts.replies.models import Reply
from posts.replies.writing import when_replies_change

REPLY = re.compile(r"^reply-(\d{1,10})$")


class Words(NamedTuple):
    text: str = ""
    title: str = ""
    tags: str = ""
    board: str = ""


def keep(place: str, words: Words, seq: int, by: Member) -> Draft | None:
    """`seq` is of the version that was changed, 0 where there was none. Nothing in it: the draft goes."""
    about_id = about_in(place, by)
    words = Words(*(readable(word)[:MOST] for word in words))
    with transaction():
        kept = db.session.get(Draft, (by.id, place), with_for_update=True)
        if kept and kept.seq != seq:
            raise StaleTab
        if not any(word.strip() for word in (words.text, words.title, words.tags)):
            forget(place, by.id)
            return None
        row = {**words._asdict(), "seq": seq + 1, "at": clock.now(), "about_id": about_id}
        db.session.execute(
            insert_or(Draft)
            .values({"member_id": by.id, "place": place, **row})
            .on_conflict_do_update(index_elements=["member_id", "place"], set_=row)
        )
    return db.session.get_one(Draft, (by.id, place), populate_existing=True)


def draft_of(place: str, me: Member) -> Draft | None:
    return db.session.get(Draft, (me.id, place))


def drafts_of(me: Member) -> Sequence[Draft]:
    """The last written first."""
    return db.session.scalars(select(Draft).where(Draft.member_id == me.id).order_by(Draft.at.desc())).all()


_forgotten = delete(Draft.__table__).where(  # type: ignore[arg-type]
    Draft.member_id == bindparam("by"), Draft.place == bindparam("at")
)


def forget(place: str, member_id: int) -> None:
    """It was sent, or thrown away. Must be called inside a transaction."""
    change(_forgotten, {"by": member_id, "at": place})


def about_in(place: str, by: Member) -> int | None:
    """What it replies to. Raises NoPlace where there is nothing that this member may read."""
    if place == TOPIC:
        return None
    found = REPLY.match(place)
    id = row_id(found[1]) if found else None
    about = db.session.get(Contribution, id) if id else None
    if about is None or not may(by, "read", about):
        raise NoPlace
    return about.id


@when_replies_change
def what_was_sent_is_no_draft(about: Contribution, reply: Reply) -> None:
    forget(f"reply-{about.id}", reply.author_id)
