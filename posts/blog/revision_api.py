"""How a story stood before, for programs."""

from collections.abc import Sequence
from dataclasses import asdict

from flask import abort

from community.api.answers import Answer, Moment, Page
from community.api.bodies import PageQuery
from community.api.cursors import cursor, id_in
from community.api.doors import Api
from community.db import get_or_404
from community.members import Member
from posts.blog.differing import Mark, differences
from posts.blog.models import Story
from posts.blog.revisions import PAGE, Line, revision_of, revisions_of
from posts.blog.writing import restore_revision
from posts.tagging import tags_in

revisions = Api("revisions")


class Revision(Answer):
    """`by` is a handle; `was_read`: readers could see it."""

    number: int
    at: Moment
    by: str
    was_read: bool
    title: str


class Piece(Answer):
    mark: Mark
    words: str


class FullRevision(Revision):
    """`changes` are what its text is different in from the revision before, piece by piece."""

    text: str
    excerpt: str
    tags: Sequence[str]
    cover: str | None
    cover_alt: str
    changes: Sequence[Piece]


class Restored(Answer):
    """`id` and `url` are of the story."""

    id: int
    url: str
    seq: int


@revisions.get("/stories/<int:id>/revisions")
def list_revisions(me: Member, id: int, asked: PageQuery) -> Page[Revision]:
    """What readers saw, and of a draft what stood there for a while; the newest first."""
    rows = revisions_of(get_or_404(Story, id), me, before=id_in(asked.cursor))
    more = cursor(rows[PAGE - 1].number) if len(rows) > PAGE else None
    return Page(items=[_told(row) for row in rows[:PAGE]], next=more)


@revisions.get("/stories/<int:id>/revisions/<int:number>")
def read_revision(me: Member, id: int, number: int) -> FullRevision:
    """One, and what it changed."""
    story = get_or_404(Story, id)
    it = revision_of(story, number, me) or abort(404)
    before = revision_of(story, number - 1, me)
    changes = [
        Piece(mark=piece.mark, words=piece.words)
        for passage in differences(before.text if before else "", it.text)
        for piece in passage.pieces
    ]
    return FullRevision(
        number=it.number,
        at=it.at,
        by=it.member.handle,
        was_read=it.was_read,
        **asdict(it.words) | {"tags": [tag.name for tag in tags_in(it.tags)]},
        changes=changes,
    )


@revisions.post("/stories/<int:id>/revisions/<int:number>/restoration", at="/stories/{id}")
def restore(me: Member, id: int, number: int) -> Restored:
    """The story stands again as it did then: for its readers too, if it has any."""
    story = get_or_404(Story, id)
    restore_revision(story, revision_of(story, number, me) or abort(404), by=me)
    return Restored.model_validate(story)


def _told(row: Line) -> Revision:
    return Revision(number=row.number, at=row.at, by=row.handle, was_read=row.was_read, title=row.title)
