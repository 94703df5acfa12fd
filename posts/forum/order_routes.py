"""The page from which a topic is kept in order, and what its forms ask for."""

import re
from collections.abc import Callable, Collection

from flask import Blueprint, flash, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from community.db import Refusal, db, get_or_404, row_id
from community.members import Member, signed_in_member
from community.permissions import may, require
from posts.forum.boards import all_boards, board_of
from posts.forum.marking import lock, pin, slow
from posts.forum.merging import CannotMerge, merge
from posts.forum.models import MOST_AT_ONCE, MOST_REASON, MOST_TITLE, Topic, UnfinishedTopic
from posts.forum.relocating import move
from posts.forum.splitting import NothingToSplit, split
from posts.forum.topic_page import pages_in
from posts.replies.models import PAGE
from posts.replies.threads import posts_of, words_of

order = Blueprint("order", __name__, url_prefix=Topic.home)
Answer = Response | str | tuple[str, int]
ADDRESS = re.compile(r"/topics/(\d{1,9})|^\s*(\d{1,9})\s*$")


@order.get("/<int:id>/order")
def show_order(id: int) -> Answer:
    return _page(get_or_404(Topic, id), signed_in_member())


@order.post("/<int:id>/pin")
def keep_on_top(id: int) -> Response:
    topic, on = get_or_404(Topic, id), request.form.get("on") == "1"
    days = request.form.get("days", 0, int)
    pin(topic, by=signed_in_member(), on=on, days=days if 0 < days <= 365 else None)  # noqa: PLR2004  a year
    flash(_("The topic now stays on top of its board.") if on else _("The topic takes its turn again."))
    return redirect(topic.url, code=303)


@order.post("/<int:id>/lock")
def close(id: int) -> Response:
    topic, on = get_or_404(Topic, id), request.form.get("on") == "1"
    lock(topic, by=signed_in_member(), on=on, reason=request.form.get("reason", ""))
    flash(_("The topic is closed to new replies.") if on else _("The topic is open again."))
    return redirect(topic.url, code=303)


@order.post("/<int:id>/pace")
def slow_down(id: int) -> Response:
    topic, minutes = get_or_404(Topic, id), request.form.get("minutes", 0, int)
    slow(topic, by=signed_in_member(), seconds=60 * max(0, min(minutes, 1440)))
    flash(
        _("From now on each member replies once in a while.")
        if topic.slow_seconds
        else _("All speak freely again.")
    )
    return redirect(topic.url, code=303)


@order.post("/<int:id>/board")
def move_it(id: int) -> Answer:
    topic, me = get_or_404(Topic, id), signed_in_member()
    board = board_of(request.form.get("board", ""))
    if board is None or not may(me, "read", board):
        return _page(topic, me, _("Choose a board for it first.")), 422
    move(topic, board, by=me)
    flash(_("The topic stands on “%(board)s” now.", board=board.name))
    return redirect(topic.url, code=303)


@order.post("/<int:id>/merger")
def merge_it(id: int) -> Answer:
    topic, me = get_or_404(Topic, id), signed_in_member()
    into = _topic_at(request.form.get("into", ""), me)
    if into is None:
        return _page(topic, me, _("We find no topic at that address.")), 422
    try:
        became = merge(topic, into, by=me)
    except CannotMerge as refusal:
        return _page(topic, me, words_for(refusal)), 422
    flash(_("Both are one topic now. Old addresses lead here."))
    return redirect(became.url, code=303)


@order.post("/<int:id>/division")
def split_it(id: int) -> Answer:
    topic, me, form = get_or_404(Topic, id), signed_in_member(), request.form
    board = board_of(form.get("board", "")) or topic.board
    try:
        new = split(topic, _ids(form.getlist("reply")), form.get("title", ""), by=me, board=board)
    except (NothingToSplit, UnfinishedTopic) as refusal:
        return _page(topic, me, words_for(refusal)), 422
    flash(_("That is a topic of its own now. Old addresses lead here."))
    return redirect(new.url, code=303)


def words_for(refusal: Refusal) -> str:
    said: dict[type[Refusal], Callable[[], str]] = {
        CannotMerge: lambda: _(
            "Choose another topic. One with a poll stays what it is: merge the other into it."
        ),
        NothingToSplit: lambda: _(
            "Choose at least one reply that can be read, and at most %(most)s.", most=MOST_AT_ONCE
        ),
        UnfinishedTopic: lambda: _(
            "Give the new topic a title of at most %(most)s characters.", most=MOST_TITLE
        ),
    }
    return said[type(refusal)]()


def _topic_at(address: str, me: Member) -> Topic | None:
    found = ADDRESS.search(address)
    id = row_id(found[1] or found[2]) if found else None
    topic = db.session.get(Topic, id) if id else None
    return topic if topic and may(me, "read", topic) else None


def _ids(words: Collection[str]) -> list[int]:
    return [id for word in words if (id := row_id(word))]


def _page(topic: Topic, me: Member, refusal: str | None = None) -> str:
    require(me, "keep", topic)
    pages = pages_in(topic.last_number)
    page = min(max(1, request.args.get("page", 1, int)), pages)
    posts = posts_of(topic.id, max(1, (page - 1) * PAGE), page * PAGE - 1, me.id)
    there = [post for post in posts if not post.removed and not post.hidden]
    return render_template(
        "posts/forum/order.html",
        here="/boards",
        topic=topic,
        posts=there,
        words=words_of(post.id for post in there),
        page=page,
        pages=pages,
        boards=[board for board in all_boards() if may(me, "open_topic", board)],
        refusal=refusal,
        most_reason=MOST_REASON,
        most_title=MOST_TITLE,
        chosen=set(_ids(request.form.getlist("reply"))),
    )
