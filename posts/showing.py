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
    cards: Sequence[Row[Any]],
    strips: Mapping[int, Sequence[str]],
    me: Member,
    menu_of: str = "",
    carried: Mapping[int, Row[Any]] | None = None,
) -> Markup:
    """In their order; `strips` are the first photos of lists, `menu_of` the view whose menu each card has.

    `carried` has what each repost carries; without it, a repost shows its note alone.
    """
    there = carried or {}

    def shown(card: Row[Any]) -> str:
        it = there.get(card.id, card)
        inner = _card(it, tuple(strips.get(it.id, ())), me, menu_of) if it.kind != "repost" else ""
        return _around(card, inner, me) if card.kind == "repost" else inner

    return Markup("".join(shown(card) for card in cards))  # noqa: S704


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


def _around(card: Row[Any], inner: str, me: Member) -> str:
    key = ("repost", me.language, me.time_zone, *card[:-OWN])
    return filled(shelf.take(key, lambda: _macro("repost", card, url_of(card))), {"carried": inner})


def _piece(asked: tuple[str, ...], facts: Mapping[str, str], me: Member) -> str:
    return filled(shelf.take(("card piece", me.language, *asked), lambda: _macro(*asked)), facts)


def _macro(name: str, *shown: object) -> str:
    return str(getattr(current_app.jinja_env.get_template("posts/kept_card.html").module, name)(*shown))
