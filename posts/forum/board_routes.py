"""The web addresses of boards."""

from flask import Blueprint, abort, flash, redirect, render_template, request
from flask_babel import gettext as _
from markupsafe import Markup
from werkzeug.wrappers import Response

from community import clock
from community.audience import admits
from community.chat.models import Room
from community.contributions import Audience
from community.db import Refusal, db, row_id, transaction
from community.known import unless_known
from community.members import Member, signed_in_member
from community.pages import my_tier
from community.permissions import require
from community.profiles.faces import Face, faces_of
from posts.forum.boards import READERS, Plan, board_of, create_board, keepers_named, revise_board
from posts.forum.heeding import heed_board, mark_boards_read
from posts.forum.models import (
    Board,
    NobodyOfThatName,
    OpensTo,
    OutOfReach,
    Review,
    SlugTaken,
    Topic,
    interest_in,
)
from posts.forum.reading import Line, board_by, boards_for, new_since, topics_on
from posts.forum.showing import FACES, board_groups, pages_of, topic_lines, unread_counts
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
    people = faces_of({*board.keepers, *(id for topic in topics for id in topic.faces[:FACES])})
    removed = _just_removed(me)
    shown = (
        tuple(board),
        list(map(tuple, topics)),
        list(map(tuple, people.values())),
        page,
        removed,
        since,
    )
    return unless_known(
        shown, lambda: _page(board, topic_lines(topics, people, me, since), people, page, removed, me)
    )


def _page(
    board: Line, lines: Markup, people: dict[int, Face], page: int, removed: int | None, me: Member
) -> str:
    return render_template(
        "posts/forum/board.html",
        board=board,
        lines=lines,
        page=page,
        pages=pages_of(board.topics),
        removed=removed,
        may_open=board.posts_from.admits(me.role, my_tier()),
        may_revise=keeps_order(me),
        keeps_order=keeps_order(me) or me.id in board.keepers,
        keepers=[(people[id].name, people[id].handle) for id in board.keepers if id in people],
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
    me, board = signed_in_member(), _board(slug)
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
    board = _board(slug)
    heed_board(board, interest_in(request.form.get("interest", "")), by=signed_in_member())
    return redirect(board.url, code=303)


def _board(slug: str) -> Board:
    """One that its reader may read; to all others it does not exist."""
    board = board_of(slug) or abort(404)
    require(signed_in_member(), "read", board)
    return board


def _plan() -> Plan:
    form = request.form
    wanted, replies, review = (form.get(name, "") for name in ("posts_from", "replies_from", "review"))
    reads = Audience(form["reads_from"]) if form.get("reads_from") in READERS else Audience.MEMBERS
    return Plan(
        name=" ".join(form.get("name", "").split())[:80],
        description=" ".join(form.get("description", "").split())[:300],
        group=" ".join(form.get("group", "").split())[:80],
        position=max(-999, min(form.get("position", 0, int), 999)),
        posts_from=OpensTo(wanted) if wanted in list(OpensTo) else OpensTo.MEMBERS,
        reads_from=reads,
        replies_from=OpensTo(replies) if replies in list(OpensTo) else OpensTo.MEMBERS,
        review=Review(review) if review in list(Review) else Review.NOTHING,
        keepers=keepers_named(form.get("keepers", ""), reads),
        has_room=bool(form.get("has_room")),
    )


def _editor(board: Board | None, refusal: Refusal | None = None) -> str:
    shown = request.form if refusal else board
    room = db.session.get(Room, board.room_id) if board and board.room_id else None
    has_room = request.form.get("has_room") if refusal else room and not room.archived_at
    kept = faces_of(board.keepers).values() if board else ()
    return render_template(
        "posts/forum/board_editor.html",
        here="/boards",
        board=board,
        plan=shown,
        has_room=has_room,
        keepers=request.form.get("keepers") if refusal else ", ".join(f"@{it.handle}" for it in kept),
        refusal=words_for(refusal) if refusal else None,
        about_keepers=isinstance(refusal, NobodyOfThatName),
        readers=[it for it in READERS if admits(it, signed_in_member())],
    )


def words_for(refusal: Refusal) -> str:
    if isinstance(refusal, SlugTaken):
        return _("Another board has this address already. Choose another name.")
    if isinstance(refusal, NobodyOfThatName):
        return _("We find nobody of that name who may read this board: %(names)s.", names=str(refusal))
    if isinstance(refusal, OutOfReach):
        return _("You would not read this board yourself, nor find it again. Choose readers you belong to.")
    return _("Give the board a name that people will recognise.")


def _just_removed(me: Member) -> int | None:
    """The topic that its author took away a moment ago, and may have back."""
    id = row_id(request.args.get("removed"))
    topic = db.session.get(Topic, id) if id else None
    mine = topic is not None and topic.author_id == me.id
    return id if mine and topic and topic.removed_at and topic.removed_at > clock.now() - UNDO else None
