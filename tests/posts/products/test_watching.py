"""At night the shops are asked politely, and who waits for a price hears that it is there."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from community import clock
from community.db import db, transaction
from community.jobs import Job, run_due, tonight
from community.links import robots
from community.notifications.models import Cause, Notification
from community.products.models import PriceSeen, ProductPage
from posts.products.watching import BETWEEN, visit
from posts.shopping.filling import Piece, add, change, turn
from posts.shopping.models import Item, State
from tests.posts.products.conftest import looked_at
from tests.posts.shopping.conftest import cny


@pytest.fixture(autouse=True)
def nothing_known():
    robots.forget_rules()


@pytest.fixture
def item(bag):
    return db.session.query(Item).filter_by(product_id=bag.id).one()


@pytest.fixture
def waits(ada, item):
    page = db.session.query(ProductPage).one()
    change(item, Piece("Weekender", "Ardita", price=cny(3280), target=300000, address=page.url), by=ada)


def night(days: int = 2) -> None:
    with clock.stopped(clock.now() + timedelta(days=days)):
        tonight()
        run_due()


def news(member):
    causes = select(Cause.facts, Cause.url).join(Notification, Notification.id == Cause.notification_id)
    mine = causes.where(Notification.member_id == member.id, Notification.kind == "price")
    return db.session.execute(mine).all()


def test_a_drop_rings_once_with_both_prices_and_where(ada, item, waits, shop):
    shop.sells("/bag", "Weekender", "2624")
    night()
    [told] = news(ada)
    assert told.url == f"{item.list.url}#piece-{item.id}"
    assert (told.facts["price"], told.facts["was"]) == (262400, 328000)
    assert (told.facts["currency"], told.facts["storefront"]) == ("CNY", "The Corner Shop")
    night(4)
    assert len(news(ada)) == 1


def test_what_costs_more_than_one_waits_for_does_not_ring(ada, bag, waits, shop):
    shop.sells("/bag", "Weekender", "3100")
    night()
    assert db.session.query(PriceSeen).filter_by(product_id=bag.id, amount=310000).count() == 1
    assert not news(ada)


def test_the_shops_wishes_are_asked_first_and_kept(item, shop):
    shop.page("/robots.txt", "User-agent: *\nDisallow: /bag", Content_Type="text/plain")
    shop.asked.clear()
    night()
    assert [path for path, _ in shop.asked] == ["/robots.txt"]
    assert db.session.query(ProductPage).one().failures == 1


def test_one_page_at_a_time_with_the_pause_the_shop_asks_for(ada, item, shop):
    other = looked_at(shop.sells("/cup", "Cup", "20"))
    add(item.list, Piece("Cup", address=other.url), by=ada)
    shop.page("/robots.txt", "User-agent: *\nCrawl-delay: 60", Content_Type="text/plain")
    shop.asked.clear()
    with clock.stopped(clock.now() + timedelta(days=2)):
        visit(other.storefront_id, 5)
        assert len([path for path, _ in shop.asked if path != "/robots.txt"]) == 1
        waiting = db.session.query(Job).filter(Job.work.endswith("watching.visit")).one()
        assert (waiting.due_at - clock.now()).total_seconds() == 60
        assert waiting.args == [other.storefront_id, 4]
    assert BETWEEN >= 20


def test_nobody_is_asked_for_what_nobody_wants(ada, item, shop):
    turn(item, State.BOUGHT, by=ada)
    shop.asked.clear()
    night()
    assert not shop.asked


def test_a_shop_in_trouble_is_left_alone_longer_each_time(item, shop):
    page = db.session.query(ProductPage).one()
    shop.page("/bag", "", 503)
    pauses = []
    for _ in range(6):
        with transaction():
            page.look_at = clock.now() - timedelta(days=1)
        visit(page.storefront_id, 5)
        db.session.expire_all()
        pauses.append(round((page.look_at - clock.now()) / timedelta(days=1)))
    assert pauses == [2, 4, 8, 16, 32, 32]
    assert not db.session.query(Job).filter(Job.work.endswith("watching.visit")).count()


def test_a_page_that_is_gone_is_given_up_until_somebody_pastes_it_again(mia, bag, item, shop, browser_of):
    page = db.session.query(ProductPage).one()
    shop.page("/bag", "", 404)
    for _ in range(6):
        with transaction():
            page.look_at = clock.now() - timedelta(days=1)
        visit(page.storefront_id, 1)
        db.session.expire_all()
    assert page.look_at is None
    assert "The page is gone." in browser_of(mia).get(f"/products/{bag.id}").text
    looked_at(shop.sells("/bag", "Weekender", "3000"))
    db.session.expire_all()
    assert (page.failures, page.look_at is None) == (0, False)


def test_a_page_that_sells_nothing_any_more_changes_no_price(bag, item, shop):
    shop.page("/bag", "<title>Please sign in</title>")
    night()
    assert db.session.query(PriceSeen).filter_by(product_id=bag.id).count() == 1
    assert db.session.query(ProductPage).one().failures == 1
