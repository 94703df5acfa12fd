"""What programs are told of a member's second factors. They are added and removed by hand, in a browser."""

from http import HTTPStatus

from community.api.answers import Answer
from community.api.doors import Api
from community.api.problems import say
from community.entrance.factors.apps import WrongCode, apps_of
from community.entrance.factors.passkeys import passkeys_of
from community.entrance.factors.recovery import codes_left
from community.entrance.factors.requiring import lacks_a_required_one
from community.entrance.factors.second_step_routes import wrong_code
from community.entrance.tokens import Scope
from community.members import Member

factors = Api("factors", scope=Scope.ALL)


class FactorsAnswer(Answer):
    """With any, `POST /tokens` by password takes a `code` too. `missing`: the club asks it of your role."""

    url: str = "/settings/second-factor"
    apps: int
    passkeys: int
    recovery_codes_left: int
    missing: bool


@factors.get("/me/second-factor")
def read_factors(me: Member) -> FactorsAnswer:
    """How many second factors you have."""
    return FactorsAnswer(
        apps=len(apps_of(me)),
        passkeys=len(passkeys_of(me)),
        recovery_codes_left=codes_left(me),
        missing=lacks_a_required_one(me),
    )


say(WrongCode, lambda _no: wrong_code(), field="code", status=HTTPStatus.UNAUTHORIZED)
