"""The page one searches on, and what it proposes while one types."""

from typing import Any

from flask import Blueprint, jsonify, redirect, render_template, request
from flask_babel import gettext as _
from sqlalchemy import Row
from werkzeug.wrappers import Response

from community.api.cursors import cursor, rank_in
from community.limits import spend
from community.members import signed_in_member
from community.pages import my_tier
from community.quiet.hearing import quiet_of
from community.search import NoIndex, find
from community.search.asking import narrowed_by
from posts.finding import indexed  # noqa: F401  what can be found declares itself
from posts.finding.answering import Shown, answer_to, is_heard, reader_for
from posts.finding.reading import KINDS, Result, recent, results
from posts.finding.remembering import forget, remember, remembered_of
from posts.kinds import kind_name
from posts.products.reading import called
from posts.showing import url_of

finding = Blueprint("finding", __name__, url_prefix="/search")
PROPOSED = 7
LONGEST = 200
PRODUCTS = 2  # proposed while one types


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
    quiet = quiet_of(me)
    try:
        reader = reader_for(me, my_tier(), quiet)
        found = find(text, _kind_of_ours(), reader=reader, per_page=PROPOSED, typing=True) if text else None
    except NoIndex:
        found = None
    items = [_proposal(it) for it in results(found, me) if is_heard(it, quiet)] if found else []
    items += [_product(row) for row in called(text, PRODUCTS)]
    return jsonify(items=items, total=found.total if found else 0)


def _proposal(it: Result) -> dict[str, str]:
    is_person = it.kind == "member"
    return {
        "kind": it.kind,
        "title": it.name,
        "line": f"@{it.row.handle}" if is_person else f"{kind_name(it.kind)} · {it.row.name}",
        "url": it.reply_url or it.url,
    }


def _product(row: Row[Any]) -> dict[str, str]:
    line = " · ".join(filter(None, [_("Product"), row.brand]))
    return {"kind": "product", "title": row.name, "line": line, "url": f"/products/{row.id}"}


def _asked() -> str:
    return " ".join(request.args.get("q", "").replace("\0", " ").split())[:LONGEST]


def _kind() -> str:
    kind = request.args.get("kind", "")
    return kind if kind in KINDS else ""


def _kind_of_ours() -> str:
    return KINDS.get(_kind(), "")
