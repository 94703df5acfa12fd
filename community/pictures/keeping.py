"""Which photos are in use, and how those that nobody uses go.

A photo is in use where a column remembers its digest (cover, portrait, photo, or any foreign key to it) or
where a text shows it: then `show_in_text` has said so.
"""

from collections.abc import Iterable
from datetime import timedelta
from functools import partial

from sqlalchemy import Column, ColumnElement, ForeignKey, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from community import clock
from community.belonging import NAMED, OWN
from community.db import Model, after_commit, db, transaction
from community.jobs import nightly
from community.members import Member
from community.pictures.files import throw_away
from community.pictures.models import Photo

PATIENCE = timedelta(days=1)  # a photo brought for a text may wait so long for it
NAMES = {"cover", "portrait", "photo", "picture"}  # columns that hold a digest wherever they stand


class PhotoUse(Model):
    """A text of a contribution shows a photo."""

    __tablename__ = "photo_use"

    contribution_id: Mapped[int] = mapped_column(ForeignKey("contribution.id"), primary_key=True, info=OWN)
    digest: Mapped[str] = mapped_column(ForeignKey("photo.digest"), primary_key=True, index=True, info=NAMED)


def photos_by_digest(digests: Iterable[str]) -> dict[str, Photo]:
    wanted = list(digests)
    if not wanted:
        return {}
    return {
        photo.digest: photo for photo in db.session.scalars(select(Photo).where(Photo.digest.in_(wanted)))
    }


def show_in_text(id: int, digests: Iterable[str]) -> None:
    """From now on a contribution's text shows these photos and no others. Must be called in a transaction."""
    shown = set(digests)
    kept = set(db.session.scalars(select(PhotoUse.digest).where(PhotoUse.contribution_id == id)))
    gone = PhotoUse.contribution_id == id, PhotoUse.digest.in_(kept - shown)
    db.session.execute(delete(PhotoUse).where(*gone))
    db.session.add_all(PhotoUse(contribution_id=id, digest=digest) for digest in shown - kept)


def uses() -> list[Column[str]]:
    """Every column of the house that remembers a photo."""
    columns = [column for table in Model.metadata.tables.values() for column in table.columns]
    return [column for column in columns if column.name in NAMES or _points_to_photo(column)]


def _points_to_photo(column: Column[str]) -> bool:
    return any(key.target_fullname == "photo.digest" for key in column.foreign_keys)


@nightly
def sweep() -> None:
    """Throw away what nobody has used for a day."""
    with transaction():
        _throw_away(Photo.created_at < clock.now() - PATIENCE)


def throw_away_unused(owner: Member) -> int:
    """At once what a member brought and nobody's page shows; answers how many. Inside a transaction."""
    return _throw_away(Photo.owner_id == owner.id)


def _throw_away(which: ColumnElement[bool]) -> int:
    for column in uses():
        which &= ~select(1).where(column == Photo.digest).exists()
    gone = list(db.session.scalars(select(Photo.digest).where(which)))
    for digest in gone:
        db.session.execute(delete(Photo).where(Photo.digest == digest))
        after_commit(partial(throw_away, digest))
    return len(gone)
