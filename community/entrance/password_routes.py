"""The web addresses for who has lost the password, and for who wants to know how good a new one is."""

from flask import Blueprint, flash, jsonify, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from community.entrance.joining import Wrong
from community.entrance.passwords import strength, wrong_with_password
from community.entrance.resetting import DeadLink, forgot, member_of, reset_password
from community.limits import spend, whence
from community.members import current_member

passwords = Blueprint("passwords", __name__)


@passwords.get("/sign-in/forgotten")
def show_forgotten() -> str:
    return render_template("community/entrance/forgotten.html")


@passwords.post("/sign-in/forgotten")
def ask_for_a_letter() -> str:
    """Says the same whoever asks for whom."""
    name = request.form.get("name", "").strip()
    spend("reset", f"for {name.lower()[:100]}", "3/hour")
    spend("reset", whence(), "20/hour")
    if name:
        forgot(name)
    return render_template("community/entrance/forgotten.html", asked=True)


@passwords.get("/password/<token>")
def show_new_password(token: str) -> str | tuple[str, int]:
    try:
        member = member_of(token)
    except DeadLink:
        return dead_link()
    return render_template("community/entrance/new_password.html", handle=member.handle)


@passwords.post("/password/<token>")
def set_new_password(token: str) -> Response | tuple[str, int]:
    spend("new password", whence(), "20/hour")
    try:
        reset_password(token, request.form.get("password", ""))
    except DeadLink:
        return dead_link()
    except Wrong as wrong:
        handle = member_of(token).handle
        page = render_template("community/entrance/new_password.html", handle=handle, wrong=wrong.fields)
        return page, 400
    flash(_("Your new password is set. Sign in with it."))
    return redirect("/sign-in", code=303)


@passwords.post("/password-strength")
def judge_password() -> Response:
    """What the form says under the field while somebody is typing. Nothing of it is kept."""
    spend("judge a password", whence(), "120/minute")
    form, me = request.form, current_member()
    known = [form.get(field, "") for field in ("handle", "name", "email")]
    known += [me.handle, me.name, me.email] if me else []
    password = form.get("password", "")
    wrong = wrong_with_password(password, known)
    score = strength(password, known)
    return jsonify(strength=score, good=wrong is None, words=wrong or praise(score))


def praise(score: int) -> str:
    return {2: _("Good enough."), 3: _("Strong.")}.get(score, _("Very strong."))


def dead_link() -> tuple[str, int]:
    return render_template("community/entrance/dead_link.html"), 410
