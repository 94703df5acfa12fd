"""The web addresses of the door."""

from urllib.parse import urlsplit

from flask import Blueprint, flash, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from community.entrance.sessions import COOKIE, keep, session_of_request
from community.entrance.signing_in import WrongPassword, sign_in, sign_out
from community.members import current_member

entrance = Blueprint("entrance", __name__)


@entrance.get("/sign-in")
def show_sign_in() -> Response | str:
    if current_member():
        return redirect("/")
    return render_template("community/entrance/sign_in.html", next=request.args.get("next", ""))


@entrance.post("/sign-in")
def come_in() -> Response | tuple[str, int]:
    form = request.form
    try:
        _member, token = sign_in(form.get("name", ""), form.get("password", ""), browser_of_request())
    except WrongPassword:
        refusal = _("We do not know that name and password together. Please try again.")
        page = render_template("community/entrance/sign_in.html", refusal=refusal, next=form.get("next", ""))
        return page, 403
    return keep(redirect(own_page(form.get("next", "")), code=303), token)


@entrance.post("/sign-out")
def go_out() -> Response:
    if session := session_of_request():
        sign_out(session)
    flash(_("You are signed out."))
    response = redirect("/sign-in", code=303)
    response.delete_cookie(COOKIE)
    return response


def own_page(address: str) -> str:
    """Where to go on after signing in: a page of ours, never another site."""
    parts = urlsplit(address)
    ours = address.startswith("/") and not address.startswith(("//", "/\\")) and not parts.netloc
    return address if ours and "\\" not in address else "/"


def browser_of_request() -> str:
    return request.headers.get("User-Agent", "")
