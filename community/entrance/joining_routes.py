"""The link of an invitation: who invites, and the form that makes a member of a stranger."""

from collections.abc import Mapping
from urllib.parse import quote

from flask import Blueprint, flash, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from community.entrance.invitations import Invitation, State
from community.entrance.joining import NotOpen, Wrong, invitation_by, join, newcomer
from community.entrance.routes import browser_of_request
from community.entrance.sessions import keep
from community.entrance.time_zones import BEFORE_ANY_GUESS, time_zones
from community.languages import LANGUAGES, language
from community.limits import spend, whence
from community.members import current_member

joining = Blueprint("joining", __name__, url_prefix="/join")
FIELDS = ("handle", "name", "email", "password", "language", "time_zone")


@joining.get("/<code>")
def show_invitation(code: str) -> Response | str | tuple[str, int]:
    spend("look at an invitation", whence(), "60/minute")
    invitation = invitation_by(code)
    if current_member():
        return render_template("community/entrance/already_in.html", invitation=invitation)
    if not invitation or invitation.state is not State.OPEN:
        return closed(invitation)
    said = {"email": invitation.email, "language": language(), "time_zone": BEFORE_ANY_GUESS}
    return form(invitation, said)


@joining.post("/<code>")
def accept_invitation(code: str) -> Response | str | tuple[str, int]:
    spend("join", whence(), "20/hour")
    invitation = invitation_by(code)
    if current_member():
        return redirect(quote(f"/join/{code}"), code=303)
    if not invitation:
        return closed(None)
    said = {field: request.form.get(field, "") for field in FIELDS}
    try:
        member, token = join(invitation, newcomer(**said), browser_of_request())
    except NotOpen:
        return closed(invitation)
    except Wrong as wrong:
        return form(invitation, said, wrong.fields), 400
    flash(_("Welcome, %(name)s. You are a member now.", name=member.name))
    return keep(redirect("/", code=303), token)


def form(invitation: Invitation, said: Mapping[str, str], wrong: Mapping[str, str] | None = None) -> str:
    return render_template(
        "community/entrance/join.html",
        invitation=invitation,
        said=said,
        wrong=wrong or {},
        languages=LANGUAGES.items(),
        time_zones=time_zones(),
    )


def closed(invitation: Invitation | None) -> tuple[str, int]:
    """Gone where it once was open; what never was is simply not there."""
    state = invitation.state if invitation else None
    page = render_template("community/entrance/closed.html", invitation=invitation, state=state)
    return page, 410 if invitation else 404
