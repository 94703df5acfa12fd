"""Figures of the club for programs, and the members behind each."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from flask import abort
from pydantic import Field
from sqlalchemy import select

from community.api.answers import Answer, Moment, Page, page
from community.api.bodies import PageQuery, Query, Text
from community.api.cursors import cursor, id_in
from community.api.doors import Api
from community.db import db
from community.engagement.standing import Tier
from community.entrance.tokens import Scope
from community.members import Member
from community.permissions import require
from programme.insights.asking import LONGEST, figure_asked, period_asked
from programme.insights.behind import NoSuchFigure, behind
from programme.insights.counting import count_now, last_count
from programme.insights.models import FiguresCount, MemberMonth, SpentMonth, TierMonth
from programme.insights.reading import Period, categories, cohorts

figures_api = Api("figures", scope=Scope.ALL)
Month = Annotated[Text, Field(max_length=7)]


class FiguresQuery(Query):
    """Months as 2026-08, both among them; without them the last twelve."""

    from_: Annotated[Month, Field(alias="from")] = ""
    to: Month = ""


class BehindQuery(PageQuery):
    """Which figure; what it does not need is passed over. Months as 2026-08."""

    month: Month = ""
    tier: Annotated[Text, Field(max_length=20)] = ""
    category: Annotated[Text, Field(max_length=LONGEST)] = ""
    from_: Annotated[Month, Field(alias="from")] = ""
    to: Month = ""
    joined: Month = ""


class CountAnswer(Answer):
    """When the figures were asked for and when they were ready; null: never yet."""

    asked_at: Moment | None
    ended_at: Moment | None


class TierMonthAnswer(Answer):
    """How many had a tier at the end of a month, how many came to it and went from it."""

    month: date
    tier: Tier
    members: int
    came: int
    went: int


class SpentMonthAnswer(Answer):
    """`spent` in minor units of CNY, what was returned taken off; `tier` at the end of the month."""

    month: date
    tier: Tier
    members: int
    orders: int
    spent: int


class CategoryFigure(Answer):
    """Minor units of CNY in the period and in as many months before; `change` in whole percent."""

    name: str
    kept: int
    before: int
    change: int | None


class CohortAnswer(Answer):
    """Who joined in a month: how many are here, have a tier now, and did something in each month since."""

    joined: date
    came: int
    here: int
    super: int
    apass: int
    active: dict[date, int]


class TierFigures(Answer):
    """By month and tier."""

    counted_at: Moment | None
    figures: list[TierMonthAnswer]


class SpendingFigures(Answer):
    """By month and tier."""

    counted_at: Moment | None
    figures: list[SpentMonthAnswer]


class CategoryFigures(Answer):
    """The largest first."""

    counted_at: Moment | None
    figures: list[CategoryFigure]


class CohortFigures(Answer):
    """The newest first."""

    counted_at: Moment | None
    figures: list[CohortAnswer]


class BehindAnswer(Answer):
    """A member whom a figure counts, and what it counts; null where the figure has nothing of the kind."""

    handle: str
    name: str
    stands: Tier | None
    spent: int | None = None
    orders: int | None = None
    days: int | None = None
    at: Moment | None = None
    was: Tier | None = None
    now: Tier | None = None


@figures_api.get("/programme/insights/tiers")
def read_tiers(me: Member, asked: FiguresQuery) -> TierFigures:
    """Tiers over months, with who came and who went."""
    figures = [TierMonthAnswer.model_validate(it) for it in _months(TierMonth, me, asked)]
    return TierFigures(counted_at=_counted_at(), figures=figures)


@figures_api.get("/programme/insights/spending")
def read_spending(me: Member, asked: FiguresQuery) -> SpendingFigures:
    """What members bought and kept, by month and tier."""
    figures = [SpentMonthAnswer.model_validate(it) for it in _months(SpentMonth, me, asked)]
    return SpendingFigures(counted_at=_counted_at(), figures=figures)


@figures_api.get("/programme/insights/categories")
def read_categories(me: Member, asked: FiguresQuery) -> CategoryFigures:
    """What was kept of each category, beside as many months before."""
    found = categories(_period(me, asked))
    return CategoryFigures(
        counted_at=_counted_at(), figures=[CategoryFigure.model_validate(it) for it in found]
    )


@figures_api.get("/programme/insights/cohorts")
def read_cohorts(me: Member, asked: FiguresQuery) -> CohortFigures:
    """Members by the month in which they joined."""
    found = cohorts(_period(me, asked))
    return CohortFigures(counted_at=_counted_at(), figures=[CohortAnswer.model_validate(it) for it in found])


@figures_api.get("/programme/insights/members/<any(tier, came, went, spent, category, cohort):what>")
def list_behind(me: Member, what: str, asked: BehindQuery) -> Page[BehindAnswer]:
    """The members behind a figure, without those who have left since."""
    require(me, "read_behind", MemberMonth)
    skip = id_in(asked.cursor) or 0
    try:
        rows = behind(what, figure_asked(asked.model_dump(by_alias=True)), skip, asked.limit + 1)
    except NoSuchFigure:
        abort(404)
    places = list(enumerate(rows, skip + 1))
    return page(
        places, asked.limit, lambda one: BehindAnswer.model_validate(one[1]), lambda one: cursor(one[0])
    )


@figures_api.post("/programme/insights/count")
def count_figures_anew(me: Member) -> CountAnswer:
    """Have the figures counted now; every night they are counted anyway."""
    count_now(me)
    return CountAnswer.model_validate(db.session.get_one(FiguresCount, 1))


def _months(model: type[TierMonth] | type[SpentMonth], me: Member, asked: FiguresQuery) -> Sequence[object]:
    of = _period(me, asked)
    return db.session.scalars(
        select(model).where(of.has(model.month)).order_by(model.month, model.tier)
    ).all()


def _period(me: Member, asked: FiguresQuery) -> Period:
    require(me, "read_figures", TierMonth)
    return period_asked(asked.model_dump(by_alias=True))


def _counted_at() -> Moment | None:
    count = last_count()
    return count.ended_at if count else None
