"""What was asked and answered, in columns: of a trip, and of a product."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import aliased

from community.audience import readable_by
from community.db import db
from community.genuine import doubt_of
from community.members import Member
from community.products.models import Brand, Product
from livestream.questions.models import Answer, Question, Weight
from livestream.trips.models import Trip

Rows = Sequence[Row[Any]]
MOST, ON_A_PAGE = 400, 12
_asker, _answerer = aliased(Member), aliased(Member)
_answer, _trip = aliased(Answer, flat=True), aliased(Trip, flat=True)


def questions_of(it: Trip, me: Member) -> Mapping[int, Rows]:
    """By stop: those that weigh most first."""
    weights = select(func.count()).where(Weight.question_id == Question.id).scalar_subquery()
    mine = select(Weight.member_id).where(Weight.question_id == Question.id, Weight.member_id == me.id)
    seen = (
        _columns()
        .add_columns(weights.label("weights"), mine.exists().label("weighed"))
        .where(Question.trip_id == it.id, Question.removed_at.is_(None), Question.hidden_at.is_(None))
        .where(Question.stop_id.is_not(None))
        .order_by(weights.desc(), Question.id)
        .limit(MOST)
    )
    of: dict[int, list[Row[Any]]] = defaultdict(list)
    for row in db.session.execute(seen):
        of[row.stop_id].append(row)
    return of


def answers_about(product: Product, me: Member) -> Rows:
    """The newest first, of trips that she may read."""
    seen = (
        _columns()
        .join(_trip, _trip.id == Question.trip_id)
        .add_columns(
            _trip.id.label("trip_id"),
            _trip.slug.label("trip_slug"),
            _trip.title.label("trip_title"),
            _trip.disclosure,
            _trip.sponsor,
        )
        .where(_answer.product_id == product.id, readable_by(me.id, _trip))
        .where(Question.removed_at.is_(None), Question.hidden_at.is_(None))
        .order_by(_answer.published_at.desc())
    )
    return db.session.execute(seen.limit(ON_A_PAGE)).all()


def _columns() -> Select[Any]:
    columns: Select[*tuple[Any, ...]] = select(
        Question.id,
        Question.stop_id,
        Question.title,
        Question.author_id,
        Question.published_at,
        _asker.name,
        _asker.handle,
        _answer.id.label("answer_id"),
        _answer.text.label("answer"),
        _answer.cover.label("photo"),
        _answer.author_id.label("answerer_id"),
        _answer.disclosure.label("answer_disclosure"),
        _answer.sponsor.label("answer_sponsor"),
        _answer.published_at.label("answered_at"),
        _answerer.name.label("answerer"),
        _answerer.handle.label("answerer_handle"),
        _answerer.portrait.label("answerer_portrait"),
        Product.id.label("product_id"),
        Product.name.label("product"),
        Brand.name.label("brand"),
        *doubt_of(Product.id),
    )
    there = (_answer.removed_at.is_(None)) & (_answer.hidden_at.is_(None))
    return (
        columns.select_from(Question)
        .join(_asker, _asker.id == Question.author_id)
        .outerjoin(_answer, (_answer.question_id == Question.id) & there)
        .outerjoin(_answerer, _answerer.id == _answer.author_id)
        .outerjoin(Product, Product.id == _answer.product_id)
        .outerjoin(Brand, Brand.id == Product.brand_id)
    )
