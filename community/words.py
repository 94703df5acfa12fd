"""Times and money as the reader writes them."""

from datetime import date, datetime
from typing import NamedTuple

from babel.numbers import format_currency, get_currency_symbol
from flask_babel import format_date, format_datetime, format_decimal, get_locale
from markupsafe import Markup, escape

NO_MINOR_UNIT = {"JPY", "VND"}
# The club counts in CNY: its sign is the plain one, and the yen says which country it means.
SIGNS = {"CNY": "¥\N{NO-BREAK SPACE}", "JPY": "JP¥\N{NO-BREAK SPACE}"}


class Dates(NamedTuple):
    """How a language writes a day, and a day with its time, as patterns of CLDR."""

    day: str
    moment: str
    weekday_moment: str
    short_day: str  # of this year
    weekday: str  # of this year, in full


ENGLISH = Dates("d MMM yyyy", "d MMM yyyy, HH:mm", "EEE d MMM yyyy, HH:mm", "d MMM", "EEEE d MMMM")
DATES = {
    "zh": Dates("y年M月d日", "y年M月d日 HH:mm", "y年M月d日 EEE HH:mm", "M月d日", "M月d日 EEEE"),
    "vi": Dates("d MMM, y", "d MMM, y HH:mm", "EEE, d MMM, y HH:mm", "d MMM", "EEEE, d MMMM"),
}


def dates() -> Dates:
    """The reader's own."""
    locale = get_locale()
    return DATES.get(locale.language, ENGLISH) if locale else ENGLISH


def when(moment: datetime) -> Markup:
    """A moment the browser turns into «2 h ago»; without scripts it is the reader's own date and time."""
    written = escape(format_datetime(moment, dates().moment))
    exactly = moment.isoformat(timespec="seconds")
    return Markup(f'<time datetime="{exactly}" data-when>{written}</time>')  # noqa: S704  escaped, and digits


def exact(moment: datetime) -> str:
    """The day and the time on the reader's own clock, for what is still to come."""
    return str(format_datetime(moment, dates().weekday_moment))


def day(of: date) -> str:
    return str(format_date(of, dates().day))


def decimal(number: float) -> str:
    """With one digit after the point, or whatever stands there where the reader lives."""
    return str(format_decimal(number, "0.0"))


def money(minor: int, currency: str = "CNY") -> str:
    """An amount in minor units; cents are shown only where there are any."""
    whole = minor if currency in NO_MINOR_UNIT else minor / 100
    digits = currency not in NO_MINOR_UNIT and minor % 100 != 0
    pattern = "¤#,##0.00" if digits else "¤#,##0"
    locale = get_locale()
    written = format_currency(whole, currency, format=pattern, locale=locale, currency_digits=False)
    sign = SIGNS.get(currency)
    return written.replace(get_currency_symbol(currency, locale), sign) if sign else written
