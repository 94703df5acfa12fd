"""Stories that are read in an order: their series is begun, filled, ordered and ended."""

from collections.abc import Sequence

from flask import abort

from community.db import Refusal, db, transaction
from community.members import Member
from community.permissions import require
from community.slugs import slug_of
from posts.blog.models import Series, Story
from posts.blog.series import stories_in
from posts.prose import readable

TITLE, NOTE = 120, 500  # characters


class NoSeriesTitle(Refusal):
    """It is found by it."""


class SeriesTooLong(Refusal):
    """A title is a line, a note a few."""


def begin_series(title: str, by: Member, note: str = "") -> Series:
    """Raises NoSeriesTitle, SeriesTooLong."""
    require(by, "write", Story)
    with transaction():
        series = Series(owner_id=by.id)
        _fill(series, title, note)
        db.session.add(series)
        db.session.flush()
    return series


def retitle(series: Series, title: str, note: str, by: Member) -> None:
    """Raises as `begin_series` does."""
    require(by, "order", series)
    with transaction():
        _fill(series, title, note)


def place(story: Story, series: Series | None, by: Member) -> None:
    """At its end; or in none."""
    require(by, "address", story)
    if series:
        require(by, "order", series)
    with transaction():
        if story.series_id != (series.id if series else None):
            story.series_id = series.id if series else None
            story.series_place = _end(series)
            story.version += 1


def order(series: Series, story_ids: Sequence[int], by: Member) -> None:
    """As these stand; those that are not named come after them, as they stood."""
    require(by, "order", series)
    with transaction():
        parts = stories_in(series.id)
        named = {id: number for number, id in enumerate(story_ids)}
        for number, part in enumerate(sorted(parts, key=lambda part: named.get(part.id, len(named)))):
            part.series_place = number


def move(story: Story, step: int, by: Member) -> None:
    """Past its neighbour: -1 towards the beginning, 1 towards the end. At an end it stays."""
    series = story.series or abort(404)
    ids = [part.id for part in stories_in(series.id)]
    at = ids.index(story.id)
    other = min(max(at + step, 0), len(ids) - 1)
    ids[at], ids[other] = ids[other], ids[at]
    order(series, ids, by)


def end_series(series: Series, by: Member) -> None:
    """Its stories stay."""
    require(by, "order", series)
    with transaction():
        for story in stories_in(series.id, removed_too=True):
            story.series_id = None
        db.session.flush()
        db.session.delete(series)


def _fill(series: Series, title: str, note: str) -> None:
    title, note = " ".join(readable(title).split()), " ".join(readable(note).split())
    if not title:
        raise NoSeriesTitle
    if len(title) > TITLE or len(note) > NOTE:
        raise SeriesTooLong
    series.title, series.note, series.slug = title, note, slug_of(title)


def _end(series: Series | None) -> int:
    parts = stories_in(series.id) if series else []
    return max((part.series_place for part in parts), default=-1) + 1
