"""What stands by a product of a seller wherever it is shown: doubt, or what was found."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from sqlalchemy import ScalarSelect, String, func, literal, select, type_coerce

from community.db import db
from community.products.models import Storefront
from posts.dossiers.models import Dossier, Verdict

_said = func.coalesce(type_coerce(Dossier.verdict, String), literal("disputed"))
_word = func.nullif(_said, Verdict.UNPROVEN.value)
_is_told = Dossier.disputed_at.is_not(None) | Dossier.verdict.is_not(None)


class Mark(NamedTuple):
    """`word` is disputed, fake or genuine."""

    product_id: int
    storefront_id: int
    storefront: str
    word: str


def mark_on(product_id: Any, storefront_id: Any) -> ScalarSelect[Any]:  # noqa: ANN401  columns of a row
    """As a column of a statement whose rows have a product and a seller: the last word, if any."""
    pair = Dossier.product_id == product_id, Dossier.storefront_id == storefront_id
    return select(_word).where(*pair, _is_told).order_by(Dossier.id.desc()).limit(1).scalar_subquery()


def marks_of(product_ids: Iterable[int]) -> list[Mark]:
    """All that stand by these products, whoever sells them: the last word on each pair."""
    newest = (
        select(func.max(Dossier.id))
        .where(Dossier.product_id.in_(set(product_ids)), _is_told)
        .group_by(Dossier.product_id, Dossier.storefront_id)
    )
    shown = (
        select(Dossier.product_id, Dossier.storefront_id, Storefront.name, _word)
        .join(Storefront, Storefront.id == Dossier.storefront_id)
        .where(Dossier.id.in_(newest), _word.is_not(None))
    )
    return [Mark(*row) for row in db.session.execute(shown.order_by(Dossier.id)).all()]
