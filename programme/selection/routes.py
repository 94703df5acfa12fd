"""The pages where programme managers prepare rounds, read whom they would invite, sign and send."""

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from community import clock
from community.db import Refusal, get_or_404, row_id
from community.members import signed_in_member
from community.permissions import may, require
from programme.selection.criteria import CriteriaSet
from programme.selection.models import (
    FEWEST_DAYS,
    LONGEST_NAME,
    MOST,
    MOST_DAYS,
    Candidacy,
    InvalidRound,
    InvitationRound,
    NobodyPasses,
    NotSigned,
    RoundMoved,
)
from programme.selection.reading import PAGE, answers_in, near_misses, ranked, rounds, steps_of
from programme.selection.retention import GOAL, cohorts
from programme.selection.rounds import UNSENT, Plan, cancel, change_round, open_round, send, sign
from programme.selection.shelf import InvalidCriteria, shelf
from programme.selection.wording import criterion_words, told

Page = Response | str | tuple[str, int]
ROUNDS = InvitationRound.home
FIELDS = ("name", "criteria", "capacity", "answer_days", "closes_on", "moves_up")
selection = Blueprint("selection", __name__, url_prefix="/programme")


@selection.get("/rounds")
def show_rounds() -> str:
    require(signed_in_member(), "open", InvitationRound)
    listed = rounds(row_id(request.args.get("before")))
    more = f"{ROUNDS}?before={listed[-1][0].id}" if len(listed) == PAGE else None
    return _page("rounds", rounds=listed, more=more)


@selection.get("/rounds/new")
def begin_round() -> str:
    require(signed_in_member(), "open", InvitationRound)
    closes_on = clock.today() + timedelta(days=42)
    return _form({"capacity": "50", "answer_days": "14", "closes_on": str(closes_on), "moves_up": "1"})


@selection.post("/rounds")
def make_round() -> Page:
    me = signed_in_member()
    require(me, "open", InvitationRound)
    try:
        it = open_round(_plan(), me)
    except Refusal as refusal:
        return _form(_said(), refusal), 422
    return redirect(it.url, code=303)


@selection.get("/rounds/<int:id>")
def show_round(id: int) -> str:
    it = get_or_404(InvitationRound, id)
    require(signed_in_member(), "read", it)
    return _round(it)


@selection.get("/rounds/<int:id>/candidates/<int:candidacy_id>")
def show_candidate(id: int, candidacy_id: int) -> str:
    it, one = get_or_404(InvitationRound, id), get_or_404(Candidacy, candidacy_id)
    require(signed_in_member(), "read", it)
    if one.round_id != it.id:
        abort(404)
    lines = told(it.asks, one.values)
    return _page("candidate", it=it, one=one, criteria=it.asks, lines=lines)


@selection.get("/rounds/<int:id>/edit")
def edit_round(id: int) -> Page:
    it = get_or_404(InvitationRound, id)
    require(signed_in_member(), "prepare", it)
    return _form(_written(it), it=it) if it.state in UNSENT else redirect(it.url)


@selection.post("/rounds/<int:id>")
def revise_round(id: int) -> Page:
    it, me = get_or_404(InvitationRound, id), signed_in_member()
    require(me, "prepare", it)
    try:
        change_round(it, _plan(), me)
    except Refusal as refusal:
        return _form(_said(), refusal, it), 409 if isinstance(refusal, RoundMoved) else 422
    return redirect(it.url, code=303)


@selection.post("/rounds/<int:id>/signature")
def sign_round(id: int) -> Page:
    it, me = get_or_404(InvitationRound, id), signed_in_member()
    return _done(
        it, lambda: sign(it, request.form.get("looked_at", ""), me), _("It is signed, and can be sent.")
    )


@selection.post("/rounds/<int:id>/sending")
def send_round(id: int) -> Page:
    it, me = get_or_404(InvitationRound, id), signed_in_member()
    return _done(it, lambda: send(it, me), _("The invitations are on their way."))


@selection.post("/rounds/<int:id>/cancellation")
def cancel_round(id: int) -> Page:
    it, me = get_or_404(InvitationRound, id), signed_in_member()
    return _done(it, lambda: cancel(it, me), _("The round is given up. Nobody was told of it."))


@selection.get("/criteria")
def show_criteria() -> str:
    require(signed_in_member(), "open", InvitationRound)
    sets, trouble = sets_or_trouble()
    name = request.args.get("set", "")
    return _page(
        "criteria", sets=sets, trouble=trouble, chosen=sets.get(name) or next(iter(sets.values()), None)
    )


@selection.get("/retention")
def show_retention() -> str:
    require(signed_in_member(), "open", InvitationRound)
    return _page("retention", cohorts=cohorts(), goal=GOAL)


def sets_or_trouble() -> tuple[dict[str, CriteriaSet], str]:
    """A file of the club that is wrong is named where it is missed."""
    try:
        return shelf(), ""
    except InvalidCriteria as trouble:
        return {}, str(trouble)


def words_for(refusal: Refusal) -> str:
    if isinstance(refusal, InvalidRound):
        return {
            "name": _("Give it a name of at most %(most)d signs.", most=LONGEST_NAME),
            "criteria": _("Choose a set of criteria that is on the shelf."),
            "capacity": _("Say how many places there are, 1 to %(most)s.", most=f"{MOST:,}"),
            "answer_days": _(
                "Give them %(few)d to %(most)d days to answer.", few=FEWEST_DAYS, most=MOST_DAYS
            ),
            "closes_on": _("Choose a day that leaves everybody the days to answer."),
        }[refusal.field]
    if isinstance(refusal, NotSigned):
        return _("Somebody else has to sign it first.")
    if isinstance(refusal, NobodyPasses):
        return _("Nobody passes: change the criteria or wait until members have come further.")
    if isinstance(refusal, RoundMoved):
        return _("The round has changed a moment ago. Look at it as it is now.")
    return str(refusal)


def end_of(written: str) -> datetime:
    """The end of a day that a form names; of what is no day, the beginning of time, which no round takes."""
    try:
        day = datetime.strptime(written, "%Y-%m-%d").replace(tzinfo=UTC)
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)
    return datetime.combine(day, time(23, 59, 59), UTC)


def _done(it: InvitationRound, verb: Callable[[], None], words: str) -> Page:
    try:
        verb()
    except Refusal as refusal:
        return _round(it, refusal), 409 if isinstance(refusal, RoundMoved) else 422
    flash(words, "good")
    return redirect(it.url, code=303)


def _plan() -> Plan:
    said = _said()
    return Plan(
        name=said["name"],
        criteria=said["criteria"],
        capacity=row_id(said["capacity"]) or 0,
        answer_days=row_id(said["answer_days"]) or 0,
        closes_at=end_of(said["closes_on"]),
        moves_up=bool(said["moves_up"]),
    )


def _said() -> dict[str, str]:
    return {field: request.form.get(field, "") for field in FIELDS}


def _written(it: InvitationRound) -> dict[str, str]:
    return {
        "name": it.name,
        "criteria": it.asks.name,
        "capacity": str(it.capacity),
        "answer_days": str(it.answer_days),
        "closes_on": f"{it.closes_at:%Y-%m-%d}",
        "moves_up": "1" if it.moves_up else "",
    }


def _form(said: dict[str, str], refusal: Refusal | None = None, it: InvitationRound | None = None) -> str:
    sets, trouble = sets_or_trouble()
    wrong = {refusal.field: words_for(refusal)} if isinstance(refusal, InvalidRound) else {}
    return _page(
        "prepare",
        it=it,
        said=said,
        wrong=wrong,
        refusal=trouble or (words_for(refusal) if refusal and not wrong else ""),
        sets=sets,
        longest_name=LONGEST_NAME,
    )


def _round(it: InvitationRound, refusal: Refusal | None = None) -> str:
    me, criteria = signed_in_member(), it.asks
    after = row_id(request.args.get("after")) or 0
    listed = ranked(it, after)
    return _page(
        "round",
        it=it,
        criteria=criteria,
        ranked=listed,
        more=f"{it.url}?after={listed[-1].rank}" if len(listed) == PAGE else None,
        near=near_misses(it) if not after else (),
        answers=answers_in(it),
        steps=steps_of(it),
        may_sign=may(me, "sign", it),
        refusal=words_for(refusal) if refusal else "",
    )


def _page(name: str, **facts: Any) -> str:  # noqa: ANN401  whatever the page shows
    facts |= {"criterion_words": criterion_words}
    return render_template(f"programme/selection/{name}.html", here=ROUNDS, **facts)
