"""The figures of a period, as the last night left them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, select

from community import clock
from community.db import Model, db
from community.engagement.standing import Tier
from programme.insights.models import CategoryMonth, Cohort, CohortMonth, SpentMonth, TierMonth
from programme.insights.months import KEPT, month_of, months, moved_on

USUAL = 12  # months
ByTier = Mapping[Tier, Any]


@dataclass(frozen=True)
class Period:
    """From the first month to the last, both among them."""

    first: date
    last: date

    @property
    def months(self) -> list[date]:
        return list(months(self.first, self.last))

    @property
    def before(self) -> "Period":
        """As many months, right before."""
        return Period(moved_on(self.first, -len(self.months)), moved_on(self.first, -1))

    def has(self, month: Any) -> ColumnElement[bool]:  # noqa: ANN401  a column
        return month.between(self.first, self.last)  # type: ignore[no-any-return]


def known_months() -> list[date]:
    """Those of which there may be figures, the newest first."""
    this = month_of(clock.today())
    return [moved_on(this, -back) for back in range(KEPT)]


def period(first: date | None = None, last: date | None = None) -> Period:
    """The last twelve months, unless others are asked for; never more than are kept."""
    newest, *_others, oldest = known_months()
    last = min(max(last or newest, oldest), newest)
    first = min(max(first or moved_on(last, 1 - USUAL), oldest), newest)
    return Period(*sorted((first, last)))


def tiers(of: Period) -> dict[date, ByTier]:
    return _by_tier(db.session.scalars(select(TierMonth).where(of.has(TierMonth.month))), of)


def spending(of: Period) -> dict[date, ByTier]:
    return _by_tier(db.session.scalars(select(SpentMonth).where(of.has(SpentMonth.month))), of)


@dataclass(frozen=True)
class Category:
    """What was kept of it, in minor units of CNY, and in as many months before."""

    name: str
    kept: int
    before: int

    @property
    def change(self) -> int | None:
        """In whole percent; none where there was nothing before."""
        return (self.kept - self.before) * 100 // self.before if self.before > 0 else None


def categories(of: Period) -> list[Category]:
    """The largest first."""
    now, before = _kept(of), _kept(of.before)
    names = sorted(now | before, key=lambda name: (-now.get(name, 0), name))
    return [Category(name, now.get(name, 0), before.get(name, 0)) for name in names]


@dataclass(frozen=True)
class CohortLine:
    """Those who joined in a month; `active` by month since then."""

    joined: date
    came: int
    here: int
    super: int
    apass: int
    active: Mapping[date, int]

    def share(self, month: date) -> int:
        """Whole percent of those who came."""
        return self.active.get(month, 0) * 100 // self.came


def cohorts(of: Period) -> list[CohortLine]:
    """The newest first."""
    active: dict[date, dict[date, int]] = {}
    for row in db.session.scalars(select(CohortMonth).where(of.has(CohortMonth.joined))):
        active.setdefault(row.joined, {})[row.month] = row.active
    found = db.session.scalars(
        select(Cohort).where(of.has(Cohort.joined)).order_by(Cohort.joined.desc())
    ).all()
    return [
        CohortLine(it.joined, it.came, it.here, it.super, it.apass, active.get(it.joined, {})) for it in found
    ]


def sheet(model: type[Model], of: Period) -> list[Sequence[object]]:
    """Every figure of a kind as a row for a spreadsheet, with its head; money in minor units."""
    table = Model.metadata.tables[model.__tablename__]
    keys = list(table.primary_key.columns)
    rows = db.session.execute(select(table).where(of.has(keys[0])).order_by(*keys)).all()
    return [list(table.columns.keys()), *(list(row) for row in rows)]


def cohort_sheet(of: Period) -> list[Sequence[object]]:
    """A row for each cohort: how it stands, and how many were active in each month since it joined."""
    newest = known_months()[0]
    head = ["joined", "came", "here", "super", "apass", *(f"active, month {n}" for n in range(KEPT))]
    rows = []
    for it in cohorts(of):
        active = [it.active.get(month, 0) for month in months(it.joined, newest)]
        rows.append([it.joined, it.came, it.here, it.super, it.apass, *active])
    return [head, *rows]


def _by_tier(rows: Iterable[Any], of: Period) -> dict[date, ByTier]:
    found: dict[date, dict[Tier, Any]] = {month: {} for month in of.months}
    for row in rows:
        found[row.month][row.tier] = row
    return dict(found)


def _kept(of: Period) -> dict[str, int]:
    sums = select(CategoryMonth.category, func.sum(CategoryMonth.amount)).group_by(CategoryMonth.category)
    return {name: int(amount) for name, amount in db.session.execute(sums.where(of.has(CategoryMonth.month)))}
