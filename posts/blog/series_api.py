"""Series, for programs."""

from collections.abc import Sequence
from typing import Annotated

from flask import abort
from pydantic import Field

from community.api.answers import Answer, Author, Page
from community.api.bodies import Body, PageQuery, Said, Text
from community.api.cursors import cursor, id_in
from community.api.doors import Api
from community.api.problems import say
from community.db import get_or_404, transaction
from community.members import Member
from community.permissions import may
from posts.blog.models import Series
from posts.blog.serialising import NOTE, TITLE, begin_series, end_series, order, retitle
from posts.blog.series import PAGE, all_series, parts_of, url_of_series
from posts.blog.series_routes import Unserial, said
from posts.cards import Card, card_of

serials = Api("series")
Title = Annotated[Said, Field(max_length=TITLE)]
Note = Annotated[Text, Field(max_length=NOTE)]


class NewSeries(Body):
    """A story is put into it by its own `series`."""

    title: Title
    note: Note = ""


class SeriesChange(Body):
    """What is left out stays as it is. `stories`: ids in the order they are read."""

    title: Title = ""
    note: Note = ""
    stories: Annotated[list[int], Field(max_length=500)] = []


class SeriesLine(Answer):
    id: int
    url: str
    title: str
    note: str
    author: Author


class SeriesAnswer(SeriesLine):
    """`stories` as they are read, those you may read."""

    stories: Sequence[Card]


@serials.get("/series")
def list_series(me: Member, asked: PageQuery) -> Page[SeriesLine]:
    """Series with anything for you to read, the one begun last first."""
    rows = all_series(me, before=id_in(asked.cursor))
    lines = [
        SeriesLine(
            id=row.id,
            url=url_of_series(row),
            title=row.title,
            note=row.note,
            author=Author(handle=row.handle, name=row.name, portrait=row.portrait),
        )
        for row in rows[:PAGE]
    ]
    return Page(items=lines, next=cursor(rows[PAGE - 1].id) if len(rows) > PAGE else None)


@serials.post("/series", at="/series/{id}")
def write_series(me: Member, sent: NewSeries) -> SeriesAnswer:
    """Begin a series. Others see it once they may read a story in it."""
    return _told(begin_series(sent.title, by=me, note=sent.note), me)


@serials.get("/series/<int:id>")
def read_series(me: Member, id: int) -> SeriesAnswer:
    """One, with its stories."""
    return _told(get_or_404(Series, id), me)


@serials.patch("/series/<int:id>")
def change_series(me: Member, id: int, sent: SeriesChange) -> SeriesAnswer:
    """Its title, what it is about, and the order of its stories."""
    series = get_or_404(Series, id)
    now = {"title": series.title, "note": series.note} | sent.model_dump(
        exclude_unset=True, exclude={"stories"}
    )
    with transaction():
        retitle(series, now["title"], now["note"], by=me)
        if sent.stories:
            order(series, sent.stories, by=me)
    return _told(series, me)


@serials.delete("/series/<int:id>")
def remove_series(me: Member, id: int) -> None:
    """Its stories stay."""
    end_series(get_or_404(Series, id), by=me)


def _told(series: Series, me: Member) -> SeriesAnswer:
    parts = parts_of(series, me)
    if not parts and not may(me, "order", series):
        abort(404)
    return SeriesAnswer(
        id=series.id,
        url=series.url,
        title=series.title,
        note=series.note,
        author=Author.model_validate(series.owner),
        stories=[card_of(part) for part in parts],
    )


for refusal in Unserial:
    say(refusal, said, field="title")
