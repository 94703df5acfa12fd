"""The web addresses of boards."""

from flask import Blueprint, abort, flash, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from community import clock
from community.db import Refusal, db, transaction
from community.known import unless_known
from community.members import Member, signed_in_member
from community.pages import who_reads
from community.permissions import require
from posts.forum.boards import Plan, board_of, create_board, revise_board
from posts.forum.heeding import heed_board, mark_boards_read
from posts.forum.models import Board, OpensTo, SlugTaken, Topic, interest_in
from posts.forum.reading import board_by, boards_for, new_since, topics_on
from posts.forum.showing import board_groups, pages_of, topic_lines, unread_counts
from posts.permissions import keeps_order
from posts.replies.models import UNDO

boards = Blueprint("boards", __name__, url_prefix="/boards")
Answer = Response | str | tuple[str, int]


@boards.get("")
def list_boards() -> Response:
    me = signed_in_member()
    lines = boards_for(me)
    counts = unread_counts(lines, me)
    return unless_known(
        ([tuple(line) for line in lines], counts),
        lambda: render_template(
            "posts/forum/boards.html", groups=board_groups(lines, counts, me), may_create=keeps_order(me)
        ),
    )


@boards.get("/new")
def new_board() -> Answer:
    require(signed_in_member(), "create", Board)
    return _editor(None)


@boards.post("")
def write_board() -> Answer:
    try:
        board = create_board(_plan(), by=signed_in_member(), slug=request.form.get("slug", ""))
    except Refusal as refusal:
        return _editor(None, refusal), 422
    return redirect(board.url, code=303)


@boards.get("/<slug>")
def show_board(slug: str) -> Response:
    me = signed_in_member()
    board = board_by(slug, me) or abort(404)
    since = board.read_at or new_since(me)
    page = min(max(1, request.args.get("page", 1, int)), pages_of(board.topics))
    topics = topics_on(board, page, me)
    removed = _just_removed(me)
    return unless_known(
        (tuple(board), [tuple(topic) for topic in topics], page, removed, since),
        lambda: render_template(
            "posts/forum/board.html",
            board=board,
            lines=topic_lines(topics, me, since),
            page=page,
            pages=pages_of(board.topics),
            removed=removed,
            may_open=board.posts_from.admits(me.role, _tier()),
            keeps_order=keeps_order(me),
        ),
    )


@boards.get("/<slug>/edition")
def edit_board(slug: str) -> Answer:
    board = board_of(slug) or abort(404)
    require(signed_in_member(), "revise", board)
    return _editor(board)


@boards.post("/<slug>/edition")
def change_board(slug: str) -> Answer:
    board = board_of(slug) or abort(404)
    try:
        revise_board(board, _plan(), by=signed_in_member())
    except Refusal as refusal:
        return _editor(board, refusal), 422
    return redirect(board.url, code=303)


@boards.post("/<slug>/reading")
def read_all(slug: str) -> Response:
    """Everything on a board counts as read."""
    me, board = signed_in_member(), board_of(slug) or abort(404)
    with transaction():
        mark_boards_read([board.id], me.id)
    flash(_("Everything here is marked as read."))
    return redirect(board.url, code=303)


@boards.post("/reading")
def read_everything() -> Response:
    me = signed_in_member()
    with transaction():
        mark_boards_read([board.id for board in boards_for(me)], me.id)
    flash(_("Everything is marked as read."))
    return redirect("/boards", code=303)


@boards.post("/<slug>/interest")
def heed(slug: str) -> Response:
    """Follow a board, mute it, or neither."""
    board = board_of(slug) or abort(404)
    heed_board(board, interest_in(request.form.get("interest", "")), by=signed_in_member())
    return redirect(board.url, code=303)


def _plan() -> Plan:
    form = request.form
    wanted = form.get("posts_from", "")
    return Plan(
        name=" ".join(form.get("name", "").split())[:80],
        description=" ".join(form.get("description", "").split())[:300],
        group=" ".join(form.get("group", "").split())[:80],
        position=max(-999, min(form.get("position", 0, int), 999)),
        posts_from=OpensTo(wanted) if wanted in list(OpensTo) else OpensTo.MEMBERS,
    )


def _editor(board: Board | None, refusal: Refusal | None = None) -> str:
    words = _("Another board has this address already. Choose another name.")
    if refusal and not isinstance(refusal, SlugTaken):
        words = _("Give the board a name that people will recognise.")
    return render_template(
        "posts/forum/board_editor.html",
        here="/boards",
        board=board,
        plan=_plan() if refusal else board,
        refusal=words if refusal else None,
    )


def _just_removed(me: Member) -> int | None:
    """The topic that its author took away a moment ago, and may have back."""
    id = request.args.get("removed", 0, int)
    topic = db.session.get(Topic, id) if 0 < id < 2**31 else None
    mine = topic is not None and topic.author_id == me.id
    return id if mine and topic and topic.removed_at and topic.removed_at > clock.now() - UNDO else None


def _tier() -> str | None:
    standing = who_reads()["me_standing"]
    return getattr(standing, "tier", None)
