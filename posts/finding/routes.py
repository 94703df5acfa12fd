"""The page one searches on, and what it proposes while one types."""

from dataclasses import asdict

from flask import Blueprint, jsonify, redirect, render_template, request
from werkzeug.wrappers import Response

from community.api.cursors import cursor, rank_in
from community.limits import spend
from community.members import signed_in_member
from community.search.asking import narrowed_by
from posts.finding import indexed  # noqa: F401  what can be found declares itself
from posts.finding.answering import Shown, answer_to
from posts.finding.proposing import proposed
from posts.finding.reading import KINDS, recent
from posts.finding.remembering import forget, remember, remembered_of
from posts.showing import url_of

finding = Blueprint("finding", __name__, url_prefix="/search")
LONGEST = 200


@finding.get("")
def search() -> str:
    me, text, kind, order = signed_in_member(), _asked(), _kind(), request.args.get("order", "")
    newest, after = order == "newest", rank_in(request.args.get("after", ""))
    shown = answer_to(text, KINDS.get(kind, ""), me, after, newest=newest) if text else Shown()
    return render_template(
        "posts/finding/search.html",
        q=text,
        kind=kind,
        newest=newest,
        begun=after is not None,
        shown=shown,
        next=cursor(*shown.next) if shown.next else "",
        chips=narrowed_by(text),
        kinds=KINDS,
        url_of=url_of,
        recent=() if shown.results else recent(me),
        remembered=() if text else remembered_of(me),
    )


@finding.post("/remembered")
def remember_search() -> Response:
    """Said by the page once it is looked at: reading an answer writes nothing."""
    me, text = signed_in_member(), " ".join(request.form.get("q", "").replace("\0", " ").split())[:LONGEST]
    spend("remember search", me.id, "60/minute")
    if text:
        remember(text, by=me)
    return Response(status=204)


@finding.post("/remembered/removal")
def forget_searches() -> Response:
    """One of them, or all where none is named."""
    forget(signed_in_member(), request.form.get("q"))
    return redirect("/search", code=303)


@finding.get("/suggestions")
def suggestions() -> Response:
    me, text = signed_in_member(), _asked()
    spend("search.suggestions", me.id, "20/second")
    proposals, total = proposed(text, _kind_of_ours(), me)
    return jsonify(items=[asdict(it) for it in proposals], total=total)


def _asked() -> str:
    return " ".join(request.args.get("q", "").replace("\0", " ").split())[:LONGEST]


def _kind() -> str:
    kind = request.args.get("kind", "")
    return kind if kind in KINDS else ""


def _kind_of_ours() -> str:
    return KINDS.get(_kind(), "")
