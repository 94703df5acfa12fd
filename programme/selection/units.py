"""What a metric counts in, and how its values read."""

from enum import StrEnum

from flask_babel import format_decimal, ngettext
from flask_babel import gettext as _

from community.words import money

CENTS = 100


class Unit(StrEnum):
    CNY = "CNY"  # kept in minor units; written in criteria as whole CNY
    TIMES = "times"
    PERCENT = "percent"
    DAYS = "days"
    POINTS = "points"
    YES = "yes"  # 1, or 0 for no


def kept(unit: Unit, written: int) -> int:
    """What a number in a set of criteria is as a value."""
    return written * CENTS if unit is Unit.CNY else written


def value_words(unit: Unit, value: int) -> str:
    number = str(format_decimal(value))
    if unit is Unit.CNY:
        return money(value)
    if unit is Unit.PERCENT:
        return _("%(num)s %%", num=number)
    if unit is Unit.DAYS:
        return ngettext("%(number)s day", "%(number)s days", value, number=number)
    if unit is Unit.POINTS:
        return ngettext("%(number)s point", "%(number)s points", value, number=number)
    if unit is Unit.YES:
        return _("yes") if value else _("no")
    return number
