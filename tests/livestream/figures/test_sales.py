"""Ada showed a saddle bag in her stream: what shops told of it before and after, less what went back."""

from datetime import timedelta

import pytest
from sqlalchemy import insert

from community import clock
from community.db import db, transaction
from community.engagement.activity import Deed
from community.engagement.record import record, take_back
from community.products.models import PurchaseLine
from livestream.figures.sales import sales_of
from livestream.shelf.laying import lay
from livestream.streams.going_live import begin
from posts.shopping.taking import take
from posts.shopping.writing import begin as begin_list
from tests.conftest import joins
from tests.livestream.shelf.conftest import (  # noqa: F401
    ada,
    basket,
    films,
    live,
    nothing_is_known,
    november,
    saddle,
    shop,
    stream,
)


@pytest.fixture
def shown(ada, stream, saddle):  # noqa: F811
    """Begun two weeks and a day ago."""
    with clock.stopped(clock.now() - timedelta(days=15)):
        begin(stream)
    lay(stream, saddle.id, by=ada)
    return stream


@pytest.fixture
def buyers(app):
    return [joins(name) for name in ("Cara", "Dan", "Eve", "Finn")]


@pytest.fixture
def told(shown, saddle):  # noqa: F811
    """A shop tells of an order, or a return, so many days after the stream began."""

    def told(who, days, deed=Deed.PURCHASE_MADE, product=None):
        with transaction():
            return record(
                deed,
                by=who,
                key=f"inlet:mall:{who.id}:{days}:{deed}",
                product=product or saddle.name,
                amount=1000,
                occurred_at=shown.begun_at + timedelta(days=days),
            ).key

    return told


def kept(it):
    return {week.number: None if week.has_few else week.kept for week in sales_of(it).weeks}


def test_weeks_before_stand_beside_those_since_and_returns_are_taken_off(shown, buyers, told):
    for who in buyers[:3]:
        told(who, -3)
    for who in buyers:
        told(who, 1)
        told(who, 8)
    told(buyers[0], 9, Deed.PURCHASE_RETURNED)
    assert kept(shown) == {-4: 0, -3: 0, -2: 0, -1: 3, 0: 4, 1: 3, 2: 0}
    sales = sales_of(shown)
    assert sales.before == 0.75
    assert sales.lift == round((7 / 2 - 0.75) * 100 / 0.75)  # of the two weeks that are over


def test_in_the_first_week_nothing_is_said_of_a_lift(shown, buyers, told, ada, browser_of):  # noqa: F811
    with transaction():
        shown.begun_at = clock.now() - timedelta(days=2)
    for who in buyers[:3]:
        told(who, -3)
    page = browser_of(ada).get(f"{shown.url}/figures").text
    assert "The first week is not over" in page
    assert "-100" not in page


def test_what_a_site_took_back_never_was_an_order(shown, buyers, told):
    keys = [told(who, 1) for who in buyers]
    with transaction():
        take_back(keys[0], by=buyers[0])
    assert kept(shown)[0] == 3


def test_few_buyers_are_not_counted_out(shown, buyers, told, ada, browser_of):  # noqa: F811
    told(buyers[0], 1)
    told(buyers[1], 2)
    assert kept(shown)[0] is None
    assert sales_of(shown).lift is None
    page = browser_of(ada).get(f"{shown.url}/figures").text
    assert "by fewer than three members" in page
    weeks = browser_of(ada).get(f"/api/v1/streams/{shown.id}/figures").get_json()["weeks"]
    assert weeks[4] == {"number": 0, "orders": None, "returned": None}


def test_a_shop_names_it_as_it_likes_and_other_things_do_not_count(shown, saddle, buyers, told):  # noqa: F811
    for who in buyers[:3]:
        told(who, 1, product=saddle.name.upper())
    told(buyers[3], 1, product="A scarf")
    assert kept(shown)[0] == 3


def test_lines_of_imported_orders_count_each(shown, saddle, buyers):  # noqa: F811
    for nth, who in enumerate(buyers[:3]):
        with transaction():
            activity = record(
                Deed.PURCHASE_MADE,
                by=who,
                key=f"import:mall:{nth}",
                product=f"{saddle.name} +1",
                amount=1000,
                occurred_at=shown.begun_at + timedelta(days=1),
            )
            line = {"source": "mall", "order": f"{nth}", "nth": 1, "quantity": 1, "amount": 500}
            line |= {"currency": "CNY", "activity_id": activity.id}
            db.session.execute(
                insert(PurchaseLine),
                [
                    line | {"product_code": "1", "product": saddle.name},
                    line | {"product_code": "2", "product": "A scarf"},
                ],
            )
    assert kept(shown)[0] == 3


def test_where_nobody_ordered_that_is_said(shown, ada, browser_of):  # noqa: F811
    assert "Nobody ordered any of it" in browser_of(ada).get(f"{shown.url}/figures").text


def test_a_stream_that_showed_nothing_lifted_nothing(stream, ada, browser_of):  # noqa: F811
    assert sales_of(stream) is None
    begin(stream)
    assert sales_of(stream) is None
    assert "Did it lift sales?" not in browser_of(ada).get(f"{stream.url}/figures").text


def test_the_page_draws_it_and_the_table_takes_it_along(shown, saddle, buyers, told, ada, mia, browser_of):  # noqa: F811
    for who in buyers:
        told(who, 1)
    take(saddle, by=mia, into=begin_list("Mine", by=mia), via=shown)
    page = browser_of(ada).get(f"{shown.url}/figures").text
    assert "Did it lift sales?" in page
    assert "4 orders" in page
    table = browser_of(ada).get(f"{shown.url}/figures.csv")
    assert table.mimetype == "text/csv"
    assert {"orders in week,0,4", "collected,,1"} < set(table.text.splitlines())
    assert browser_of(mia).get(f"{shown.url}/figures.csv").status_code == 403
