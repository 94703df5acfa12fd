"""The places of embeds in a page are filled in for its reader: with what she may see, and nothing else."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from html import unescape

from flask import Flask, Response, render_template
from markupsafe import Markup

from community.linkcards.cards import cards_of
from community.linkcards.models import LinkCard
from community.members import Member, current_member
from community.standing_in import shown_for
from posts.embeds.addresses import Place, place_of
from posts.embeds.reading import ShownList, ShownProduct, lists_for, own_among, products_for

MARK = b'<figure data-embed="'
PLACE = re.compile(r'<figure data-embed="([^"]+)">(<a [^>]*>[^<]*</a>)</figure>')
MOST = 40  # on a page; what comes after stays a link


@dataclass(frozen=True)
class Sight:
    """What one reader may see of what a page embeds."""

    lists: Mapping[int, ShownList]
    products: Mapping[int, ShownProduct]
    cards: Mapping[str, LinkCard]
    by: Member
    elsewhere: Mapping[str, Markup]  # what other rooms show, by its address
    own: Collection[int]  # lists that only she sees, or of which she keeps a piece to herself


def fill_embeds(app: Flask) -> None:
    app.after_request(fill)


def fill(response: Response) -> Response:
    """In every page, wherever the text in it came from."""
    if response.mimetype != "text/html" or response.is_streamed or MARK not in response.get_data():
        return response
    if me := current_member():
        response.set_data(filled(response.get_data(as_text=True), me))
    return response


def places_in(html: str) -> list[Place]:
    return [place_of(unescape(found[1])) for found in PLACE.finditer(html)]


def filled(html: str, me: Member) -> str:
    places = places_in(html)[:MOST]
    seen = sight(places, me)
    rest = iter(places)

    def shown(found: re.Match[str]) -> str:
        place = next(rest, None)
        return part(place, found[2], seen) if place else f"<p>{found[2]}</p>"

    return PLACE.sub(shown, html)


def sight(places: list[Place], me: Member) -> Sight:
    lists = lists_for(me, {place.list_id for place in places if place.list_id})
    unseen = {place.list_id for place in places if place.list_id and _is_missing(place, lists)}
    products = products_for(me, {place.product_id for place in places if place.product_id})
    outside = {place.address for place in places if place.is_outside}
    elsewhere = shown_for([place.address for place in places if place.is_of_another_room], me)
    return Sight(lists, products, cards_of(outside), me, elsewhere, own_among(me, unseen))


def part(place: Place, link: str, seen: Sight) -> str:
    """The HTML of one; `link` is what a page of elsewhere is shown by."""
    if place.is_outside:
        return _card(seen.cards.get(place.address), link)
    if place.product_id:
        it = seen.products.get(place.product_id)
        shape = "product" if it else "gone"
        return render_template(f"posts/embeds/{shape}.html", place=place, it=it)
    if place.is_of_another_room and (there := seen.elsewhere.get(place.address)):
        return there
    shown = seen.lists.get(place.list_id or 0)
    if shown is None or _is_missing(place, seen.lists):
        return render_template("posts/embeds/gone.html", place=place, mine=place.list_id in seen.own)
    if place.piece_id is None:
        return render_template("posts/embeds/list.html", shown=shown, it=shown.it)
    return render_template(
        "posts/embeds/piece.html", it=shown.it, line=shown.piece(place.piece_id), me=seen.by
    )


def _card(card: LinkCard | None, link: str) -> str:
    """A page of elsewhere, once it was looked at; until then, and where that failed, the link."""
    if card and card.found_at:
        return render_template("posts/embeds/card.html", card=card)
    return f"<p>{link}</p>" if card and card.failed_at else f"<p data-coming>{link}</p>"


def _is_missing(place: Place, lists: Mapping[int, ShownList]) -> bool:
    shown = lists.get(place.list_id or 0)
    return shown is None or (place.piece_id is not None and shown.piece(place.piece_id) is None)
