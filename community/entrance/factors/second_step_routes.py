"""The second step of signing in: a code, a passkey, or a recovery code when the phone is lost."""

from typing import Any

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.exceptions import TooManyRequests
from werkzeug.wrappers import Response

from community.entrance.factors.apps import WrongCode
from community.entrance.factors.half_way import PAGE, TooLate, Waiting, no_longer_half_in, one_half_in
from community.entrance.factors.having import is_of_an_app, prove_by_code
from community.entrance.factors.passkeys import (
    WrongPasskey,
    are_possible,
    options_to_prove,
    passkeys_of,
    prove_by_passkey,
)
from community.entrance.factors.recovery import codes_left
from community.entrance.factors.trying import spend_a_try
from community.entrance.sessions import keep, session_of_request
from community.entrance.signing_in import let_in, sign_out
from community.errors import problem

second_step = Blueprint("second_step", __name__)
SETTINGS = "/settings/second-factor"


@second_step.get(PAGE)
def show_second_step() -> Response | str:
    try:
        waiting = one_half_in()
    except TooLate:
        return from_the_beginning()
    return _page(waiting)


@second_step.post(PAGE)
def take_second_step() -> Response | tuple[str, int]:
    try:
        waiting = one_half_in()
    except TooLate:
        return from_the_beginning()
    try:
        spend_a_try(waiting.member)
        prove_by_code(waiting.member, request.form.get("code", ""))
    except WrongCode:
        return _page(waiting, refusal=wrong_code()), 403
    except TooManyRequests as soon:
        return _page(waiting, refusal=how_long(soon)), 429
    if not is_of_an_app("".join(request.form.get("code", "").split())):
        return _after_recovery(waiting)
    return _come_in(waiting, redirect(waiting.wanted, code=303))


@second_step.post("/sign-in/passkey/challenge")
def challenge_passkey_at_the_door() -> Response | tuple[str, int]:
    try:
        waiting = one_half_in()
    except TooLate:
        return problem(401, too_late())
    return Response(options_to_prove(waiting.member), content_type="application/json")


@second_step.post("/sign-in/passkey")
def take_second_step_by_passkey() -> Response:
    try:
        waiting = one_half_in()
        spend_a_try(waiting.member)
        prove_by_passkey(waiting.member, signed())
    except TooLate:
        return problem(401, too_late())
    except WrongPasskey:
        return problem(403, wrong_passkey())
    return _come_in(waiting, jsonify(location=waiting.wanted))


def signed() -> dict[str, Any]:
    """What a browser says its key has signed; nonsense is nothing."""
    said = request.get_json(silent=True)
    return said if isinstance(said, dict) else {}


def wrong_code() -> str:
    return _("This code does not fit. Wait for the next one in the app, or use a recovery code.")


def wrong_passkey() -> str:
    return _("That key is not known here. Try again, or use another way.")


def too_late() -> str:
    return _("That took too long. Please begin again with your password.")


def how_long(soon: TooManyRequests) -> str:
    seconds = int(soon.retry_after) if isinstance(soon.retry_after, (int, float)) else 60
    return _(
        "Those were many tries. Wait %(minutes)d min, then use the code that the app shows by then.",
        minutes=-(-seconds // 60),
    )


def from_the_beginning() -> Response:
    no_longer_half_in()
    flash(too_late())
    return redirect("/sign-in", code=303)


def _after_recovery(waiting: Waiting) -> Response:
    """The phone may be lost: what it holds should go, and new codes are due when few are left."""
    left = codes_left(waiting.member)
    flash(
        _(
            "You are in. Recovery codes left: %(left)d. Phone lost? Remove it here and add another.",
            left=left,
        )
    )
    return _come_in(waiting, redirect(SETTINGS, code=303))


def _come_in(waiting: Waiting, response: Response) -> Response:
    no_longer_half_in()
    if session := session_of_request():
        sign_out(session)
    return keep(response, let_in(waiting.member, request.headers.get("User-Agent", "")))


def _page(waiting: Waiting, refusal: str | None = None) -> str:
    keys = bool(passkeys_of(waiting.member)) and are_possible()
    return render_template(
        "community/entrance/factors/second_step.html",
        refusal=refusal,
        keys=keys,
        challenge=url_for(".challenge_passkey_at_the_door"),
        answer=url_for(".take_second_step_by_passkey"),
    )
