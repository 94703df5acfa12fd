"""The web addresses of topics."""

from flask import Blueprint, abort, flash, jsonify, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from community.contributions import Contribution
from community.db import Refusal, db, get_or_404, row_id, transaction
from community.measure import TooMuch, open_in_measure
from community.members import Member, signed_in_member
from community.permissions import may, require
from posts.drafts.keeping import forget
from posts.drafts.models import TOPIC
from posts.forum.boards import all_boards, board_of
from posts.forum.forwarding import words_from
from posts.forum.heeding import heed_topic, mark_read
from posts.forum.holding import hold_topic, is_read_first
from posts.forum.marking import mark_answer
from posts.forum.models import MOST_TITLE, Board, NotItsReply, Topic, interest_in
from posts.forum.opening import open_topic, remove_topic, restore_topic, revise_topic
from posts.forum.reading import topic_for
from posts.forum.similar import similar_topics
from posts.forum.topic_page import topic_page
from posts.polls.asking import ask
from posts.polls.models import UnfinishedPoll, has_poll
from posts.polls.routes import question_in
from posts.polls.routes import words_for as words_for_poll
from posts.replies.models import MOST, Reply, TooLate, TooLong
from posts.tagging import MOST as MOST_TAGS
from posts.tagging import TagTooLong, TooManyTags

topics = Blueprint("topics", __name__, url_prefix=Topic.home)
Answer = Response | str | tuple[str, int] | tuple[str, int, dict[str, str]]


@topics.get("/new")
def new_topic() -> Answer:
    """`message=`: with what was said in a room, to be spoken of."""
    me = signed_in_member()
    message_id = row_id(request.args.get("message"))
    words = words_from(message_id, me) if message_id else ""
    return _editor(me, board=board_of(request.args.get("board", "")), words=words)


@topics.post("")
def write_topic() -> Answer:
    me, form = signed_in_member(), request.form
    board = board_of(form.get("board", ""))
    if board is None:
        return _editor(me, refusal=_("Choose a board for it first.")), 422
    asks = bool(form.get("poll_answers", "").strip())
    try:
        open_in_measure(me)
        if is_read_first(board, me, topic=True):
            if asks:
                return _editor(me, board=board, refusal=_poll_comes_later()), 422
            with transaction():
                hold_topic(board, form.get("title", ""), form.get("text", ""), me, form.get("tags", ""))
                forget(TOPIC, me.id)
            flash(_("Thank you. Your topic waits: those who look after this board read it first."))
            return redirect(board.url, code=303)
        with transaction():
            topic = open_topic(board, form.get("title", ""), form.get("text", ""), me, form.get("tags", ""))
            if asks:
                ask(topic, question_in(form), by=me)
            forget(TOPIC, me.id)
    except TooMuch as soon:
        return soon.beside(_editor(me, board=board, refusal=soon.description))
    except Refusal as refusal:
        words = words_for_poll(refusal) if isinstance(refusal, UnfinishedPoll) else words_for(refusal)
        return _editor(me, board=board, refusal=words), 422
    return redirect(topic.url, code=303)


@topics.get("/similar")
def similar() -> Response:
    me = signed_in_member()
    return jsonify(items=similar_topics(request.args.get("title", ""), me))


@topics.get("/<int:id>")
@topics.get("/<int:id>-<slug>")
def show_topic(id: int, slug: str = "") -> Response:  # noqa: ARG001  the id finds it, the slug is for people
    me = signed_in_member()
    topic = topic_for(id, me)
    return topic_page(topic, me) if topic else _what_became_of(id, me)


def _what_became_of(id: int, me: Member) -> Response:
    """A topic that was merged into another is a reply there."""
    became = get_or_404(Contribution, id)
    require(me, "read", became)
    return redirect(became.url) if isinstance(became, Reply) else abort(404)


@topics.post("/<int:id>/reading")
def read_on(id: int) -> tuple[str, int]:
    """How far a page that was fetched ahead has been read."""
    me = signed_in_member()
    topic = topic_for(id, me) or abort(404)
    number = min(request.form.get("number", 0, int), topic.last_number)
    with transaction():
        mark_read(id, me.id, max(0, number))
    return "", 204


@topics.post("/<int:id>/interest")
def heed(id: int) -> Answer:
    """Follow a topic, mute it, or neither."""
    topic, interest = get_or_404(Topic, id), interest_in(request.form.get("interest", ""))
    heed_topic(topic, interest, by=signed_in_member())
    return redirect(topic.url, code=303)


@topics.get("/<int:id>/edition")
def edit_topic(id: int) -> Answer:
    me, topic = signed_in_member(), get_or_404(Topic, id)
    require(me, "revise", topic)
    return _editor(me, topic=topic)


@topics.post("/<int:id>/edition")
def change_topic(id: int) -> Answer:
    me, topic, form = signed_in_member(), get_or_404(Topic, id), request.form
    try:
        revise_topic(topic, form.get("title", ""), form.get("text", ""), me, form.get("tags"))
    except Refusal as refusal:
        return _editor(me, topic=topic, refusal=words_for(refusal)), 422
    return redirect(f"{topic.url}?page=1", code=303)


@topics.post("/<int:id>/removal")
def take_away(id: int) -> Response:
    topic = get_or_404(Topic, id)
    remove_topic(topic, by=signed_in_member())
    return redirect(f"{topic.board.url}?removed={topic.id}", code=303)


@topics.post("/<int:id>/restoration")
def bring_back(id: int) -> Response:
    topic = get_or_404(Topic, id)
    try:
        restore_topic(topic, by=signed_in_member())
    except TooLate as late:
        abort(409, words_for(late))
    return redirect(topic.url, code=303)


@topics.post("/<int:id>/answer")
def say_what_helped(id: int) -> Response:
    topic, given = get_or_404(Topic, id), row_id(request.form.get("reply"))
    reply = db.session.get(Reply, given) if given else None
    try:
        mark_answer(topic, reply, by=signed_in_member())
    except NotItsReply as refusal:
        abort(409, words_for(refusal))
    return redirect(reply.url if reply else f"{topic.url}?page=1", code=303)


def _poll_comes_later() -> str:
    return _("On this board somebody reads topics first. Send yours without the poll, and add it afterwards.")


def words_for(refusal: Refusal) -> str:
    if isinstance(refusal, TooLong):
        return _(
            "That is longer than %(most)s characters. Cut it, or say the rest in a reply.", most=f"{MOST:,}"
        )
    if isinstance(refusal, TooLate):
        return _("It is too late to bring this back.")
    if isinstance(refusal, (TooManyTags, TagTooLong)):
        return _("At most %(most)s tags, each a word or two, with commas between.", most=MOST_TAGS)
    if isinstance(refusal, NotItsReply):
        return _("That reply is not part of this topic any more.")
    return _("Give your topic a title of at most %(most)s characters, and a text.", most=MOST_TITLE)


def _editor(
    me: Member,
    board: Board | None = None,
    topic: Topic | None = None,
    refusal: str | None = None,
    words: str = "",
) -> str:
    """What was typed stays, whatever was wrong with it."""
    open_boards = [it for it in all_boards() if may(me, "open_topic", it)]
    typed = request.form if request.method == "POST" else {}
    return render_template(
        "posts/forum/editor.html",
        here="/boards",
        boards=open_boards,
        board=board,
        topic=topic,
        title=typed.get("title", topic.title if topic else ""),
        text=typed.get("text", topic.text if topic else words),
        is_carried=bool(words),
        tags=typed.get("tags", topic.tags if topic else ""),
        typed=typed,
        has_poll=topic is not None and has_poll(topic.id),
        refusal=refusal,
        most=MOST,
        most_title=MOST_TITLE,
    )
