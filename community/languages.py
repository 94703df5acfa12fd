"""The languages the club speaks, and which of them the reader wants."""

from flask import Flask, has_request_context, request
from flask_babel import Babel

from community.members import current_member

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
    member = current_member() if has_request_context() else None
    return member.time_zone if member else None


def speak(app: Flask) -> None:
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = app.root_path + "/translations"
    Babel(app, locale_selector=language, timezone_selector=time_zone)
