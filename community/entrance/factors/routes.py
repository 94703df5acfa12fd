"""The page where a member adds second factors, removes them, and gets recovery codes."""

import segno
from flask import Blueprint, abort, flash, jsonify, redirect, render_template, request, session
from flask_babel import gettext as _
from markupsafe import Markup
from werkzeug.wrappers import Response

from community.db import Refusal, transaction
from community.entrance.browsers import browser_in_words
from community.entrance.factors.apps import (
    LONGEST_NAME,
    MOST,
    TooManyFactors,
    WrongCode,
    add_app,
    address_of,
    apps_of,
    new_secret,
    remove_app,
)
from community.entrance.factors.fresh import need_fresh_proof
from community.entrance.factors.having import forget_codes_without_factor
from community.entrance.factors.passkeys import (
    WrongPasskey,
    add_passkey,
    are_possible,
    options_to_add,
    passkeys_of,
    remove_passkey,
)
from community.entrance.factors.recording import changes_of, in_words
from community.entrance.factors.recovery import codes_left, make_codes
from community.entrance.factors.requiring import lacks_a_required_one
from community.entrance.factors.sealing import Unreadable, seal, unseal
from community.entrance.factors.second_step_routes import SETTINGS, signed, wrong_code, wrong_passkey
from community.entrance.provider.linking import link_of
from community.errors import problem
from community.limits import spend
from community.members import Member, signed_in_member

factors = Blueprint("factors", __name__, url_prefix=SETTINGS)
NEW_APP, CODES = "new_app", "codes"
TO_SCAN = 1800  # seconds


@factors.get("")
def show_factors() -> str:
    me = signed_in_member()
    codes = session.pop(CODES, None)
    return render_template(
        "community/entrance/factors/factors.html",
        apps=apps_of(me),
        keys=passkeys_of(me),
        keys_possible=are_possible(),
        left=codes_left(me),
        link=link_of(me),
        missing=lacks_a_required_one(me),
        codes=unseal(codes).split() if codes else (),
        changes=changes_of(me),
        in_words=in_words,
        browser_in_words=browser_in_words,
    )


@factors.get("/app")
def show_new_app() -> str:
    """The picture stays the same until the app is added, however often the page is loaded."""
    need_fresh_proof()
    return _new_app(signed_in_member())


@factors.post("/apps")
def join_app() -> Response | tuple[str, int]:
    me = signed_in_member()
    need_fresh_proof()
    spend("add a factor", me.id, "20/hour")
    try:
        add_app(me, _secret(), request.form.get("code", ""), request.form.get("name", ""))
    except WrongCode:
        return _new_app(me, wrong=wrong_code()), 422
    except TooManyFactors as many:
        return _new_app(me, wrong=said(many)), 422
    session.pop(NEW_APP, None)
    _codes_with_the_first(me)
    flash(_("From now on you are asked for a code when you sign in."))
    return redirect(SETTINGS, code=303)


@factors.post("/apps/<int:id>/removal")
def remove_an_app(id: int) -> Response:
    """Another member's is as if it were not there."""
    me = signed_in_member()
    need_fresh_proof()
    with transaction():
        if not remove_app(me, id):
            abort(404)
        forget_codes_without_factor(me)
    flash(_("Removed. Its codes open nothing any more."))
    return redirect(SETTINGS, code=303)


@factors.post("/passkeys/challenge")
def challenge_new_passkey() -> Response:
    need_fresh_proof()
    return Response(options_to_add(signed_in_member()), content_type="application/json")


@factors.post("/passkeys")
def join_passkey() -> Response:
    me = signed_in_member()
    need_fresh_proof()
    spend("add a factor", me.id, "20/hour")
    try:
        add_passkey(me, signed(), request.args.get("name", ""))
    except WrongPasskey:
        return problem(422, wrong_passkey())
    except TooManyFactors as many:
        return problem(422, said(many))
    _codes_with_the_first(me)
    return jsonify(location=SETTINGS)


@factors.post("/passkeys/<int:id>/removal")
def remove_a_passkey(id: int) -> Response:
    """Another member's is as if it were not there."""
    me = signed_in_member()
    need_fresh_proof()
    with transaction():
        if not remove_passkey(me, id):
            abort(404)
        forget_codes_without_factor(me)
    flash(_("Removed. It opens nothing any more."))
    return redirect(SETTINGS, code=303)


@factors.post("/recovery-codes")
def make_new_codes() -> Response:
    me = signed_in_member()
    need_fresh_proof()
    spend("make recovery codes", me.id, "10/hour")
    if not (apps_of(me) or passkeys_of(me)):
        abort(404)
    _show_once(make_codes(me))
    return redirect(SETTINGS, code=303)


def said(_refusal: Refusal) -> str:
    return _("You have %(most)d already. Remove one that you do not need, then add this.", most=MOST)


def _codes_with_the_first(me: Member) -> None:
    if not codes_left(me):
        _show_once(make_codes(me))


def _show_once(codes: list[str]) -> None:
    """Carried to the next page, unreadable on the way."""
    session[CODES] = seal(" ".join(codes))


def _secret() -> str:
    """Of the app that is being added in this browser."""
    try:
        return unseal(session.get(NEW_APP, ""), good_for=TO_SCAN)
    except Unreadable:
        secret = new_secret()
        session[NEW_APP] = seal(secret)
        return secret


def _new_app(me: Member, wrong: str | None = None) -> str:
    secret = _secret()
    address = address_of(secret, me)
    drawn = segno.make(address, error="m").svg_inline(omitsize=True, border=3, dark="#000", light="#fff")
    return render_template(
        "community/entrance/factors/new_app.html",
        drawn=Markup(drawn),  # noqa: S704  drawn by ourselves
        address=address,
        secret=" ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
        longest=LONGEST_NAME,
        wrong=wrong,
        name=request.form.get("name", ""),
    )
