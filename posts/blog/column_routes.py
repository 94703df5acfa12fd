"""What one writes, for reader programs, and the page that tells its private address."""

from flask import Blueprint, abort, flash, redirect, render_template
from flask_babel import gettext as _
from sqlalchemy import or_, select
from werkzeug.wrappers import Response

from community.atom import ENTRIES, Entry, address_for, atom, feed_reader, renew
from community.audience import readable_by
from community.coauthors import is_written_with
from community.db import db
from community.members import Member, signed_in_member
from posts.blog.models import Story
from posts.embeds.showing import filled

columns = Blueprint("columns", __name__, url_prefix="/@<handle>")


@columns.get("/atom")
def read_column(handle: str) -> Response:
    """The last stories. Its address is private: whoever has it reads as its member does."""
    reader = feed_reader()
    author = _author(handle)
    stories = db.session.execute(
        select(
            Story.id,
            Story.title,
            Story.html,
            Story.published_at,
            Story.edited_at,
            Story.disclosure,
            Story.sponsor,
            Member.name,
        )
        .join(Member, Member.id == Story.author_id)
        .where(or_(Story.author_id == author.id, is_written_with(Story, author.id)))
        .where(readable_by(reader.id, Story))
        .order_by(Story.published_at.desc(), Story.id.desc())
        .limit(ENTRIES)
    )
    entries = [
        Entry(
            f"{Story.home}/{it.id}",
            it.title,
            filled(it.html, reader),
            it.name,
            it.published_at,
            it.edited_at,
            it.disclosure,
            it.sponsor,
        )
        for it in stories
    ]
    return atom(author.name, author.url, entries)


@columns.get("/feed")
def tell_column_address(handle: str) -> str:
    me, author = signed_in_member(), _author(handle)
    return render_template(
        "posts/blog/column_feed.html", author=author, address=address_for(f"{author.url}/atom", me)
    )


@columns.post("/feed")
def make_new_column_addresses(handle: str) -> Response:
    author = _author(handle)
    renew(signed_in_member())
    flash(_("The old addresses of all your feeds lead nowhere now."))
    return redirect(f"{author.url}/feed", code=303)


def _author(handle: str) -> Member:
    return db.session.scalar(select(Member).where(Member.handle == handle)) or abort(404)
