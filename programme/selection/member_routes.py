"""The page of an invitation: what it brings, what it rests on, and the answer."""

from flask import Blueprint, abort, flash, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from community.db import get_or_404
from community.members import signed_in_member
from community.permissions import may
from programme.selection.answering import ANSWERS
from programme.selection.models import Answered, Candidacy
from programme.selection.reading import invitations_of
from programme.selection.wording import in_reader_language, told

Page = Response | str | tuple[str, int]
apass_invitations = Blueprint("apass_invitations", __name__, url_prefix="/passport/invitations")


@apass_invitations.get("")
def show_my_invitations() -> str:
    asked = invitations_of(signed_in_member())
    return render_template("programme/selection/invitations.html", here="/passport", asked=asked)


@apass_invitations.get("/<int:id>")
def show_invitation(id: int) -> str:
    return _invitation(own(id))


@apass_invitations.post("/<int:id>/answer")
def answer_invitation(id: int) -> Page:
    """`answer` is accept or decline."""
    it, verb = own(id), ANSWERS.get(request.form.get("answer", "")) or abort(400)
    try:
        verb(it, signed_in_member())
    except Answered:
        return _invitation(it, words_for_answered()), 409
    flash(_("Welcome to Apass.") if it.accepted_at else _("It is noted. You stay what you are."), "good")
    return redirect(it.url, code=303)


def own(id: int) -> Candidacy:
    """Another's is as if it were not there."""
    it = get_or_404(Candidacy, id)
    if not may(signed_in_member(), "read", it):
        abort(404)
    return it


def words_for_answered() -> str:
    return _("This invitation was answered before, or has ended.")


def _invitation(it: Candidacy, refusal: str = "") -> str:
    criteria = it.round.asks
    return render_template(
        "programme/selection/invitation.html",
        here="/passport",
        it=it,
        benefits=[in_reader_language(one.words) for one in criteria.benefit],
        rests_on=told(criteria, it.values),
        refusal=refusal,
    )
