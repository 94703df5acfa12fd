"""Ada rises after seven days at the threshold; what she has reached ends at no other time than her review."""

from datetime import UTC, datetime, timedelta

import pytest

from community import clock
from community.db import db, transaction
from community.engagement.activity import Deed
from community.engagement.nights import move_on
from community.engagement.record import record, take_back
from community.engagement.standing import Standing, Tier
from community.notifications.kinds import Kind
from tests.community.notifications.conftest import causes_of, news_of

START = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def on_one_day(app):
    with clock.stopped(START):
        yield


def spends(ada, cny, key):
    with transaction():
        record(Deed.PURCHASE_MADE, by=ada, amount=cny * 100, key=key, storefront="Flagship")


def night(ada, after):
    """So many days after the start."""
    with clock.stopped(START + timedelta(days=after)):
        move_on([ada.id], clock.today())
    db.session.expire_all()
    return db.session.get_one(Standing, ada.id)


def stages(ada):
    return [cause.key.rpartition(":")[2] for news in news_of(ada, Kind.TIER) for cause in causes_of(news)]


def test_she_rises_after_seven_days_at_the_threshold_and_hears_of_it_once(ada):
    spends(ada, 100_000, "order")
    assert night(ada, 6).tier is Tier.STANDARD
    assert news_of(ada, Kind.TIER) == []
    assert night(ada, 7).tier is Tier.SUPER
    night(ada, 8)
    (news,) = news_of(ada, Kind.TIER)
    assert len(causes_of(news)) == 1


def test_days_below_the_threshold_begin_the_count_anew(ada):
    spends(ada, 100_000, "order")
    with clock.stopped(START + timedelta(days=5)), transaction():
        take_back("order", by=ada)
    with clock.stopped(START + timedelta(days=6)):
        spends(ada, 100_000, "another")
    assert night(ada, 12).tier is Tier.STANDARD
    assert night(ada, 13).tier is Tier.SUPER


def test_a_tier_is_kept_below_its_threshold_until_the_review(ada):
    spends(ada, 100_000, "order")
    night(ada, 7)
    with transaction():
        take_back("order", by=ada)
    assert night(ada, 100).tier is Tier.SUPER
    assert night(ada, 7 + 364).tier is Tier.SUPER
    assert night(ada, 7 + 365).tier is Tier.STANDARD


def test_the_review_asks_for_three_quarters_of_the_threshold(ada):
    with clock.stopped(START + timedelta(days=200)):
        spends(ada, 100_000, "order")
    night(ada, 207)
    with clock.stopped(START + timedelta(days=400)), transaction():
        take_back("order", by=ada)
        record(Deed.PURCHASE_MADE, by=ada, amount=50_000_00, key="less", storefront="Flagship")
    kept = night(ada, 207 + 365)
    assert 750_000 <= kept.score < 1_000_000
    assert (kept.tier, kept.reviewed_on) == (Tier.SUPER, (START + timedelta(days=207 + 365)).date())
    assert night(ada, 207 + 366).tier is Tier.SUPER


def test_points_never_give_apass(ada):
    with transaction():
        db.session.get_one(Standing, ada.id).score = 3_000_000
        db.session.get_one(Standing, ada.id).reached_on = START.date()
    standing = db.session.get_one(Standing, ada.id)
    assert standing.tier is Tier.STANDARD
    assert night(ada, 30).tier is not Tier.APASS


def test_who_would_not_keep_it_is_warned_four_times_and_once_each(ada):
    spends(ada, 100_000, "order")
    night(ada, 7)
    with transaction():
        take_back("order", by=ada)
    review = 7 + 365
    for before in (61, 60, 59, 30, 29, 14, 13, 4, 3, 2, 1):
        night(ada, review - before)
    warned = [stage for stage in stages(ada) if stage.isdecimal()]
    assert sorted(warned) == ["14", "3", "30", "60"]


def test_who_keeps_it_is_not_warned(ada):
    with clock.stopped(START + timedelta(days=200)):
        spends(ada, 100_000, "order")
    night(ada, 207)
    night(ada, 207 + 350)
    assert not [stage for stage in stages(ada) if stage.isdecimal()]
