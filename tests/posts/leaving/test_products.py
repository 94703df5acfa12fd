"""What of products stays when Ada leaves: what something of somebody else leads to, and nothing more."""

import pytest
from sqlalchemy import select

from community.db import db, transaction
from community.leaving.erasing import erase
from community.products.models import Brand, PriceSeen, Product, Storefront
from community.products.prices import Price, see_price
from posts.blog.publishing import publish
from posts.blog.writing import write
from posts.shopping.filling import Piece, add
from posts.shopping.writing import begin
from posts.tips.writing import TipWords, share_tip


def weekender() -> Product | None:
    """On a list of hers that all members may read."""
    return db.session.scalar(select(Product).where(Product.name == "Weekender"))


@pytest.fixture
def bag(life) -> Product:
    found = weekender()
    assert found
    assert found.shown_at
    return found


def leave(ada, *, keeps_words=False):
    erase(ada, keeps_words=keeps_words)
    db.session.expire_all()


def test_what_only_her_list_knew_goes_with_its_brand_its_shop_and_its_prices(ada, bag):
    leave(ada)
    assert weekender() is None
    assert db.session.scalars(select(Brand.name)).all() == []
    assert db.session.scalars(select(Storefront.name)).all() == []


def test_a_tip_of_hers_holds_it_no_more_than_a_list(ada, life, bag):
    share_tip(TipWords("Ask for the grey one.", life.photo, "The bay", bag.id), by=ada)
    leave(ada)
    assert weekender() is None


def test_what_stays_under_nobodys_name_keeps_what_it_shows(ada, bag):
    leave(ada, keeps_words=True)
    assert weekender()
    assert db.session.scalars(select(PriceSeen.amount).where(PriceSeen.product_id == bag.id)).all()


def test_what_is_on_somebody_elses_list_stays(ada, ben, bag):
    basket = begin("Wanted", "", by=ben)
    add(basket, Piece("Weekender", "Ardita"), by=ben)
    leave(ada)
    assert weekender()


def test_what_somebody_elses_story_shows_stays(ada, ben, bag):
    story = write("My bag", f"Look:\n\n![](/products/{bag.id}-weekender)\n\nGood, is it not?", by=ben)
    publish(story, by=ben)
    leave(ada)
    assert weekender()


def test_what_somebody_else_has_seen_the_price_of_stays_until_they_leave_too(ada, ben, bag):
    with transaction():
        see_price(bag, Price(300000, "CNY"), by=ben)
    leave(ada)
    assert weekender()
    leave(ben)
    assert weekender() is None
