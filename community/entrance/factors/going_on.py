"""Where staff decide over others a form is asked for proof and goes on with the answer: nothing is lost.

The question is a page that holds all that the form said. It is sent where the form was sent.
"""

from collections.abc import Iterable

from flask import Blueprint, Flask, render_template, request
from flask_babel import gettext as _
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.exceptions import TooManyRequests
from werkzeug.wrappers import Response

from community.entrance.factors.apps import WrongCode
from community.entrance.factors.fresh import ProofNeeded, is_proven, need_fresh_proof, prove
from community.entrance.factors.having import has_second_factor
from community.entrance.factors.passkeys import are_possible, passkeys_of
from community.entrance.factors.second_step_routes import how_long, wrong_code
from community.entrance.factors.trying import spend_a_try
from community.entrance.signing_in import WrongPassword
from community.errors import wants_json
from community.members import Member, current_member
from community.same_origin import SAFE

FIELD = "fresh_proof"


def ask_before_changes(app: Flask, rooms: Iterable[Blueprint]) -> None:
    """In these rooms whatever changes something needs fresh proof: they decide over other people."""
    names = app.extensions["asks for proof"] = {room.name for room in rooms}

    @app.before_request
    def ask() -> None:
        if request.blueprint in names and request.method not in SAFE:
            need_proof_of_staff()


def need_proof_of_staff() -> None:
    """Go on only if it was seen lately that it is them. Whoever is not of the team meets another no."""
    me = current_member()
    if not me or not me.is_staff:
        return
    if wants_json() or any(file.filename for file in request.files.values()):
        need_fresh_proof()  # a file that was chosen cannot be carried by a page
    elif not is_proven():
        _take_it_from_the_form(me)
    _forget_what_was_said()


def wrong_with(me: Member, said: str) -> tuple[str, int] | None:
    """Why it is no proof, and the status of that; none: it was one."""
    try:
        spend_a_try(me)
        prove(me, said)
    except WrongPassword:
        return _("This is not your password."), 403
    except WrongCode:
        return wrong_code(), 403
    except TooManyRequests as soon:
        return how_long(soon), 429
    return None


def question(me: Member, wrong: str | None, **shown: object) -> str:
    return render_template(
        "community/entrance/factors/proof.html",
        wrong=wrong,
        by_code=has_second_factor(me),
        keys=bool(passkeys_of(me)) and are_possible(),
        **shown,
    )


def _take_it_from_the_form(me: Member) -> None:
    """Raises ProofNeeded where there is none, or a wrong one."""
    said = request.form.get(FIELD)
    wrong = (None, 403) if said is None else wrong_with(me, said)
    if wrong:
        words, status = wrong
        sent = [(name, value) for name, value in request.form.items(multi=True) if name != FIELD]
        page = question(me, words, carried=sent, action=request.full_path.rstrip("?"), name=FIELD)
        raise ProofNeeded(Response(page, status, content_type="text/html; charset=utf-8"))


def _forget_what_was_said() -> None:
    """No room sees it, and none shows it by mistake."""
    if FIELD in request.form:
        kept = [(name, value) for name, value in request.form.items(multi=True) if name != FIELD]
        request.form = ImmutableMultiDict(kept)
