"""What is proposed while one types: a few things by their words, and products after them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import Row

from community.genuine import Mark, marks_by_product
from community.members import Member
from community.pages import my_tier
from community.quiet.hearing import quiet_of
from community.search import Found, NoIndex, find
from posts.dossiers.wording import mark_words
from posts.finding.answering import is_heard, reader_for
from posts.finding.reading import Result, results
from posts.kinds import kind_name
from posts.products.reading import called

PROPOSED = 7
PRODUCTS = 2


@dataclass(frozen=True)
class Proposal:
    kind: str
    title: str
    line: str  # beneath the title: what it is, and whose
    url: str


def proposed(text: str, kind: str, me: Member) -> tuple[Sequence[Proposal], int]:
    """The proposals, and how many things have the words. `kind` as the index names it; empty: all."""
    quiet, found = quiet_of(me), _found(text, kind, me)
    things = [_thing(it) for it in results(found, me) if is_heard(it, quiet)] if found else []
    products = called(text, PRODUCTS)
    marks = marks_by_product(row.id for row in products)
    proposals = things + [_product(row, marks.get(row.id, ())) for row in products]
    return proposals, found.total if found else 0


def _found(text: str, kind: str, me: Member) -> Found | None:
    if not text:
        return None
    try:
        return find(
            text, kind, reader=reader_for(me, my_tier(), quiet_of(me)), per_page=PROPOSED, typing=True
        )
    except NoIndex:
        return None


def _thing(it: Result) -> Proposal:
    if it.kind == "member":
        return Proposal(it.kind, it.name, f"@{it.row.handle}", it.url)
    line = " · ".join(filter(None, [kind_name(it.kind), it.row.name, it.paid]))
    return Proposal(it.kind, it.name, line, it.reply_url or it.url)


def _product(row: Row[Any], marks: Sequence[Mark]) -> Proposal:
    known = [mark_words(each.word, each.storefront) for each in marks]
    line = " · ".join(filter(None, [_("Product"), row.brand, *known]))
    return Proposal("product", row.name, line, f"/products/{row.id}")
