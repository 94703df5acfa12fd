"""Bookmarks, for programs."""

from datetime import datetime
from typing import Annotated

from pydantic import Field
from sqlalchemy import Row

from community.api.answers import Answer, Disclosed, Moment, Page, disclosed_of, page
from community.api.bodies import Body, PageQuery, Text
from community.api.cursors import cursor, moment_in
from community.api.doors import Api
from community.api.problems import say
from community.contributions import Contribution
from community.db import get_or_404
from community.members import Member
from posts.bookmarks.keeping import BEGINNING, called, keep, let_go
from posts.bookmarks.models import LONGEST, Bookmark, NotToKeep, PastReminder
from posts.bookmarks.reading import kept_by, url_of
from posts.bookmarks.routes import words_for

bookmarks = Api("bookmarks")


class NewBookmark(Body):
    """`remind_at`: a moment with its time zone, 2026-11-22T09:00:00+08:00."""

    note: Annotated[Text, Field(max_length=LONGEST)] = ""
    remind_at: Annotated[datetime, Field(strict=False)] | None = None


class BookmarkAnswer(Answer):
    """`id` and `url` are of what is kept; what has no title is called by how it begins."""

    id: int
    url: str
    kind: str
    title: str
    disclosure: Disclosed | None
    note: str
    remind_at: Moment | None
    at: Moment


@bookmarks.get("/me/bookmarks")
def list_bookmarks(me: Member, asked: PageQuery) -> Page[BookmarkAnswer]:
    """What you have kept, the last first."""
    rows = kept_by(me, moment_in(asked.cursor), asked.limit)
    return page(rows, asked.limit, _listed, lambda row: cursor(row.at, row.id))


@bookmarks.post("/contributions/<int:id>/bookmark")
def keep_for_later(me: Member, id: int, sent: NewBookmark) -> BookmarkAnswer:
    """Keep a thing for later, perhaps with a note and a reminder. Again, it changes both."""
    if sent.remind_at and sent.remind_at.tzinfo is None:
        raise PastReminder
    it = get_or_404(Contribution, id)
    return _told(keep(it, me, sent.note, sent.remind_at), it)


@bookmarks.delete("/contributions/<int:id>/bookmark")
def keep_no_more(me: Member, id: int) -> None:
    """Let it go."""
    let_go(get_or_404(Contribution, id), by=me)


def _told(kept: Bookmark, it: Contribution) -> BookmarkAnswer:
    return BookmarkAnswer(
        id=it.id,
        url=it.url,
        kind=it.kind,
        title=called(it),
        disclosure=disclosed_of(it),
        note=kept.note,
        remind_at=kept.remind_at,
        at=kept.at,
    )


def _listed(row: Row[tuple[object, ...]]) -> BookmarkAnswer:
    known = {name: getattr(row, name) for name in ("id", "kind", "note", "remind_at", "at")}
    title = row.title or (row.said or row.excerpt)[:BEGINNING]
    return BookmarkAnswer(url=url_of(row), title=title, disclosure=disclosed_of(row), **known)


say(PastReminder, words_for, field="remind_at")
say(NotToKeep, words_for)
