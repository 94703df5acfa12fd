"""What is wrong with a proposed policy: a sentence for each field, in the words of whoever wrote it."""

import re
import tomllib
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from flask_babel import gettext as _
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from community import clock
from community.engagement.changes import changes
from community.engagement.policy import Policy, policy_on, shelf
from programme.policies.models import LONGEST_AHEAD, LONGEST_TEXT, NOTICE, InvalidProposal

NAME = re.compile(r"[a-z0-9][a-z0-9-]{2,59}")
PLACES = {"from_": "from", "tiers": "tiers.super", "highest": "caps.purchases", "curve": "purchases.curve"}


def believed(written: Mapping[str, Any]) -> Policy:
    """Raises InvalidProposal with all that is wrong."""
    try:
        policy = Policy.model_validate(written)
    except ValidationError as wrong:
        faults: dict[str, str] = {}
        for error in wrong.errors():
            faults.setdefault(_place(error), _words(error))
        raise InvalidProposal(faults) from None
    if faults := dict(_of_the_club(policy)):
        raise InvalidProposal(faults)
    return policy


def read_toml(text: str) -> Policy:
    """The same of a whole file; `text` stands for what is wrong with it as such."""
    if len(text) > LONGEST_TEXT:
        raise InvalidProposal({"text": _("That is too long for a policy.")})
    try:
        written = tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        raise InvalidProposal({"text": _("This is no TOML: %(why)s.", why=wrong)}) from None
    return believed(written)


def _of_the_club(policy: Policy) -> list[tuple[str, str]]:
    """What a policy that is sound by itself cannot be here and now."""
    today = clock.today()
    now, first = policy_on(today), today + timedelta(days=NOTICE)
    found = []
    if not NAME.fullmatch(policy.name):
        found.append(("name", _("Give it a name of 3 to 60 small letters, digits and hyphens.")))
    elif policy.name in {it.name for it in shelf()}:
        found.append(("name", _("There were rules of that name before: choose another.")))
    if not first <= policy.from_ <= today + timedelta(days=LONGEST_AHEAD):
        found.append(
            ("from", _("Choose a day from %(day)s on, within a year: members hear of it before.", day=first))
        )
    if not policy.because.strip():
        found.append(("because", _("Say why, in a sentence or two: members read it.")))
    if missing := now.rates.keys() - policy.rates.keys():
        lost = sorted(missing)
        found += [
            (f"rates.{one}", _("Purchases in %(currency)s are told: it needs a rate.", currency=one))
            for one in lost
        ]
    if not found and not changes(now, policy):
        found.append(("text", _("It says what the rules of today say: change something.")))
    return found


def _place(error: ErrorDetails) -> str:
    """The field of a form, by the place in the file."""
    if error["type"] == "one_side":
        return str(error["ctx"]["names"]).split()[0]
    if place := PLACES.get(error["type"]):
        return place
    steps = [str(step) for step in error["loc"] if not isinstance(step, int)]
    return ".".join(steps).replace(".[key]", "") or "text"


def _words(error: ErrorDetails) -> str:
    ctx = error.get("ctx", {})
    known: dict[str, Callable[[], str]] = {
        "int_parsing": lambda: _("Write a whole number."),
        "int_type": lambda: _("Write a whole number."),
        "int_from_float": lambda: _("Write a whole number."),
        "greater_than_equal": lambda: _("Not less than %(least)s.", least=ctx["ge"]),
        "less_than_equal": lambda: _("Not more than %(most)s.", most=ctx["le"]),
        "missing": lambda: _("This is needed."),
        "extra_forbidden": lambda: _("Nobody reads this: take it out, or mend its name."),
        "enum": lambda: _("This does not happen in the club: mend its name."),
        "string_too_long": lambda: _("At most %(most)d signs.", most=ctx["max_length"]),
        "date_from_datetime_parsing": lambda: _("Write a day as 2027-01-31."),
        "date_parsing": lambda: _("Write a day as 2027-01-31."),
        "curve": lambda: _(
            "Begin with “0 0” and rise ever more slowly: a line for each point, yuan and then points."
        ),
        "too_short": lambda: _("Write two numbers in each line: yuan, then points."),
        "too_long": lambda: _("Write two numbers in each line: yuan, then points."),
        "tiers": lambda: _("Super lies above 0 and below Apass."),
        "one_side": lambda: _(
            "This side alone would reach %(points)d points, and Apass begins at %(apass)d: lower its caps.",
            points=ctx["points"],
            apass=ctx["apass"],
        ),
        "highest": lambda: _(
            "The caps sum to %(points)d: lower them to %(most)d at most.",
            points=ctx["points"],
            most=ctx["most"],
        ),
    }
    say = known.get(error["type"])
    return say() if say else error["msg"]
