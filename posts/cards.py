"""What members made as programs read it in lists: the same card for stories, lists and topics."""

from collections.abc import Sequence
from typing import Annotated, Any

from pydantic import Field
from sqlalchemy import Row, Select

from community.api.answers import Answer, Author, Count, Counts, Disclosed, Moment, Page, disclosed_of, page
from community.api.bodies import Body, PageQuery, Text
from community.api.cursors import cursor, id_in, moment_in
from community.coauthors import names_in
from community.contributions import Audience, Contribution, Disclosure, address, home_of
from community.db import db
from community.members import Member
from posts.feed import cards_for, published
from posts.reactions.counting import counts
from posts.reactions.models import Kind

For = Annotated[Audience, Field(strict=False)]  # by its word


class Disclosing(Body):
    """`sponsor` is who gave, paid, or is advertised."""

    kind: Annotated[Disclosure, Field(strict=False)]
    sponsor: Text


class Card(Answer):
    """Its words are read at its own address; `others` are the names of those who wrote it with its author."""

    id: int
    kind: str
    url: str
    title: str
    excerpt: str
    cover: str | None
    author: Author
    others: Sequence[str]
    published_at: Moment | None
    audience: Audience
    disclosure: Disclosed | None
    likes: Count
    liked: bool
    reaction: Kind | None
    reactions: Counts[Kind]
    replies: Count


class Asked(PageQuery):
    """`author` by handle. `mine` are all of your own, what nobody else sees too."""

    author: Annotated[Text, Field(max_length=40)] = ""
    mine: bool = False


def card_of(row: Row[Any]) -> Card:
    author = Author(handle=row.handle, name=row.name, portrait=row.portrait, tier=row.tier)
    return Card(
        id=row.id,
        kind=row.kind,
        url=address(home_of(row.kind), row.id, row.slug),
        title=row.title,
        excerpt=row.excerpt,
        cover=row.cover,
        author=author,
        others=names_in(row.others),
        published_at=row.published_at,
        audience=row.audience,
        disclosure=disclosed_of(row),
        likes=row.likes,
        liked=row.reaction is not None,
        reaction=row.reaction,
        reactions=counts(row.likes, row.felt),
        replies=row.replies,
    )


def cards_of(kind: str, me: Member, asked: Asked) -> Page[Card]:
    if asked.mine:
        return own_cards(kind, me, asked)
    seen = published(me, [kind])
    if asked.author:
        seen = seen.where(Member.handle == asked.author.lower().removeprefix("@"))
    return newest_first(seen, asked)


def newest_first(seen: Select[Any], asked: PageQuery) -> Page[Card]:
    at, id = Contribution.published_at, Contribution.id
    if edge := moment_in(asked.cursor):
        seen = seen.where((at < edge[0]) | ((at == edge[0]) & (id < edge[1])))
    rows = db.session.execute(seen.order_by(at.desc(), id.desc()).limit(asked.limit + 1)).all()
    return page(rows, asked.limit, card_of, lambda row: cursor(row.published_at, row.id))


def own_cards(kind: str, me: Member, asked: PageQuery) -> Page[Card]:
    mine = (Contribution.kind == kind, Contribution.author_id == me.id, Contribution.removed_at.is_(None))
    seen = cards_for(me).where(*mine)
    if (before := id_in(asked.cursor)) is not None:
        seen = seen.where(Contribution.id < before)
    rows = db.session.execute(seen.order_by(Contribution.id.desc()).limit(asked.limit + 1)).all()
    return page(rows, asked.limit, card_of, lambda row: cursor(row.id))
