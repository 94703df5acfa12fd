"""What those who run the club did, in a chain: whoever edits or deletes a line later breaks it.

A line holds numbers and words of the house alone, never what a member wrote: nobody's leaving touches it.
"""

import hashlib
import json
from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Mapped, mapped_column

from community import clock
from community.db import Model, db, row_id
from community.soundness import check

BEGINNING = "0" * 64
AT_ONCE = 500


class AuditEntry(Model):
    __tablename__ = "audit_entry"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)  # without a gap
    at: Mapped[datetime] = mapped_column(index=True)
    by: Mapped[int | None] = mapped_column(index=True)  # a member's number; none: the house itself
    act: Mapped[str] = mapped_column(index=True)  # "case.decided"
    about: Mapped[str]  # "case 7"
    facts: Mapped[str] = mapped_column(default="{}")  # JSON, as it went into the digest
    digest: Mapped[str]


class AuditHead(Model):
    """The end of the chain, kept a second time: so that a missing last line is missed."""

    __tablename__ = "audit_head"

    id: Mapped[int] = mapped_column(primary_key=True)
    last: Mapped[int]
    digest: Mapped[str]


def audit(act: str, about: str, by: int | None, **facts: str | int | None) -> None:
    """Must be called inside a transaction. Those who write at once wait for each other at the head."""
    db.session.flush()
    head = db.session.get(AuditHead, 1, with_for_update=True) or AuditHead(id=1, last=0, digest=BEGINNING)
    known = {name: value for name, value in facts.items() if value is not None}
    kept = json.dumps(known, sort_keys=True, ensure_ascii=False)
    line = AuditEntry(id=head.last + 1, at=clock.now(), by=by, act=act, about=about, facts=kept)
    line.digest = digest_of(line, after=head.digest)
    head.last, head.digest = line.id, line.digest
    db.session.add_all([line, head])
    db.session.flush()


def digest_of(line: AuditEntry, after: str) -> str:
    said = [after, line.id, line.at.isoformat(), line.by, line.act, line.about, line.facts]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def broken_at() -> int | None:
    """The number of the first line that was edited, added or is missing; none: the chain is whole."""
    head = db.session.get(AuditHead, 1)
    expected, digest = 1, BEGINNING
    for line in _lines():
        if line.id != expected or line.digest != digest_of(line, after=digest):
            return expected
        expected, digest = expected + 1, line.digest
    last = head.last if head else 0
    whole = expected == last + 1 and digest == (head.digest if head else BEGINNING)
    return None if whole else expected


def last_seal() -> str:
    """`47:3fa…`: kept elsewhere, it shows later that nobody wrote the whole log anew."""
    head = db.session.get(AuditHead, 1)
    return f"{head.last}:{head.digest}" if head else f"0:{BEGINNING}"


def bears(seal: str) -> bool:
    """Whether the line still has the digest that was the last seal once."""
    number, _, digest = seal.strip().partition(":")
    if number == "0":
        return digest == BEGINNING
    line = db.session.get(AuditEntry, row_id(number) or 0)
    return line is not None and line.digest == digest


@check("the log of what staff did is as it was written")
def the_chain_is_whole() -> Iterator[str]:
    if line := broken_at():
        yield f"line {line} was edited, added or deleted: compare it with a backup"


def _lines() -> Iterator[AuditEntry]:
    last = 0
    following = (
        select(AuditEntry).order_by(AuditEntry.id).limit(AT_ONCE).execution_options(populate_existing=True)
    )
    while lines := db.session.scalars(following.where(AuditEntry.id > last)).all():
        yield from lines
        last = lines[-1].id
