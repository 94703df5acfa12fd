"""Figures in words: months, short numbers, and what a list of members is about."""

from collections.abc import Callable
from datetime import date

from babel.dates import format_skeleton
from babel.numbers import format_compact_decimal
from flask_babel import get_locale
from flask_babel import gettext as _

from community.pages import tier_name
from programme.insights.behind import Asked


def month_name(month: date) -> str:
    return str(format_skeleton("yMMM", month, locale=get_locale()))


def short(number: float) -> str:
    """As it fits above a column: 1.2K, 1.2万."""
    return str(format_compact_decimal(number, locale=get_locale(), fraction_digits=1))


def heading(what: str, asked: Asked) -> str:
    month = month_name(asked.month) if asked.month else ""
    joined = month_name(asked.joined) if asked.joined else ""
    return _heading(what, asked, month, joined, tier_name(asked.tier))


def _heading(what: str, asked: Asked, month: str, joined: str, tier: str) -> str:
    words: dict[str, Callable[[], str]] = {
        "tier": lambda: _("%(tier)s at the end of %(month)s", tier=tier, month=month),
        "came": lambda: _("Came to %(tier)s in %(month)s", tier=tier, month=month),
        "went": lambda: _("Went from %(tier)s in %(month)s", tier=tier, month=month),
        "spent": lambda: _("What members spent in %(month)s", month=month),
        "spent, tier": lambda: _("What %(tier)s members spent in %(month)s", tier=tier, month=month),
        "category": lambda: _("Who kept something of “%(category)s”", category=asked.category),
        "cohort": lambda: _("Joined in %(joined)s, still here", joined=joined),
        "cohort, tier": lambda: _("Joined in %(joined)s, now %(tier)s", joined=joined, tier=tier),
        "cohort, month": lambda: _("Joined in %(joined)s, active in %(month)s", joined=joined, month=month),
    }
    more = "month" if what == "cohort" and month else "tier" if tier else ""
    return words.get(f"{what}, {more}", words[what])()
