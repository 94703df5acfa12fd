"""What every page can say: icons, files, times, money, and who is reading."""

import json
from functools import cache
from pathlib import Path

from flask import Flask, current_app
from flask_babel import gettext as _
from markupsafe import Markup

from community.db import db
from community.engagement.standing import Standing, Tier
from community.languages import language
from community.members import current_member
from community.permissions import visitor_may
from community.words import day, money, when

BUILT = "/static/built/"


@cache
def manifest(root: str) -> dict[str, str]:
    """What the front-end build made, by the name it has in static/."""
    path = Path(root) / "static/built/manifest.json"
    built: dict[str, str] = json.loads(path.read_text()) if path.exists() else {}
    return built


def asset(name: str) -> str:
    return BUILT + manifest(current_app.root_path).get(name, name)


def icon(name: str) -> Markup:
    sprite = asset("icons.svg")
    return Markup('<svg class="icon" aria-hidden="true"><use href="{}#{}"/></svg>').format(sprite, name)


def dress(app: Flask) -> None:
    """Give templates their words."""
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.add_template_global(visitor_may, "may")
    for words in (asset, icon, when, day, money, language, tier_name):
        app.add_template_global(words)
    app.context_processor(who_reads)


def who_reads() -> dict[str, object]:
    member = current_member()
    standing = db.session.get(Standing, member.id) if member else None
    return {"me": member, "me_standing": standing}


def tier_name(tier: Tier | str | None) -> str:
    names = {Tier.STANDARD: _("Standard"), Tier.SUPER: _("Super"), Tier.APASS: "Apass"}
    return names[Tier(tier)] if tier else ""
