"""What is read first, in sentences."""

from flask_babel import gettext as _
from flask_babel import ngettext

from community.db import Refusal
from community.read_first.models import LONGEST, SPANS, NoReason, NoSpan, OneOfTheTeam, ReasonTooLong


def said(refusal: Refusal) -> str:
    match refusal:
        case NoReason():
            return _("Say why, in a sentence: the member reads it.")
        case ReasonTooLong():
            return _("That is too long: at most %(most)d characters.", most=LONGEST)
        case NoSpan():
            return _("Choose for how long.")
        case OneOfTheTeam():
            return _("The team is not read first, nor is whoever has left.")
    return ""


def field_of(refusal: Refusal) -> str:
    fields = {NoReason: "reason", ReasonTooLong: "reason", NoSpan: "days", OneOfTheTeam: "handle"}
    return fields[type(refusal)]


def span_words() -> list[tuple[int, str]]:
    return [(days, ngettext("%(num)d day", "%(num)d days", days)) for days in SPANS]
