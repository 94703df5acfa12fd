"""The page one searches on, and what it proposes while one types."""

from dataclasses import dataclass, field

from flask import Blueprint, jsonify, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from community.limits import spend
from community.members import signed_in_member
from community.search import LAST_PAGE, PAGE, Found, NoIndex, find
from community.search.asking import understood
from posts.finding import indexed  # noqa: F401  what can be found declares itself
from posts.finding.reading import CANDIDATES, KINDS, Result, by_title, recent, results
from posts.showing import url_of

finding = Blueprint("finding", __name__, url_prefix="/search")
PROPOSED = 7
LONGEST = 200


@dataclass
class Shown:
    """What the page says of an answer."""

    results: list[Result] = field(default_factory=list)
    total: int = 0
    counts: dict[str, int] = field(default_factory=dict)
    more: bool = False
    loosely: bool = False
    only_titles: bool = False  # the index is being built


@finding.get("")
def search() -> str:
    signed_in_member()
    text, kind, page = _asked(), _kind(), _page()
    shown = answer_to(text, KINDS.get(kind, ""), page) if text else Shown()
    return render_template(
        "posts/finding/search.html",
        q=text,
        kind=kind,
        page=page,
        shown=shown,
        kinds=KINDS,
        url_of=url_of,
        recent=() if shown.results else recent(),
    )


@finding.get("/suggestions")
def suggestions() -> Response:
    me, text = signed_in_member(), _asked()
    spend("search.suggestions", me.id, "20/second")
    try:
        found = find(text, _kind_of_ours(), per_page=PROPOSED, typing=True) if text else None
    except NoIndex:
        found = None
    items = results(found) if found else []
    return jsonify(items=[_proposal(it) for it in items], total=found.total if found else 0)


def answer_to(text: str, kind: str, page: int) -> Shown:
    try:
        if understood(text).phrases:
            return _with_phrases(find(text, per_page=CANDIDATES), kind, page)
        found = find(text, kind, page)
    except NoIndex:
        hits = by_title(text, kind, page)
        rows = results(Found(hits[:PAGE], len(hits), {}, understood(text.replace('"', " "))))
        return Shown(rows, len(rows), more=len(hits) > PAGE, only_titles=True)
    more = page < LAST_PAGE and page * PAGE < found.total
    return Shown(results(found), found.total, found.counts, more, found.loosely)


def _with_phrases(candidates: Found, kind: str, page: int) -> Shown:
    """All words are there; whether they stand together is asked of the rows."""
    every = results(candidates)
    counts = {name: sum(row.kind == name for row in every) for name in KINDS.values()}
    rows = [row for row in every if row.kind == kind] if kind else every
    shown = rows[(page - 1) * PAGE : page * PAGE]
    return Shown(shown, len(rows), counts, page * PAGE < len(rows), candidates.loosely)


def _proposal(it: Result) -> dict[str, str]:
    is_person = it.kind == "member"
    return {
        "kind": it.kind,
        "title": it.name,
        "line": f"@{it.row.handle}" if is_person else f"{_name_of(it.kind)} · {it.row.name}",
        "url": it.reply_url or it.url,
    }


def _name_of(kind: str) -> str:
    return {"story": _("Story"), "shopping_list": _("Shopping list")}.get(kind) or _("Topic")


def _asked() -> str:
    return " ".join(request.args.get("q", "").replace("\0", " ").split())[:LONGEST]


def _kind() -> str:
    kind = request.args.get("kind", "")
    return kind if kind in KINDS else ""


def _kind_of_ours() -> str:
    return KINDS.get(_kind(), "")


def _page() -> int:
    return min(max(request.args.get("page", 1, int), 1), LAST_PAGE)
