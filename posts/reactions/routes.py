"""The web addresses of reactions."""

from flask import Blueprint, jsonify, redirect, render_template, request
from werkzeug.wrappers import Response

from community.contributions import Contribution
from community.db import Refusal, get_or_404, row_id
from community.entrance.routes import own_page
from community.errors import problem, wants_json
from community.members import signed_in_member
from community.permissions import may, require
from community.quiet.reading import spares_counts
from posts.reactions.counting import counts
from posts.reactions.liking import react, unlike
from posts.reactions.models import Kind, kind_in
from posts.reactions.reading import PAGE, reaction_of, who_reacted
from posts.reactions.wording import felt_icons, reaction_icon, reaction_name, words_for

reactions = Blueprint("reactions", __name__)
for words in (reaction_name, reaction_icon, felt_icons, reaction_of):
    reactions.app_template_global()(words)
reactions.app_template_global("reaction_kinds")(lambda: list(Kind))
Answer = Response | str | tuple[str, int]


@reactions.post("/contributions/<int:id>/reaction")
def choose(id: int) -> Answer:
    """The form says what shall be, so that sending it twice does no harm: a `kind`, or none of them."""
    return _become(get_or_404(Contribution, id), kind_in(request.form.get("kind", "")))


@reactions.post("/contributions/<int:id>/like")
def like_it(id: int) -> Answer:
    it = get_or_404(Contribution, id)
    return _become(it, None if request.form.get("liked") == "0" else Kind.LIKE)


@reactions.get("/contributions/<int:id>/reactions")
def show_reactions(id: int) -> str:
    """Who reacted, and without scripts the six to choose from."""
    me, it = signed_in_member(), get_or_404(Contribution, id)
    require(me, "read", it)
    kind = kind_in(request.args.get("kind", ""))
    people = who_reacted(it, me, kind, row_id(request.args.get("after")) or 0)
    return _page(it, None, kind=kind, people=people[:PAGE], more=len(people) > PAGE)


def _become(it: Contribution, kind: Kind | None) -> Answer:
    try:
        if kind:
            react(it, kind, by=signed_in_member())
        else:
            unlike(it, by=signed_in_member())
    except Refusal as refusal:
        words = words_for(refusal)
        return problem(429, words) if wants_json() else (_page(it, words), 429)
    if wants_json():
        told = {"reaction": kind, "liked": kind is not None}
        if spares_counts():
            return jsonify(**told, count=None, counts={})
        return jsonify(**told, count=it.likes, counts=counts(it.likes, it.felt))
    return redirect(own_page(request.form.get("next") or it.url), code=303)


def _page(
    it: Contribution,
    refusal: str | None,
    *,
    kind: Kind | None = None,
    people: object = (),
    more: bool = False,
) -> str:
    me = signed_in_member()
    return render_template(
        "posts/reactions/reactions.html",
        it=it,
        kind=kind,
        people=people,
        more=more,
        refusal=refusal,
        counts=counts(it.likes, it.felt),
        mine=reaction_of(it, me),
        may_react=may(me, "like", it),
    )
