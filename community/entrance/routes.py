"""The web addresses of the door: in and out."""

from flask import Blueprint, flash, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from community.entrance.factors.half_way import go_on_to_the_second_step
from community.entrance.sessions import COOKIE, keep, session_of_request
from community.entrance.signing_in import HalfIn, Suspended, WrongPassword, sign_in, sign_out
from community.languages import on_the_clock_of
from community.limits import spend, whence
from community.members import current_member
from community.urls import parts_of
from community.words import exact

entrance = Blueprint("entrance", __name__)


@entrance.get("/sign-in")
def show_sign_in() -> Response | str:
    wanted = request.args.get("next", "")
    if current_member():
        return redirect(own_page(wanted))
    return render_template("community/entrance/sign_in.html", next=wanted)


@entrance.post("/sign-in")
def come_in() -> Response | tuple[str, int]:
    form = request.form
    name = form.get("name", "")
    spend("sign-in", f"{whence()} {name.strip().lower()[:100]}", "5/minute")
    spend("sign-in from one place", whence(), "100/hour")
    try:
        token = sign_in(name, form.get("password", ""), browser_of_request())
    except HalfIn as half:
        return go_on_to_the_second_step(half.member, own_page(form.get("next", "")))
    except WrongPassword:
        refusal = _("We do not know that name and password together. Please try again.")
    except Suspended as suspended:
        refusal = words_for(suspended)
    else:
        end_this_session()
        return keep(redirect(own_page(form.get("next", "")), code=303), token)
    page = render_template(
        "community/entrance/sign_in.html", refusal=refusal, name=name, next=form.get("next", "")
    )
    return page, 403


@entrance.post("/sign-out")
def go_out() -> Response:
    end_this_session()
    flash(_("You are signed out."))
    response = redirect("/sign-in", code=303)
    response.delete_cookie(COOKIE)
    response.headers["Clear-Site-Data"] = '"cache"'  # the back button shows nothing of what was read
    return response


def end_this_session() -> None:
    if session := session_of_request():
        sign_out(session)


def words_for(suspended: Suspended) -> str:
    if suspended.until:
        with on_the_clock_of(suspended.member):
            until = exact(suspended.until)
        return _(
            "Your membership is suspended until %(day)s. Then you can come in again. A letter of ours tells "
            "you why; its link also leads to an appeal.",
            day=until,
        )
    return _(
        "Your membership is suspended until we lift it. A letter of ours tells you why; its link also leads "
        "to an appeal. If none came, ask the team of the club."
    )


def own_page(address: str) -> str:
    """Where to go on after signing in: a page of ours, never another site."""
    parts = parts_of(address)
    ours = address.startswith("/") and not address.startswith(("//", "/\\")) and not parts.netloc
    plain = "\\" not in address and address.isprintable()  # browsers drop tabs and line breaks: /<tab>/evil
    return address if ours and plain else "/"


def browser_of_request() -> str:
    return request.headers.get("User-Agent", "")
