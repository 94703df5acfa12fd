"""The web addresses of replies."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from flask import Blueprint, abort, flash, jsonify, redirect, render_template, request
from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import joinedload, with_polymorphic
from werkzeug.wrappers import Response

from community.contributions import Contribution
from community.db import Refusal, db, get_or_404, transaction
from community.errors import problem, wants_json
from community.fragments import hole
from community.measure import TooMuch, reply_in_measure
from community.members import Member, signed_in_member
from community.permissions import may, require
from posts.forum.models import Topic
from posts.replies.bringing import with_photo
from posts.replies.including import address_of, newer, replies_of
from posts.replies.models import MOST, EditOver, ReadFirst, Reply, TooLate
from posts.replies.wording import status_of, words_for
from posts.replies.writing import is_too_late, remove, reply, restore, revise, why_closed

replies = Blueprint("replies", __name__)
replies.app_template_global()(hole)
replies.app_template_global()(replies_of)
Answer = Response | str | tuple[str, int] | tuple[str, int, dict[str, str]] | tuple[Response, int]


@replies.get("/contributions/<int:id>/replies/new")
def new_reply(id: int) -> Answer:
    """The composer on a page of its own: for Quote and Reply without scripts, and for what was refused."""
    me, about = signed_in_member(), get_or_404(Contribution, id)
    require(me, "read", about)
    if not may(me, "reply", about):
        return _composer(about, "", None, why_closed(about, me), me)
    quoted = _quoted(request.args.get("quoted", ""), about)
    words = quotation(quoted) if quoted and request.args.get("with") == "words" else ""
    return _composer(about, words, quoted, None, me)


@replies.post("/contributions/<int:id>/replies")
def write_reply(id: int) -> Answer:
    me, sent = signed_in_member(), _sent()
    text, quoted_id = str(sent.get("text") or ""), str(sent.get("quoted") or "")
    photo = request.files.get("photo")
    try:
        reply_in_measure(me)
        if photo:
            text = with_photo(text, photo.stream, by=me)
        with transaction():  # begun here, so that what is found need not be read again
            about = db.session.scalar(_answered(), {"id": id}) or abort(404)
            it = reply(about, text, by=me, quoted=_quoted(quoted_id, about))
            facts = {"id": it.id, "number": it.number, "root": it.root, "url": it.url}
            place = it.url if wants_json() else address_of(it, about)
    except ReadFirst as waits:
        waits.keep(text, me, _quoted(quoted_id, about))
        if wants_json():
            return jsonify(waiting=waits.words()), 202
        flash(waits.words())
        return redirect(about.url, code=303)
    except TooMuch as soon:
        if wants_json():
            raise
        flash(soon.description or "", "error")
        about = get_or_404(Contribution, id)
        require(me, "read", about)
        return soon.beside(_composer(about, text, _quoted(quoted_id, about), None, me)[0])
    except Refusal as refusal:
        if wants_json():
            return problem(status_of(refusal), words_for(refusal))
        about = get_or_404(Contribution, id)
        return _composer(about, text, _quoted(quoted_id, about), refusal, me)
    return (jsonify(facts), 201) if wants_json() else redirect(place, code=303)


@cache
def _answered() -> Select[Any]:
    """What is replied to, a topic with its board: all that says whether one may, in one question."""
    whole = with_polymorphic(Contribution, [Topic])
    asked: Select[Any] = select(whole).where(whole.id == bindparam("id"))
    return asked.options(joinedload(whole.author), joinedload(whole.Topic.board))


@replies.get("/contributions/<int:id>/replies")
def newer_replies(id: int) -> str:
    """The replies after a number, as HTML: what a page adds to itself when it heard of them."""
    me, about = signed_in_member(), get_or_404(Contribution, id)
    require(me, "read", about)
    return newer(about, request.args.get("after", 0, int), me)


@replies.get("/replies/<int:id>")
def find_reply(id: int) -> Response:
    """What was a reply may have become a topic since."""
    it, me = get_or_404(Contribution, id), signed_in_member()
    require(me, "read", it.about if isinstance(it, Reply) else it)
    return redirect(address_of(it, it.about) if isinstance(it, Reply) else it.url)


@replies.get("/replies/<int:id>/edition")
def edit_reply(id: int) -> Answer:
    it = get_or_404(Reply, id)
    require(signed_in_member(), "revise", it)
    if is_too_late(it):
        abort(409, words_for(EditOver()))
    return render_template("posts/replies/edit.html", reply=it, text=it.text, most=MOST, refusal=None)


@replies.post("/replies/<int:id>/edition")
def revise_reply(id: int) -> Answer:
    it, text = get_or_404(Reply, id), request.form.get("text", "")
    try:
        revise(it, text, by=signed_in_member())
    except Refusal as refusal:
        page = render_template(
            "posts/replies/edit.html", reply=it, text=text, most=MOST, refusal=words_for(refusal)
        )
        return page, 422
    return redirect(address_of(it, it.about), code=303)


@replies.post("/replies/<int:id>/removal")
def remove_reply(id: int) -> Response:
    it = get_or_404(Reply, id)
    remove(it, by=signed_in_member())
    return redirect(address_of(it, it.about), code=303)


@replies.post("/replies/<int:id>/restoration")
def restore_reply(id: int) -> Response:
    it = get_or_404(Reply, id)
    try:
        restore(it, by=signed_in_member())
    except TooLate as late:
        abort(409, words_for(late))
    return redirect(address_of(it, it.about), code=303)


def quotation(quoted: Reply | Contribution) -> str:
    lines = getattr(quoted, "text", "").splitlines()
    return "\n".join(f"> {line}".rstrip() for line in lines) + "\n\n"


def _quoted(id: str, about: Contribution) -> Reply | Contribution | None:
    """What is answered: a reply of the same thread, or its beginning."""
    if not id.isdecimal() or len(id) > 9:  # noqa: PLR2004  larger than any id
        return None
    if int(id) == about.id:
        return about
    it = db.session.scalar(select(Reply).where(Reply.id == int(id), Reply.about_id == about.id))
    return it if it and it.is_readable else None


def _composer(
    about: Contribution, text: str, quoted: Reply | Contribution | None, refusal: Refusal | None, me: Member
) -> tuple[str, int]:
    page = render_template(
        "posts/replies/write.html",
        about=about,
        text=text,
        quoted=quoted,
        closed=not may(me, "reply", about),
        refusal=words_for(refusal) if refusal else None,
        most=MOST,
    )
    return page, status_of(refusal) if refusal else 200


def _sent() -> Mapping[str, object]:
    sent = request.get_json() if request.is_json else request.form
    return sent if isinstance(sent, Mapping) else abort(400)
