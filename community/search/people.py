"""People are found by name, handle and what they say of themselves; never by an address of theirs.

Who is not found by everybody has made herself, as it were: by that the index knows for whom she is there.
"""

from collections.abc import Iterable, Sequence

from sqlalchemy import select

from community.db import db
from community.members import Member
from community.quiet.models import LetterBox, OpenTo
from community.search.kinds import Document, part, searchable

KIND = "member"
HIDDEN = "for:nobody"  # but for those who keep order, and herself
FOR = {OpenTo.FOLLOWED: "for:followed", OpenTo.NOBODY: HIDDEN}


def people(ids: Sequence[int]) -> Iterable[Document]:
    rows = select(
        Member.id, Member.name, Member.handle, Member.bio, Member.joined_at, LetterBox.found_by
    ).outerjoin(LetterBox, LetterBox.member_id == Member.id)
    there = rows.where(Member.id.in_(ids), Member.suspended_at.is_(None))
    for id, name, handle, bio, joined_at, found_by in db.session.execute(there):
        closed = FOR.get(found_by)
        author = id if closed else 0  # nobody wrote them
        facts = [closed] if closed else []
        yield Document(KIND, id, f"{name} {handle}", bio, joined_at, author, facts=facts)


searchable(
    KIND,
    Member,
    people,
    watch={"name", "handle", "bio", "suspended_at"},
    called=("people", "person", "members"),
)
part(KIND, LetterBox, {"found_by"}, lambda it: it.member_id)
