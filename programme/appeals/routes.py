"""The pages where a member asks for another look, and where somebody else decides on it."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from community.db import Refusal, get_or_404, row_id
from community.engagement.reading import Line, line_of, lines_about
from community.engagement.sentences import points, what, why
from community.entrance.factors.going_on import need_proof_of_staff
from community.limits import spend
from community.members import signed_in_member
from community.permissions import may, require
from programme.appeals.asking import appeals_on, ask_again, deeds_of, may_be_asked
from programme.appeals.deciding import decide_again
from programme.appeals.models import LONGEST, WITHIN, LookedAlready, NotHeard, SayWhyAgain, ScoreAppeal
from programme.appeals.offering import state_words
from programme.appeals.reading import PAGE, appeals_of, decided_appeals, how_many_wait, open_appeals

Page = Response | str | tuple[str, int]
HOME = ScoreAppeal.home
score_appeals = Blueprint("score_appeals", __name__)


@score_appeals.get("/passport/lines/<int:id>/appeal")
def begin_appeal(id: int) -> Page:
    me, line = signed_in_member(), _line(id)
    if asked := appeals_on([line.activity_id], me).get(line.activity_id):
        return redirect(asked.url)
    return _form(line) if may_be_asked(line, me) else abort(404)


@score_appeals.post("/passport/lines/<int:id>/appeal")
def make_appeal(id: int) -> Page:
    me, line = signed_in_member(), _line(id)
    spend("appeal", me.id, "20/hour")
    try:
        it = ask_again(line, request.form.get("text", ""), me)
    except SayWhyAgain as refusal:
        return _form(line, words_for(refusal)), 422
    except NotHeard as refusal:
        return _form(line, words_for(refusal)), 409
    flash(_("Somebody who had no part in it looks at it again, and answers you."), "good")
    return redirect(it.url, code=303)


@score_appeals.get("/passport/appeals")
def show_my_appeals() -> str:
    return _page("mine", here="/passport", appeals=appeals_of(signed_in_member()))


@score_appeals.get("/passport/appeals/<int:id>")
def show_my_appeal(id: int) -> str:
    it, me = get_or_404(ScoreAppeal, id), signed_in_member()
    require(me, "read", it)
    if it.member_id != me.id:
        abort(404)
    return _page("appeal", here="/passport", it=it, lines=lines_about(me.id, deeds_of(it)))


@score_appeals.get(HOME)
def show_score_appeals() -> str:
    require(signed_in_member(), "see_queue", ScoreAppeal)
    decided = decided_appeals(row_id(request.args.get("before")))
    more = f"{HOME}?before={decided[-1].id}" if len(decided) == PAGE else None
    return _page(
        "appeals", here=HOME, open=open_appeals(), waiting=how_many_wait(), decided=decided, more=more
    )


@score_appeals.get(f"{HOME}/<int:id>")
def show_score_appeal(id: int) -> str:
    it, me = get_or_404(ScoreAppeal, id), signed_in_member()
    require(me, "see_queue", ScoreAppeal)
    return _decided(it)


@score_appeals.post(f"{HOME}/<int:id>/decision")
def decide_score_appeal(id: int) -> Page:
    it, me = get_or_404(ScoreAppeal, id), signed_in_member()
    require(me, "decide", it)
    need_proof_of_staff()
    won = request.form.get("won") == "1"
    try:
        decide_again(it, request.form.get("answer", ""), me, won=won)
    except SayWhyAgain as refusal:
        return _decided(it, words_for(refusal)), 422
    except LookedAlready as refusal:
        return _decided(it, words_for(refusal)), 409
    flash(_("It is decided, and the member is told."), "good")
    return redirect(HOME, code=303)


def words_for(refusal: Refusal) -> str:
    if isinstance(refusal, SayWhyAgain):
        return _("Say why, in at most %(most)d characters.", most=LONGEST)
    if isinstance(refusal, NotHeard):
        return _("This cannot be asked: it was asked before, is too long ago, or was your own doing.")
    return _("Somebody else decided on it a moment ago.")


def _line(id: int) -> Line:
    return line_of(signed_in_member().id, id) or abort(404)


def _form(line: Line, wrong: str = "") -> str:
    lines = lines_about(signed_in_member().id, [line.key])
    until = line.recorded_at + WITHIN
    text = request.form.get("text", "")
    return _page("ask", here="/passport", line=line, lines=lines, until=until, wrong=wrong, text=text)


def _decided(it: ScoreAppeal, wrong: str = "") -> str:
    return _page(
        "decide",
        here=HOME,
        it=it,
        lines=lines_about(it.member_id, deeds_of(it)),
        may_decide=may(signed_in_member(), "decide", it),
        wrong=wrong,
        answer=request.form.get("answer", ""),
    )


def _page(name: str, **facts: Any) -> str:  # noqa: ANN401  whatever the page shows
    facts |= {"what": what, "why": why, "points": points, "state_words": state_words, "longest": LONGEST}
    return render_template(f"programme/appeals/{name}.html", **facts)
