"""What is asked of every club: the database itself, its score, its pictures."""

import hashlib
from collections.abc import Iterator

from sqlalchemy import func, select, text

from community.db import db
from community.engagement.ledger import ScoreEntry
from community.engagement.standing import Standing
from community.members import Member
from community.pictures.files import folder_of
from community.pictures.models import Photo
from community.soundness import check


@check("the database is whole, and what its rows point to is there")
def the_database() -> Iterator[str]:
    """PostgreSQL keeps this promise itself."""
    if db.engine.dialect.name != "sqlite":
        return
    said = db.session.execute(text("PRAGMA integrity_check(20)")).scalars()
    yield from (line for line in said if line != "ok")
    for table, row, goal, _key in db.session.execute(text("PRAGMA foreign_key_check")):
        yield f"row {row} of {table} points to nothing in {goal}"


@check("every score is the sum of its lines")
def the_scores() -> Iterator[str]:
    lines = func.coalesce(func.sum(ScoreEntry.points), 0)
    asked = (
        select(Member.handle, Standing.score, lines)
        .join(Standing, Standing.member_id == Member.id)
        .outerjoin(ScoreEntry, ScoreEntry.member_id == Member.id)
        .group_by(Member.handle, Standing.score)
        .having(lines != Standing.score)
    )
    for handle, score, summed in db.session.execute(asked):
        yield f"@{handle} has {score} thousandths, but lines of {summed}"


@check("every picture is there, as it was brought")
def the_pictures() -> Iterator[str]:
    for digest, kind in db.session.execute(select(Photo.digest, Photo.kind).order_by(Photo.digest)):
        file = folder_of(digest) / f"original.{kind}"
        if not file.exists():
            yield f"{digest} is missing"
        elif not digest.endswith(hashlib.sha256(file.read_bytes()).hexdigest()[:40]):
            yield f"{digest} was changed"
