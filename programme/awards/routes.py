"""The pages where managers give awards and sign large ones, and where a member reads her own."""

from collections.abc import Callable

from flask import Blueprint, flash, redirect, render_template, request
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.wrappers import Response

from community.db import Refusal, db, get_or_404, row_id
from community.limits import spend
from community.members import Member, signed_in_member
from community.permissions import require
from programme.awards.awarding import PAGE, awards, awards_of, decline_award, give, sign_award, step_worth
from programme.awards.models import (
    ALONE,
    LARGEST,
    LONGEST,
    MOST,
    SHORTEST,
    Award,
    AwardedEnough,
    AwardMoved,
    InvalidAward,
)

Page = Response | str | tuple[str, int]
awarding = Blueprint("awards", __name__)
VERBS: dict[str, Callable[[Award, Member], None]] = {"signature": sign_award, "refusal": decline_award}


@awarding.get(Award.home)
def show_awards() -> str:
    require(signed_in_member(), "see_all", Award)
    return _awards({"handle": request.args.get("handle", "")})


@awarding.post(Award.home)
def give_award() -> Page:
    me = signed_in_member()
    require(me, "see_all", Award)
    spend("award", me.id, "100/day")
    said = {name: request.form.get(name, "") for name in ("handle", "steps", "reason")}
    try:
        give(called(said["handle"]), row_id(said["steps"]) or 0, said["reason"], me)
    except Refusal as refusal:
        return _awards(said, refusal), 422
    flash(_("It is given. A large one counts when somebody else has signed it."), "good")
    return redirect(Award.home, code=303)


@awarding.post(f"{Award.home}/<int:id>/<any(signature, refusal):verb>")
def decide_on_award(id: int, verb: str) -> Page:
    it, me = get_or_404(Award, id), signed_in_member()
    require(me, "sign", it)
    try:
        VERBS[verb](it, me)
    except AwardMoved as refusal:
        return _awards({}, refusal), 409
    return redirect(Award.home, code=303)


@awarding.get("/passport/awards")
def show_my_awards() -> str:
    mine = awards_of(signed_in_member())
    return render_template("programme/awards/mine.html", here="/passport", awards=mine, worth=step_worth())


def called(handle: str) -> Member:
    """Raises InvalidAward where nobody has that handle."""
    spelled = handle.strip().lower().removeprefix("@")
    whom = db.session.scalar(select(Member).where(Member.handle == spelled, Member.left_at.is_(None)))
    if not whom:
        raise InvalidAward("handle")
    return whom


def words_for(refusal: Refusal) -> str:
    if isinstance(refusal, InvalidAward):
        return {
            "handle": _("Nobody here is called that."),
            "steps": _("Choose one of the sizes."),
            "reason": _(
                "Say why in %(short)d to %(long)d signs: the member reads it.", short=SHORTEST, long=LONGEST
            ),
        }[refusal.field]
    if isinstance(refusal, AwardedEnough):
        most = MOST * step_worth()
        return _("A member may be given at most %(most)d points in twelve months.", most=most)
    return _("Somebody else decided on it a moment ago.")


def _awards(said: dict[str, str], refusal: Refusal | None = None) -> str:
    listed = awards(row_id(request.args.get("before")))
    wrong = {refusal.field: words_for(refusal)} if isinstance(refusal, InvalidAward) else {}
    return render_template(
        "programme/awards/awards.html",
        here=Award.home,
        awards=listed,
        more=f"{Award.home}?before={listed[-1].id}" if len(listed) == PAGE else None,
        said=said,
        wrong=wrong,
        refusal=words_for(refusal) if refusal and not wrong else "",
        worth=step_worth(),
        sizes=range(1, LARGEST + 1),
        alone=ALONE,
        longest=LONGEST,
    )
