"""A board for reader programs, and the page that tells its private address."""

from flask import Blueprint, abort, flash, redirect, render_template
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.wrappers import Response

from community.atom import ENTRIES, Entry, address_for, atom, feed_reader, renew
from community.audience import readable_by
from community.db import db
from community.members import Member, signed_in_member
from community.permissions import may, require
from posts.forum.boards import board_of
from posts.forum.models import Board, Topic

board_feeds = Blueprint("board_feeds", __name__, url_prefix="/boards")


@board_feeds.get("/<slug>/atom")
def read_feed(slug: str) -> Response:
    """The last topics. Its address is private: whoever has it reads as its member does."""
    reader = feed_reader()
    board = board_of(slug)
    if board is None or not may(reader, "read", board):
        abort(404)
    rows = db.session.execute(
        select(
            Topic.id,
            Topic.title,
            Topic.html,
            Topic.published_at,
            Topic.edited_at,
            Topic.disclosure,
            Topic.sponsor,
            Member.name,
        )
        .join(Member, Member.id == Topic.author_id)
        .where(Topic.board_id == board.id, readable_by(reader.id, Topic))
        .order_by(Topic.published_at.desc(), Topic.id.desc())
        .limit(ENTRIES)
    )
    entries = [
        Entry(
            f"{Topic.home}/{it.id}",
            it.title,
            it.html,
            it.name,
            it.published_at,
            it.edited_at,
            it.disclosure,
            it.sponsor,
        )
        for it in rows
    ]
    return atom(board.name, board.url, entries)


@board_feeds.get("/<slug>/feed")
def tell_address(slug: str) -> str:
    me, board = signed_in_member(), _board(slug)
    address = address_for(f"{board.url}/atom", me)
    return render_template("posts/forum/feed.html", here="/boards", board=board, address=address)


@board_feeds.post("/<slug>/feed")
def make_new_addresses(slug: str) -> Response:
    me, board = signed_in_member(), _board(slug)
    renew(me)
    flash(_("The old addresses of all your feeds lead nowhere now."))
    return redirect(f"{board.url}/feed", code=303)


def _board(slug: str) -> Board:
    board = board_of(slug) or abort(404)
    require(signed_in_member(), "read", board)
    return board
