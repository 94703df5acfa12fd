"""Cards as HTML: what everybody sees is kept rendered, what is the reader's own is filled in."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import current_app
from markupsafe import Markup
from sqlalchemy import Row

from community.contributions import address, home_of
from community.fragments import filled, shelf
from community.members import Member
from posts.reactions.wording import felt_icons

OWN = 4  # columns at the end of a card's row: likes, replies, felt, reaction


def cards_shown(
    cards: Sequence[Row[Any]], strips: Mapping[int, Sequence[str]], me: Member, menu_of: str = ""
) -> Markup:
    """In their order; `strips` are the first photos of lists, `menu_of` the view whose menu each card has."""
    return Markup("".join(_card(card, tuple(strips.get(card.id, ())), me, menu_of) for card in cards))  # noqa: S704


def url_of(card: Row[Any]) -> str:
    return address(home_of(card.kind), card.id, card.slug)


def _card(card: Row[Any], strip: tuple[str, ...], me: Member, menu_of: str) -> str:
    key = ("card", me.language, me.time_zone, strip, *card[:-OWN])
    shape = shelf.take(key, lambda: _macro("kept_card", card, url_of(card), strip))
    felt = str(felt_icons(card.likes, card.felt)) if card.felt else ""
    facts = {"id": str(card.id), "likes": str(card.likes), "replies": str(card.replies), "felt": felt}
    heart = ("likes",) if card.author_id == me.id else ("react", card.reaction)
    asks = menu_of and card.author_id != me.id
    menu = _piece(("menu",), {**facts, "handle": card.handle, "view": menu_of}, me) if asks else ""
    return filled(shape, {**facts, "heart": _piece(heart, facts, me), "menu": menu})


def _piece(asked: tuple[str, ...], facts: Mapping[str, str], me: Member) -> str:
    return filled(shelf.take(("card piece", me.language, *asked), lambda: _macro(*asked)), facts)


def _macro(name: str, *shown: object) -> str:
    return str(getattr(current_app.jinja_env.get_template("posts/kept_card.html").module, name)(*shown))
