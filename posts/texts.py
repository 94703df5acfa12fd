"""A text finds its photos and the members it names."""

from collections.abc import Collection, Iterable, Sequence
from functools import partial

from flask import current_app
from sqlalchemy import select

from community.contributions import Contribution
from community.db import db
from community.linkcards.cards import ask_for
from community.members import Member
from community.pictures.keeping import photos_by_digest, show_in_text
from community.pictures.models import named_in
from community.quiet.hearing import blocked_by
from posts.embeds.addresses import outside_in
from posts.prose import rendered


def html_of(text: str, by: Member | None = None) -> str:
    """Rendered with every photo there is and every member whom `by` may name, in at most two queries."""
    named = partial(handles_among, by_id=by.id if by else None)
    return rendered(text, photos_by_digest, named, home=current_app.config["PUBLIC_URL"])


def text_of(it: Contribution, text: str, also: Iterable[str] = ()) -> str:
    """The HTML of its text; its photos, and those that texts in `also` show, are kept,
    and the pages it leads to are looked at later. In a transaction."""
    digests = dict.fromkeys(digest for each in (text, *also) for digest in named_in(each))
    show_in_text(it.id, photos_by_digest(digests))
    html = html_of(text, it.author)
    ask_for(outside_in(html), by=it.author)
    return html


def handles_among(handles: Sequence[str], by_id: int | None = None) -> Collection[str]:
    """Those of members; whoever blocked the one who writes is not named."""
    there = dict(db.session.execute(select(Member.id, Member.handle).where(Member.handle.in_(handles))).all())
    away = blocked_by(there, whom_id=by_id) if by_id and there else set()
    return {handle for id, handle in there.items() if id not in away}
