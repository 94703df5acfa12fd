"""What every page can say: icons, files, times, money, and who is reading."""

import json
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from flask import Flask, current_app, g
from flask_babel import gettext as _
from markupsafe import Markup
from sqlalchemy import BindParameter, Select, bindparam, select

from community.db import rows
from community.engagement.policy import MILLI
from community.engagement.standing import Standing, Tier
from community.fragments import kept
from community.languages import language
from community.members import Member, current_member
from community.notifications.counting import unread
from community.permissions import visitor_may
from community.quiet.models import LetterBox
from community.templating import Undented
from community.words import day, decimal, exact, money, when

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
    return _icon(asset("icons.svg"), name)


@cache
def _icon(sprite: str, name: str) -> Markup:
    return Markup('<svg class="icon" aria-hidden="true"><use href="{}#{}"/></svg>').format(sprite, name)


def dress(app: Flask) -> None:
    """Give templates their words."""
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.add_extension(Undented)
    app.add_template_global(visitor_may, "may")
    for words in (asset, icon, kept, when, exact, day, decimal, money, language, tier_name):
        app.add_template_global(words)
    app.context_processor(who_reads)


class Shown(NamedTuple):
    """What every page shows of the reader's standing."""

    points: int
    tier: Tier


_me: BindParameter[int] = bindparam("member_id")
_shown: Select[*tuple[Any, ...]] = (
    select(Standing.score, Standing.tier, LetterBox.shows_counts, unread(_me).label("unread"))
    .select_from(Member)
    .outerjoin(Standing, Standing.member_id == Member.id)
    .outerjoin(LetterBox, LetterBox.member_id == Member.id)
    .where(Member.id == _me)
)


def who_reads() -> dict[str, object]:
    if "reads" not in g:
        g.reads = _who_reads()
    reads: dict[str, object] = g.reads
    return reads


def _who_reads() -> dict[str, object]:
    """`reader` is all that the frame of a page shows of whoever looks: the key under which it is kept."""
    if not (me := current_member()):
        return {"me": None, "me_standing": None, "unread": 0, "reader": ()}
    row = next(iter(rows(_shown, {"member_id": me.id})))
    standing = Shown(row.score // MILLI, row.tier) if row.tier else None
    seen = None if me.numbers_hidden_at else standing
    reader = (me.id, me.handle, me.name, me.portrait, me.role, me.theme, seen, row.unread)
    shown = {"me": me, "me_standing": standing, "unread": row.unread, "reader": reader}
    return {**shown, "shows_counts": row.shows_counts is not False}  # who settled nothing sees them


def tier_name(tier: Tier | str | None) -> str:
    names = {Tier.STANDARD: _("Standard"), Tier.SUPER: _("Super"), Tier.APASS: "Apass"}
    return names[Tier(tier)] if tier else ""


def my_tier() -> Tier | None:
    """Of whoever is looking, as the frame of the page shows it: no question more."""
    tier: Tier | None = getattr(who_reads()["me_standing"], "tier", None)
    return tier
