"""What was decided on a member, as they read it, and their appeal: signed in, or by the key in their mail."""

from flask import Blueprint, abort, flash, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from community.db import Refusal, get_or_404
from community.languages import on_the_clock_of
from community.limits import spend, whence
from community.members import current_member, signed_in_member
from community.moderation.addressing import effect_of, next_step, reason_given
from community.moderation.appealing import appeal
from community.moderation.club_rules import rule_called
from community.moderation.models import LONGEST_WORDS, Decision
from community.moderation.refusals import said, status_of
from community.moderation.wording import outcome, thing_name
from community.moderation.writing_to import opens
from community.permissions import require

decided = Blueprint("decided", __name__)
Page = Response | str | tuple[str, int]


@decided.get("/decisions/<int:id>")
def show_decision(id: int) -> str:
    return _page(_decision(id))


@decided.post("/decisions/<int:id>/appeal")
def appeal_against(id: int) -> Page:
    spend("appeal", whence(), "20/hour")
    decision = _decision(id)
    if current_member():
        require(signed_in_member(), "appeal", decision)
    try:
        appeal(decision, request.form.get("text", ""))
    except Refusal as refusal:
        return _page(decision, said(refusal)), status_of(refusal)
    flash(_("Your appeal is with us. Somebody who did not decide before reads it."), "good")
    key = f"?key={request.args['key']}" if "key" in request.args else ""
    return redirect(f"{decision.url}{key}", code=303)


def _decision(id: int) -> Decision:
    """Of whoever is signed in or shows its key; else it is as if it did not exist."""
    if key := request.args.get("key"):
        found = opens(key)
        return found if found and found.id == id else abort(404)
    me = signed_in_member()
    decision = get_or_404(Decision, id)
    require(me, "read", decision)
    return decision if decision.told_at or me.is_staff else abort(404)


def _page(decision: Decision, wrong: str | None = None) -> str:
    """Whoever comes by the key in a letter reads the times that stand in it."""
    if current_member():
        return _written(decision, wrong)
    with on_the_clock_of(decision.member):
        return _written(decision, wrong)


def _written(decision: Decision, wrong: str | None) -> str:
    me = current_member()
    return render_template(
        "community/moderation/decision.html",
        it=decision,
        case=decision.case,
        rule=rule_called(decision.rule),
        thing_name=thing_name,
        outcome=outcome,
        effect_of=effect_of,
        next_step=next_step,
        reason_given=reason_given,
        may_appeal=decision.may_be_appealed and (me is None or me.id == decision.member_id),
        key=request.args.get("key", ""),
        wrong=wrong,
        text=request.form.get("text", ""),
        longest=LONGEST_WORDS,
    )
