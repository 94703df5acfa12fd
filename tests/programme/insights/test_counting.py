"""The figures are what the tallies say, whoever came and went, and counting again changes nothing."""

from datetime import timedelta

import pytest
from sqlalchemy import event, select

from community import clock
from community.db import db, transaction
from community.engagement.activity import Deed
from community.engagement.record import record, take_back
from community.engagement.standing import Tier
from community.leaving.erasing import erase
from programme.insights.behind import Asked, behind
from programme.insights.models import FIGURES, MemberKept, MemberMonth, TierStep
from programme.insights.months import begins, month_of, months, moved_on
from programme.insights.reading import Period, categories, cohorts, period, spending, tiers
from tests.programme.insights.conftest import rises

THIS = month_of(clock.today())
MIDDLE = timedelta(days=14, hours=12)


def in_month(back: int):
    """The clock in the middle of an earlier month."""
    return clock.stopped(begins(moved_on(THIS, -back)) + MIDDLE)


def now_of(month, tier) -> tuple[int, int, int]:
    it = tiers(period())[month][tier]
    return it.members, it.came, it.went


def test_tiers_by_month_with_who_came_and_went(ada, ben, mia, counted):
    rises(ada, Tier.SUPER)
    rises(ben, Tier.SUPER)
    counted()
    rises(ada, Tier.APASS)
    counted()
    assert now_of(THIS, Tier.STANDARD) == (1, 3, 2)
    assert now_of(THIS, Tier.SUPER) == (1, 2, 1)
    assert now_of(THIS, Tier.APASS) == (1, 1, 0)


def test_a_member_of_long_ago_is_in_every_month_since(app, counted):
    from tests.conftest import joins

    with in_month(5):
        zoe = joins("Zoe")
    with in_month(3):
        rises(zoe, Tier.SUPER)
    counted()
    found = {month: now_of(month, Tier.SUPER)[0] for month in months(moved_on(THIS, -5), THIS)}
    assert list(found.values()) == [0, 0, 1, 1, 1, 1]
    assert now_of(moved_on(THIS, -4), Tier.STANDARD) == (1, 0, 0)
    assert tiers(period())[moved_on(THIS, -6)] == {}


def test_who_leaves_stays_in_the_sums_and_is_in_no_list(ada, ben, counted):
    rises(ada, Tier.SUPER)
    counted()
    erase(ada, keeps_words=False)
    counted()
    assert now_of(THIS, Tier.SUPER) == (0, 1, 1)
    assert now_of(THIS, Tier.STANDARD) == (1, 2, 1)
    for what in ("tier", "came", "went"):
        assert not behind(what, Asked(month=THIS, tier=Tier.SUPER))
    (ben_alone,) = behind("tier", Asked(month=THIS, tier=Tier.STANDARD))
    assert ben_alone.handle == "ben"
    assert not db.session.scalars(select(MemberMonth).where(MemberMonth.member_id == ada.id)).all()


def test_spending_is_net_and_stands_by_the_tier_at_the_end_of_the_month(ada, ben, buys, counted):
    buys(ada, 1_000, ago=0, key="an order")
    buys(ada, 500, ago=0)
    buys(ben, 300, ago=0)
    with transaction():
        take_back("an order", by=ada)
    rises(ben, Tier.SUPER)
    counted()
    found = spending(period())[THIS]
    assert (found[Tier.STANDARD].spent, found[Tier.STANDARD].orders, found[Tier.STANDARD].members) == (
        50_000,
        1,
        1,
    )
    assert (found[Tier.SUPER].spent, found[Tier.SUPER].members) == (30_000, 1)


def test_a_category_is_compared_with_the_months_before(ada, ben, buys, counted):
    for back, yuan in ((0, 300), (1, 100)):
        with in_month(back):
            buys(ada, yuan, kind="watches", ago=0)
    buys(ben, 50, kind="wine", ago=0)
    counted()
    watches, wine = categories(Period(THIS, THIS))
    assert (watches.name, watches.kept, watches.before, watches.change) == ("watches", 30_000, 10_000, 200)
    assert (wine.kept, wine.before, wine.change) == (5_000, 0, None)


def test_a_cohort_is_who_joined_and_how_they_do(app, counted):
    from tests.conftest import joins

    with in_month(2):
        old, quiet = joins("Old"), joins("Quiet")
    with in_month(1), transaction():
        record(Deed.STORY_PUBLISHED, by=old)
    rises(old, Tier.APASS)
    erase(quiet, keeps_words=False)
    counted()
    (cohort,) = cohorts(Period(moved_on(THIS, -2), moved_on(THIS, -2)))
    assert (cohort.came, cohort.here, cohort.super, cohort.apass) == (2, 1, 0, 1)
    assert cohort.active == {moved_on(THIS, -1): 1}
    assert cohort.share(moved_on(THIS, -1)) == 50


def everything() -> dict[str, list[tuple]]:
    return {
        model.__tablename__: [
            tuple(row)
            for row in db.session.execute(
                select(model.__table__).order_by(*model.__table__.primary_key.columns)
            )
        ]
        for model in (*FIGURES, MemberMonth, MemberKept, TierStep)
    }


def test_counted_again_nothing_changes_and_no_fact_is_written_again(ada, ben, buys, counted):
    buys(ada, 1_000)
    rises(ada, Tier.SUPER)
    counted()
    before, written = everything(), []

    def note(_connection, _cursor, statement, *_more) -> None:
        if "INTO member_" in statement or "FROM member_month WHERE" in statement.replace("\n", " "):
            written.append(statement)

    engine = db.engines[None].engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        counted()
    finally:
        event.remove(engine, "before_cursor_execute", note)
    assert everything() == before
    assert not [statement for statement in written if not statement.lstrip().startswith("SELECT")]


def test_what_becomes_known_late_is_in_its_month_the_next_night(ada, buys, counted):
    counted()
    with in_month(3):
        buys(ada, 700, ago=0)
    assert spending(period())[moved_on(THIS, -3)] == {}
    counted()
    assert spending(period())[moved_on(THIS, -3)][Tier.STANDARD].spent == 70_000


@pytest.mark.parametrize("what", ["tier", "came", "went", "spent", "category", "cohort"])
def test_each_number_is_as_many_as_the_list_behind_it(ada, ben, mia, buys, counted, what):
    for who, yuan in ((ada, 900), (ben, 200)):
        buys(who, yuan, ago=0)
    rises(ada, Tier.SUPER)
    counted()
    asked = Asked(month=THIS, tier=Tier.STANDARD, category="bags", period=period(), joined=THIS)
    numbers = {
        "tier": now_of(THIS, Tier.STANDARD)[0],
        "came": now_of(THIS, Tier.STANDARD)[1],
        "went": now_of(THIS, Tier.STANDARD)[2],
        "spent": spending(period())[THIS][Tier.STANDARD].members,
        "category": 2,
        "cohort": 1,  # still Standard, and did something
    }
    assert len(behind(what, asked)) == numbers[what] > 0
