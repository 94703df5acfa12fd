"""Where a member shows once more that it is them, and goes on to what they wanted."""

from flask import Blueprint, jsonify, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.exceptions import TooManyRequests
from werkzeug.wrappers import Response

from community.entrance.factors.apps import WrongCode
from community.entrance.factors.fresh import PAGE, proof_was_given, prove
from community.entrance.factors.having import has_second_factor
from community.entrance.factors.passkeys import (
    WrongPasskey,
    are_possible,
    options_to_prove,
    passkeys_of,
    prove_by_passkey,
)
from community.entrance.factors.second_step_routes import how_long, signed, wrong_code, wrong_passkey
from community.entrance.factors.trying import spend_a_try
from community.entrance.routes import own_page
from community.entrance.signing_in import WrongPassword
from community.errors import problem
from community.members import signed_in_member

proofs = Blueprint("proofs", __name__, url_prefix=PAGE)


@proofs.get("")
def ask_for_proof() -> str:
    return _page(request.args.get("next", ""))


@proofs.post("")
def give_proof() -> Response | tuple[str, int]:
    me, wanted = signed_in_member(), request.form.get("next", "")
    try:
        spend_a_try(me)
        prove(me, request.form.get("proof", ""))
    except WrongPassword:
        return _page(wanted, wrong=_("This is not your password.")), 403
    except WrongCode:
        return _page(wanted, wrong=wrong_code()), 403
    except TooManyRequests as soon:
        return _page(wanted, wrong=how_long(soon)), 429
    return redirect(own_page(wanted), code=303)


@proofs.post("/passkey/challenge")
def challenge_passkey() -> Response:
    return Response(options_to_prove(signed_in_member()), content_type="application/json")


@proofs.post("/passkey")
def give_proof_by_passkey() -> Response:
    me = signed_in_member()
    spend_a_try(me)
    try:
        prove_by_passkey(me, signed())
    except WrongPasskey:
        return problem(403, wrong_passkey())
    proof_was_given()
    return jsonify(location=own_page(request.args.get("next", "")))


def _page(wanted: str, wrong: str | None = None) -> str:
    me = signed_in_member()
    return render_template(
        "community/entrance/factors/proof.html",
        next=wanted,
        wrong=wrong,
        by_code=has_second_factor(me),
        keys=bool(passkeys_of(me)) and are_possible(),
    )
