"""What is dangerous in wrong hands asks for a proof that is younger than ten minutes.

Signing in is such a proof. A token is none: it was made with one, and opens what it was made for.
"""

from datetime import timedelta
from http import HTTPStatus
from urllib.parse import quote

from flask import redirect
from flask_babel import gettext as _
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from community import clock
from community.db import transaction
from community.entrance.factors.having import has_second_factor, prove_by_code
from community.entrance.passwords import fits
from community.entrance.sessions import session_of_request
from community.entrance.signing_in import WrongPassword
from community.errors import problem, wanted, wants_json
from community.members import Member

FRESH = timedelta(minutes=10)
PAGE = "/settings/proof"


class ProofNeeded(HTTPException):
    """Answered by the page that asks for it; programs are told where it is."""

    code = HTTPStatus.FORBIDDEN

    def __init__(self, answer: Response | None = None) -> None:
        super().__init__(response=answer or _asked_for())


def need_fresh_proof() -> None:
    """Go on only if whoever is at the keyboard was seen to be the member lately."""
    if not is_proven():
        raise ProofNeeded


def is_proven() -> bool:
    """A token was made with a proof; a clock that was put back keeps none fresh."""
    session = session_of_request()
    return session is None or abs(clock.now() - session.proven_at) <= FRESH


def prove(member: Member, said: str) -> None:
    """By a code where the member has a second factor, else by the password.

    Raises WrongCode or WrongPassword.
    """
    if has_second_factor(member):
        prove_by_code(member, said)
    elif not fits(said, member.password_hash):
        raise WrongPassword
    proof_was_given()


def proof_was_given() -> None:
    if session := session_of_request():
        with transaction():
            session.proven_at = clock.now()


def _asked_for() -> Response:
    if not wants_json():
        return redirect(f"{PAGE}?next={quote(wanted(), safe='/')}", code=303)
    words = _("Show once more that it is you, then do this again.")
    return problem(HTTPStatus.FORBIDDEN, words, needs="proof", at=PAGE)
