"""A member begins a list and renames it; and what every change leaves behind it."""

from collections.abc import Sequence

from flask_babel import ngettext

from community import clock
from community.db import db, transaction
from community.members import Member
from community.permissions import require
from community.products.finding import squeezed
from community.quiet.reading import letters_of
from community.told import kept, tells
from community.words import money
from posts.prose import excerpt_of, slug_of
from posts.shopping.history import What, remember
from posts.shopping.models import NoTitle, ShoppingList
from posts.shopping.reading import lines_of
from posts.shopping.summing import sums
from posts.shopping.telling import tell_changed

TITLE, NOTE = 120, 1000


def begin(title: str, note: str = "", *, by: Member) -> ShoppingList:
    """An empty list that nobody else sees."""
    require(by, "write", ShoppingList)
    with transaction():
        it = ShoppingList(author=by, audience=letters_of(by).lists_for)
        _name(it, title, note)
        db.session.add(it)
        db.session.flush()
        refresh(it)
    return it


def rename(it: ShoppingList, title: str, note: str, *, cover: str | None = None, by: Member) -> None:
    """`cover` is the photo of one of its pieces; without it, the first photo serves."""
    require(by, "revise", it)
    with transaction():
        _name(it, title, note)
        it.cover_chosen, it.cover = bool(cover), cover or it.cover
        refresh(it)
        remember(it, What.RENAMED, by, name=it.title)
        tell_changed(it)


def refresh(it: ShoppingList) -> None:
    """After any change: what stands in the feed, made of nothing but what everybody may see."""
    db.session.flush()
    lines = lines_of([it.id], None)
    photos = [line.item.photo for line in lines if line.item.photo]
    if not (it.cover_chosen and it.cover in photos):
        it.cover, it.cover_chosen = (photos[0] if photos else None), False
    it.excerpt = kept("pieces", len(lines), [*sums(lines).items()], excerpt_of(it.note))
    it.version = (it.version or 0) + 1
    it.edited_at = clock.now()


@tells("pieces")
def what_it_holds(pieces: int, amounts: Sequence[tuple[str, int]], note: str) -> str:
    many = ngettext("%(num)d piece", "%(num)d pieces", pieces)
    worth = [money(amount, currency) for currency, amount in amounts]
    return " · ".join([many, *worth, *filter(None, [note])])


def _name(it: ShoppingList, title: str, note: str) -> None:
    it.title = squeezed(title)[:TITLE]
    if not it.title:
        raise NoTitle
    it.slug, it.note = slug_of(it.title), note.replace("\x00", "").strip()[:NOTE]
