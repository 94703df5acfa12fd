"""Where a member shows once more that it is them, and goes on to what they wanted."""

from flask import Blueprint, jsonify, redirect, request
from werkzeug.wrappers import Response

from community.entrance.factors.fresh import PAGE, proof_was_given
from community.entrance.factors.going_on import question, wrong_with
from community.entrance.factors.passkeys import WrongPasskey, options_to_prove, prove_by_passkey
from community.entrance.factors.second_step_routes import signed, wrong_passkey
from community.entrance.factors.trying import spend_a_try
from community.entrance.routes import own_page
from community.errors import problem
from community.members import signed_in_member

proofs = Blueprint("proofs", __name__, url_prefix=PAGE)


@proofs.get("")
def ask_for_proof() -> str:
    return _page(request.args.get("next", ""))


@proofs.post("")
def give_proof() -> Response | tuple[str, int]:
    me, wanted = signed_in_member(), request.form.get("next", "")
    if wrong := wrong_with(me, request.form.get("proof", "")):
        words, status = wrong
        return _page(wanted, words), status
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
    return question(signed_in_member(), wrong, next=wanted, action=PAGE, name="proof")
