"""Words lead to a page of elsewhere: that page is looked at once, later, and by nobody's browser."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import timedelta

from sqlalchemy import select

from community import clock
from community.db import db, insert_or, transaction
from community.jobs import job, later
from community.linkcards.models import LinkCard
from community.links import Found, Unfetchable, look_at
from community.links.looking import look_for_picture
from community.members import Member
from community.pictures import store
from community.pictures.intake import RefusedPicture

Heard = Callable[[str], object]
_heard: list[Heard] = []
OLD, AGAIN = timedelta(days=30), timedelta(days=1)


def ask_for(urls: Iterable[str], by: Member) -> None:
    """Have those looked at that nobody has, or not for long. Must be called inside a transaction."""
    known = cards_of(urls)
    for url in urls:
        if url not in known:
            row = {"key": key_of(url), "url": url, "asked_by_id": by.id, "asked_at": clock.now()}
            row |= {"title": "", "description": "", "site": ""}
            db.session.execute(insert_or(LinkCard).values(row).on_conflict_do_nothing())
            later(look, key_of(url))
        elif _is_due(known[url]):
            known[url].asked_at = clock.now()
            later(look, key_of(url))


def cards_of(urls: Iterable[str]) -> Mapping[str, LinkCard]:
    wanted = {key_of(url): url for url in urls}
    if not wanted:
        return {}
    found: Sequence[LinkCard] = db.session.scalars(select(LinkCard).where(LinkCard.key.in_(wanted))).all()
    return {wanted[card.key]: card for card in found}


def key_of(url: str) -> str:
    return hashlib.sha256(url.encode()).hexdigest()[:40]


def _is_due(card: LinkCard) -> bool:
    now = clock.now()
    if card.asked_at > now - AGAIN:
        return False
    return card.found_at is None or card.found_at < now - OLD


def when_found(call: Heard) -> Heard:
    """Declare what follows once a page was looked at, in that transaction; `call` takes its card's key."""
    _heard.append(call)
    return call


@job
def look(key: str) -> None:
    """What the page says is kept with a copy of its picture; a page that cannot be had stays a link."""
    if not (card := db.session.get(LinkCard, key)):
        return
    url, by = card.url, db.session.get_one(Member, card.asked_by_id)
    db.session.rollback()  # seconds of waiting hold no reading transaction open
    try:
        found = look_at(url)
    except Unfetchable:
        _keep(key, failed_at=clock.now())
        return
    picture = _picture(found, by)
    said = {"title": found.title, "description": found.description, "site": found.site}
    _keep(key, found_at=clock.now(), failed_at=None, picture=picture, **said)


def _picture(found: Found, by: Member) -> str | None:
    if not found.picture:
        return None
    try:
        return store(look_for_picture(found.picture), by=by, alt=found.title).digest
    except (Unfetchable, RefusedPicture):
        return None


def _keep(key: str, **facts: object) -> None:
    with transaction():
        card = db.session.get_one(LinkCard, key)
        for name, fact in facts.items():
            setattr(card, name, fact)
        db.session.flush()
        if card.found_at:
            for call in _heard:
                call(key)
