"""What is proposed while one types: a few things by their words, and products after them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import Row

from community.members import Member
from community.pages import my_tier
from community.quiet.hearing import quiet_of
from community.search import Found, NoIndex, find
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
    return things + [_product(row) for row in called(text, PRODUCTS)], found.total if found else 0


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
    line = f"@{it.row.handle}" if it.kind == "member" else f"{kind_name(it.kind)} · {it.row.name}"
    return Proposal(it.kind, it.name, line, it.reply_url or it.url)


def _product(row: Row[Any]) -> Proposal:
    line = " · ".join(filter(None, [_("Product"), row.brand]))
    return Proposal("product", row.name, line, f"/products/{row.id}")
