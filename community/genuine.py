"""Whether a product of a seller is genuine: what stands by the two wherever they are shown.

Fakes are judged in a room above this floor. We name its table here, so that every floor says the same.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    ScalarSelect,
    Select,
    String,
    and_,
    column,
    exists,
    func,
    literal,
    or_,
    select,
    table,
)

from community.db import db

DOUBTS = ("disputed", "fake")
_dossier = table(
    "dossier", column("verdict", String), *map(column, ("id", "product_id", "storefront_id", "disputed_at"))
)
_seller = table("storefront", column("id"), column("name", String))
_word = func.nullif(func.coalesce(_dossier.c.verdict, "disputed"), "unproven")
Heard = Callable[[int, int], object]
_heard: list[Heard] = []


class Mark(NamedTuple):
    """`word` is disputed, fake or genuine."""

    product_id: int
    storefront_id: int
    storefront: str
    word: str


def mark_on(product_id: Any, storefront_id: Any) -> ScalarSelect[Any]:  # noqa: ANN401  columns of a row
    """As a column of a statement whose rows have a product and a seller: the last word, if any."""
    pair = _dossier.c.product_id == product_id, _dossier.c.storefront_id == storefront_id
    last = select(_word).where(*pair, _is_told(_dossier)).order_by(_dossier.c.id.desc())
    return last.limit(1).scalar_subquery()


def is_doubted(product_id: int, storefront_id: int | None) -> bool:
    """It is disputed, or a confirmed fake, from this seller."""
    return db.session.scalar(select(mark_on(product_id, storefront_id))) in DOUBTS


def doubt_of(product_id: Any) -> tuple[ColumnElement[Any], ColumnElement[Any]]:  # noqa: ANN401  a column
    """The gravest word that stands by a product, whoever sells it: `doubt`, and `doubtful_seller`."""
    grave = _words().where(_dossier.c.product_id == product_id, _word.in_(list(map(literal, DOUBTS))))
    first = grave.order_by(_word.desc(), _dossier.c.id.desc()).limit(1)
    word, seller = (first.with_only_columns(each).scalar_subquery() for each in (_word, _seller.c.name))
    return word.label("doubt"), seller.label("doubtful_seller")


def marks_of(product_ids: Iterable[int]) -> Sequence[Mark]:
    """All that stand by these products, whoever sells them: the last word on each pair."""
    wanted = set(product_ids)
    if not wanted:
        return ()
    shown = _words().where(_dossier.c.product_id.in_(wanted), _word.is_not(None))
    return [Mark(*row) for row in db.session.execute(shown.order_by(_dossier.c.id)).all()]


def marks_by_product(product_ids: Iterable[int]) -> Mapping[int, Sequence[Mark]]:
    of: dict[int, list[Mark]] = defaultdict(list)
    for mark in marks_of(product_ids):
        of[mark.product_id].append(mark)
    return of


def when_marked(call: Heard) -> Heard:
    """Declare what follows when another word stands by a product of a seller, in the same transaction."""
    _heard.append(call)
    return call


def marked(product_id: int, storefront_id: int) -> None:
    """Must be called inside a transaction."""
    for call in _heard:
        call(product_id, storefront_id)


def _words() -> Select[Any]:
    """The last word on each pair."""
    later = _dossier.alias("later")
    same = later.c.product_id == _dossier.c.product_id, later.c.storefront_id == _dossier.c.storefront_id
    spoken_again = exists().where(*same, later.c.id > _dossier.c.id, _is_told(later))
    columns: Select[Any] = select(_dossier.c.product_id, _dossier.c.storefront_id, _seller.c.name, _word)
    return columns.join(_seller, _seller.c.id == _dossier.c.storefront_id).where(
        and_(_is_told(_dossier), ~spoken_again)
    )


def _is_told(it: Any) -> ColumnElement[bool]:  # noqa: ANN401  the table, or an alias of it
    return or_(it.c.disputed_at.is_not(None), it.c.verdict.is_not(None))
