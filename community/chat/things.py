"""What an address said in a room leads to is shown there: its title, whose it is, what was paid.

Of the house only what is for every member is shown: a room has readers of whom its speaker knows nothing.
"""

import re
from typing import Any
from urllib.parse import urlsplit

from flask import current_app, has_request_context, request
from sqlalchemy import Row, column, select, table

from community.chat.models import Message, MessageThing
from community.contributions import Audience, Contribution, Disclosure, address, home_of
from community.db import LARGEST_ID, db
from community.genuine import doubt_of
from community.linkcards.cards import ask_for, key_of
from community.linkcards.models import LinkCard
from community.members import Member
from community.permissions import may
from community.pictures.showing import in_one_size
from community.realtime import Facts
from community.urls import parts_of

PLACE = re.compile(r"(?<![\w/.])(?:https?://(?P<host>[^\s/]+))?(?P<home>/[a-z]+)/(?P<id>\d{1,9})(?!\w)")
ADDRESS = re.compile(r"https?://[^\s<>\"'）】」]+", re.IGNORECASE)
TRAILING = ".,;:!?)]}，。；：！？"  # of the sentence around an address, not of the address
LONGEST_ADDRESS = 2000
LINE = 120  # characters of what has no title
thing = MessageThing.__table__.c
shown = Contribution.__table__.alias("shown")
shown_by = Member.__table__.alias("shown_by")
# Products have a room of their own: we may name its tables, not import its models.
PRODUCTS = "/products"
product = table("product", *map(column, ("id", "name", "photo", "brand_id", "shown_at", "merged_into_id")))
brand = table("brand", column("id"), column("name"))
card = LinkCard.__table__.alias("card")
COLUMNS = (
    shown.c.id.label("shown_id"),
    shown.c.kind.label("shown_kind"),
    shown.c.title.label("shown_title"),
    shown.c.slug.label("shown_slug"),
    shown.c.excerpt.label("shown_excerpt"),
    shown.c.cover.label("shown_cover"),
    shown.c.disclosure.label("shown_disclosure"),
    shown.c.sponsor.label("shown_sponsor"),
    shown_by.c.name.label("shown_name"),
    product.c.id.label("product_id"),
    product.c.name.label("product_name"),
    product.c.photo.label("product_photo"),
    brand.c.name.label("brand_name"),
    *doubt_of(product.c.id),
    card.c.url.label("card_url"),
    card.c.title.label("card_title"),
    card.c.site.label("card_site"),
    card.c.picture.label("card_picture"),
)


def with_things(messages: Any) -> Any:  # noqa: ANN401  a join
    """The same messages with what they show, as long as every member may read it."""
    for_all = (
        shown.c.published_at.is_not(None)
        & shown.c.hidden_at.is_(None)
        & shown.c.removed_at.is_(None)
        & (shown.c.audience == Audience.MEMBERS)
    )
    return (
        messages.outerjoin(MessageThing.__table__, thing.message_id == Message.__table__.c.id)
        .outerjoin(shown, (shown.c.id == thing.contribution_id) & for_all)
        .outerjoin(shown_by, shown_by.c.id == shown.c.author_id)
        .outerjoin(product, (product.c.id == thing.product_id) & product.c.shown_at.is_not(None))
        .outerjoin(brand, brand.c.id == product.c.brand_id)
        .outerjoin(card, (card.c.key == thing.card_key) & card.c.found_at.is_not(None))
    )


def paid(disclosure: Disclosure | None, sponsor: str | None) -> Facts | None:
    """What was paid for something, as browsers read it."""
    return {"kind": disclosure, "sponsor": sponsor} if disclosure else None


def thing_facts(row: Row[Any]) -> Facts | None:
    if row.shown_id:
        return {
            "url": address(home_of(row.shown_kind), row.shown_id, row.shown_slug),
            "title": row.shown_title or row.shown_excerpt[:LINE],
            "by": row.shown_name,
            "photo": in_one_size(row.shown_cover),
            "disclosure": paid(row.shown_disclosure, row.shown_sponsor),
        }
    if row.product_id:
        return {
            "url": address(PRODUCTS, row.product_id),
            "title": row.product_name,
            "by": row.brand_name or "",
            "photo": in_one_size(row.product_photo),
            "disclosure": None,
            "mark": {"word": row.doubt, "seller": row.doubtful_seller} if row.doubt else None,
        }
    if row.card_url:
        return {
            "url": row.card_url,
            "title": row.card_title or row.card_url,
            "by": row.card_site,
            "photo": in_one_size(row.card_picture),
            "disclosure": None,
        }
    return None


def show_thing(message_id: int, words: str, by: Member) -> None:
    """The first thing that the words of a new message name by address. Must be in a transaction.

    A page of elsewhere is looked at later, by the house: nobody who reads the room is seen there.
    """
    if found := _named(words, by):
        db.session.add(MessageThing(message_id=message_id, contribution_id=found[0], product_id=found[1]))
        db.session.flush()
    elif url := _outside_in(words):
        ask_for([url], by)
        db.session.add(MessageThing(message_id=message_id, card_key=key_of(url)))
        db.session.flush()


def show_another(message: Message, by: Member) -> None:
    """Its words were changed: what they name now, in place of what it showed. Must be in a transaction."""
    if kept := db.session.get(MessageThing, message.id):
        db.session.delete(kept)
        db.session.flush()
    show_thing(message.id, message.text, by)


def _outside_in(text: str) -> str | None:
    """The first address of a page of elsewhere, as it was written."""
    for found in ADDRESS.finditer(text):
        url = found[0].rstrip(TRAILING)
        host = parts_of(url).netloc
        if host and host not in _our_hosts() and len(url) <= LONGEST_ADDRESS:
            return url
    return None


def _named(text: str, by: Member) -> tuple[int | None, int | None] | None:
    """Ids of a contribution or of a product."""
    for place in PLACE.finditer(text):
        id = int(place["id"])
        if id > LARGEST_ID or (place["host"] and place["host"] not in _our_hosts()):
            continue
        if place["home"] == PRODUCTS:
            if product_id := _known_to_all(id):
                return None, product_id
        else:
            said = db.session.get(Contribution, id)
            if said and said.home == place["home"] and _is_for_all(said) and may(by, "read", said):
                return said.id, None
    return None


def _known_to_all(product_id: int) -> int | None:
    known = select(product.c.id, product.c.merged_into_id).where(
        product.c.id == product_id, product.c.shown_at.is_not(None)
    )
    it = db.session.execute(known).one_or_none()
    return it and (it.merged_into_id or it.id)


def _is_for_all(it: Contribution) -> bool:
    return it.is_readable and it.audience is Audience.MEMBERS


def _our_hosts() -> set[str]:
    public = urlsplit(current_app.config["PUBLIC_URL"]).netloc
    return {public, request.host} if has_request_context() else {public}
