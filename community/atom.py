"""Atom: a page that a reader program follows, at an address that is a member's own.

The address holds a secret word instead of a session. It reads what its member may read, and nothing else;
making new addresses ends all old ones.
"""

import secrets
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from flask import abort, current_app, make_response, render_template, request
from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, mapped_column
from werkzeug.wrappers import Response

from community import clock
from community.belonging import OWN, SECRET
from community.db import Model, db, insert_or, transaction
from community.members import Member

ENTRIES = 30
TYPE = "application/atom+xml; charset=utf-8"
EMPTY = datetime(2000, 1, 1, tzinfo=UTC)


class FeedKey(Model):
    """The word in the addresses of a member. It opens feeds alone, and reads; so it is kept as it is told."""

    __tablename__ = "feed_key"

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True, info=OWN)
    word: Mapped[str] = mapped_column(unique=True, info=SECRET)
    made_at: Mapped[datetime] = mapped_column(default=clock.now)


class Entry(NamedTuple):
    """One thing of a feed; `html` is safe already."""

    url: str
    title: str
    html: str
    author: str
    published_at: datetime
    edited_at: datetime | None = None
    disclosure: str | None = None  # what was given or paid for it goes with it
    sponsor: str = ""


def address_for(path: str, me: Member) -> str:
    """Where the member's reader program finds a feed: the same for as long as it is not renewed."""
    key = db.session.get(FeedKey, me.id) or _made(me)
    return f"{current_app.config['PUBLIC_URL']}{path}?key={key.word}"


def renew(me: Member) -> None:
    """All addresses that were given out lead nowhere from now on."""
    with transaction():
        if key := db.session.get(FeedKey, me.id):
            key.word, key.made_at = secrets.token_urlsafe(24), clock.now()


def feed_reader() -> Member:
    """Whose address it is. Aborts with 404: a wrong word learns nothing of what there is."""
    word = request.args.get("key", "")
    owner = select(Member).join(FeedKey, FeedKey.member_id == Member.id)
    return db.session.scalar(owner.where(FeedKey.word == word, Member.suspended_at.is_(None))) or abort(404)


def atom(title: str, path: str, entries: Sequence[Entry]) -> Response:
    """The feed, or 304 for a program that has just this one. No cache between may keep it."""
    changes = [entry.edited_at or entry.published_at for entry in entries]
    page = render_template(
        "community/atom.xml",
        root=current_app.config["PUBLIC_URL"],
        title=title,
        path=path,
        entries=entries,
        updated=max(changes, default=EMPTY),
    )
    answer = make_response(page)
    answer.content_type = TYPE
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.add_etag()
    return answer.make_conditional(request)


def _made(me: Member) -> FeedKey:
    """Two who ask at once find the same."""
    row = {"member_id": me.id, "word": secrets.token_urlsafe(24), "made_at": clock.now()}
    with transaction():
        db.session.execute(insert_or(FeedKey).values(row).on_conflict_do_nothing())
    return db.session.get_one(FeedKey, row["member_id"])
