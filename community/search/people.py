"""People are found by name, handle and what they say of themselves; never by an address of theirs."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select

from community.db import db
from community.members import Member
from community.search.kinds import Document, searchable

KIND = "member"


def people(ids: Sequence[int]) -> Iterable[Document]:
    rows = select(Member.id, Member.name, Member.handle, Member.bio, Member.joined_at)
    there = rows.where(Member.id.in_(ids), Member.suspended_at.is_(None))
    for id, name, handle, bio, joined_at in db.session.execute(there):
        yield Document(KIND, id, f"{name} {handle}", bio, joined_at, author_id=0)  # nobody wrote them


searchable(
    KIND,
    Member,
    people,
    watch={"name", "handle", "bio", "suspended_at"},
    called=("people", "person", "members"),
)
