"""A text finds its photos and the members it names."""

from collections.abc import Collection, Iterable, Sequence

from flask import current_app
from sqlalchemy import select

from community.contributions import Contribution
from community.db import db
from community.members import Member
from community.pictures.keeping import photos_by_digest, show_in_text
from community.pictures.models import named_in
from posts.prose import rendered


def html_of(text: str) -> str:
    """Rendered with every photo and every member there is, in at most two queries."""
    return rendered(text, photos_by_digest, handles_among, home=current_app.config["PUBLIC_URL"])


def text_of(it: Contribution, text: str, also: Iterable[str] = ()) -> str:
    """The HTML of its text; its photos, and those that texts in `also` show, are kept. In a transaction."""
    digests = dict.fromkeys(digest for each in (text, *also) for digest in named_in(each))
    show_in_text(it, photos_by_digest(digests))
    return html_of(text)


def handles_among(handles: Sequence[str]) -> Collection[str]:
    return set(db.session.scalars(select(Member.handle).where(Member.handle.in_(handles))))
