"""How far back a criterion looks."""

from datetime import UTC, datetime, timedelta
from enum import StrEnum

from flask_babel import gettext as _

BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)  # before any club


class Window(StrEnum):
    MONTH = "30 days"
    QUARTER = "90 days"
    YEAR = "12 months"
    TWO_YEARS = "24 months"
    EVER = "ever"


DAYS = {Window.MONTH: 30, Window.QUARTER: 90, Window.YEAR: 365, Window.TWO_YEARS: 730}


def begins(window: Window, now: datetime) -> datetime:
    days = DAYS.get(window)
    return now - timedelta(days=days) if days else BEGINNING


def window_words(window: Window) -> str:
    return {
        Window.MONTH: lambda: _("in the last 30 days"),
        Window.QUARTER: lambda: _("in the last 90 days"),
        Window.YEAR: lambda: _("in the last 12 months"),
        Window.TWO_YEARS: lambda: _("in the last 24 months"),
        Window.EVER: lambda: _("since the beginning"),
    }[window]()
