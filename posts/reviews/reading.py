"""What members think of a product: how many stars each gave it, and their words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row, func, select

from community.audience import readable_by
from community.contributions import Contribution
from community.db import db
from community.members import Member
from community.quiet.hearing import Quiet
from posts.feed_cards import cards_for
from posts.reviews.models import STARS, Review, ReviewVersion

PAGE = 10
_spine, _own = Contribution.__table__, Review.__table__


@dataclass(frozen=True)
class Sifted:
    """Which of them: with so many stars (0: all), or only of what was bought and kept."""

    stars: int = 0
    confirmed: bool = False


ALL = Sifted()


@dataclass(frozen=True)
class Opinions:
    """`counts` are of reviews the reader may read, by stars; `shown` are those that were asked for."""

    counts: dict[int, int]
    confirmed: int
    again: int  # would buy it again
    said: int  # of so many who said whether they would
    shown: Sequence[Row[Any]]
    sifted: Sifted

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def average(self) -> float:
        """Plain, of all the stars; 0 where nobody gave any."""
        return sum(stars * many for stars, many in self.counts.items()) / self.total if self.total else 0.0

    @property
    def rows(self) -> list[tuple[int, int, int]]:
        """Five stars first: stars, how many, how many in a hundred."""
        return [
            (stars, many := self.counts.get(stars, 0), round(100 * many / self.total) if self.total else 0)
            for stars in reversed(STARS)
        ]


def opinions_of(product_id: int, me: Member, quiet: Quiet, sifted: Sifted) -> Opinions:
    """The confirmed first, then the newest."""
    of_it = (_own.c.product_id == product_id, readable_by(me.id))
    counted = (
        select(
            Review.stars,
            func.count(),
            func.count().filter(_is_confirmed()),
            func.count().filter(Review.again.is_(True)),
            func.count(Review.again),
        )
        .where(*of_it)
        .group_by(Review.stars)
    )
    rows = db.session.execute(counted).all()
    wanted = cards_for(me).add_columns(_own.c.html, _spine.c.edited_at).where(*of_it)
    if sifted.stars in STARS:
        wanted = wanted.where(_own.c.stars == sifted.stars)
    if sifted.confirmed:
        wanted = wanted.where(_is_confirmed())
    newest = wanted.where(quiet.open(Contribution.author_id)).order_by(
        _is_confirmed().desc(), Contribution.published_at.desc(), Contribution.id.desc()
    )
    found = db.session.execute(newest.limit(PAGE)).all()
    return Opinions(
        counts={row[0]: row[1] for row in rows},
        confirmed=sum(row[2] for row in rows),
        again=sum(row[3] for row in rows),
        said=sum(row[4] for row in rows),
        shown=[row for row in found if not quiet.hides(row.title, row.excerpt)],
        sifted=sifted,
    )


def versions_of(review_id: int) -> Sequence[ReviewVersion]:
    """What it said before, the last first."""
    its = select(ReviewVersion).where(ReviewVersion.review_id == review_id)
    return db.session.scalars(its.order_by(ReviewVersion.version.desc())).all()


def _is_confirmed() -> ColumnElement[bool]:
    """Bought, and kept, as a shop's books say."""
    return _own.c.purchase_id.is_not(None) & _own.c.returned_at.is_(None)
