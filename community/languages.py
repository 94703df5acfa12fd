"""The languages the club speaks, and which of them the reader wants."""

from collections.abc import Iterator
from contextlib import contextmanager
from gettext import NullTranslations

from babel import Locale
from flask import Flask, g, has_request_context, request
from flask_babel import Babel, force_locale, get_locale, get_translations, refresh

from community.members import Member, current_member

_catalogs: dict[Locale | None, NullTranslations] = {}
LANGUAGES = {"en": "English", "zh_Hans": "简体中文", "vi": "Tiếng Việt"}


def language() -> str:
    """The member's choice; of a stranger, what the browser asks for."""
    if not has_request_context():
        return "en"  # a worker or a command; mail says for itself what its reader speaks
    if member := current_member():
        return member.language
    wanted = request.accept_languages.best_match(["en", "zh", "zh-Hans", "zh-CN", "vi"], default="en")
    return "zh_Hans" if wanted.startswith("zh") else wanted


def time_zone() -> str | None:
    if told := g.get("clock_of"):
        return str(told)
    member = current_member() if has_request_context() else None
    return member.time_zone if member else None


@contextmanager
def on_the_clock_of(member: Member) -> Iterator[None]:
    """Times are said as this member reads them, whoever asks: in a letter, or before she signed in."""
    before, g.clock_of = g.get("clock_of"), member.time_zone
    refresh()
    try:
        yield
    finally:
        g.clock_of = before
        refresh()


@contextmanager
def spoken_to(member: Member) -> Iterator[None]:
    """A letter: in the language of its reader, and by their clock."""
    with force_locale(member.language), on_the_clock_of(member):
        yield


def speak(app: Flask) -> None:
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = app.root_path + "/translations"
    Babel(app, locale_selector=language, timezone_selector=time_zone)
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        lambda words: _catalog().gettext(words),
        lambda one, many, count: _catalog().ngettext(one, many, count),
        newstyle=True,
    )


def _catalog() -> NullTranslations:
    """The words of the reader's language: a page says some hundred, and the way to them is long."""
    locale = get_locale()
    if (catalog := _catalogs.get(locale)) is None:
        catalog = _catalogs[locale] = get_translations()
    return catalog
