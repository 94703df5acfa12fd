"""An address is pasted and the form is filled; what the page does not say is filled in by hand."""

import re
from datetime import timedelta

import pytest

from community import clock
from community.db import db, transaction
from community.links import look_at
from community.products.models import PriceSeen, Product, ProductPage, Storefront
from community.products.pages import keep_page
from community.products.prices import Price
from posts.dossiers.models import Dossier
from posts.dossiers.models import Verdict as FakeVerdict
from posts.shopping.filling import Piece, add, change
from posts.shopping.models import Item
from posts.shopping.publishing import publish
from posts.shopping.writing import begin
from tests.community.pictures.conftest import coast, file_of
from tests.posts.shopping.conftest import cny


@pytest.fixture(autouse=True)
def own_folder(app, tmp_path, monkeypatch):
    monkeypatch.setitem(app.config, "ZONE_DATA", tmp_path)


@pytest.fixture
def bag(shop):
    """The address of a bag in the shop."""
    shop.page("/bag.jpg", file_of(coast(320, 320)).read(), Content_Type="image/jpeg")
    return shop.sells("/bag?utm_source=x", "Weekender", "3280", brand="Ardita", image="/bag.jpg")


def paste(browser, it, address):
    return browser.post(f"/lists/{it.id}/items/pasting", data={"address": address})


def typed(page) -> dict[str, str]:
    fields = re.findall(r"<(?:input|option)\b[^>]*>", page.text)
    named = ((re.search(r'name="(\w+)"', one), re.search(r'value="([^"]*)"', one)) for one in fields)
    return {name[1]: value[1] for name, value in named if name and value}


def test_the_form_is_filled_with_what_the_shop_says(ada, basket, bag, browser_of):
    browser = browser_of(ada)
    page = paste(browser, basket, bag)
    filled = typed(page)
    assert (page.status_code, filled["name"], filled["brand"]) == (200, "Weekender", "Ardita")
    assert (filled["storefront"], filled["price"]) == ("The Corner Shop", "3280")
    assert "Found at The Corner Shop" in page.text
    assert filled["photo"].startswith("w320h320-")
    browser.post(
        f"/lists/{basket.id}/items", data=filled | {"name": "My bag", "currency": "CNY", "target": "3000"}
    )
    item = db.session.query(Item).filter_by(name="My bag").one()
    assert (item.product.name, item.product.brand.name, item.target) == ("Weekender", "Ardita", 300000)
    assert item.price.source == "page"
    assert item.price.seen_by_id is None
    assert item.storefront.host == "127.0.0.1"


def test_pasting_alone_shows_nothing_to_anybody(ada, basket, bag, browser_of):
    paste(browser_of(ada), basket, bag)
    assert db.session.query(Product).filter_by(name="Weekender").one().shown_at is None


def test_the_same_page_is_the_same_product_and_is_not_read_twice_in_an_hour(
    ada, mia, basket, bag, shop, browser_of
):
    paste(browser_of(ada), basket, bag)
    asked = len(shop.asked)
    page = paste(browser_of(ada), basket, bag.replace("utm_source=x", "gclid=7"))
    assert typed(page)["name"] == "Weekender"
    assert len(shop.asked) == asked
    assert db.session.query(ProductPage).count() == 1


def test_a_page_that_cannot_be_had_says_why_and_leaves_the_form(ada, basket, shop, browser_of):
    for address, words in (
        ("http://10.0.0.1/admin", "not on the open internet"),
        (shop.at("/gone"), "answered 404"),
        ("a red bag", "no web address"),
        (shop.page("/film", b"", Content_Type="video/mp4"), "another kind"),
    ):
        page = paste(browser_of(ada), basket, address)
        assert page.status_code == 422
        assert words in page.text
        assert 'name="name"' in page.text


def test_a_page_without_a_product_gives_its_title_and_is_not_remembered(ada, basket, shop, browser_of):
    page = paste(browser_of(ada), basket, shop.page("/login", "<title>Please sign in</title>"))
    assert typed(page)["name"] == "Please sign in"
    assert "complete the form" in page.text
    assert "address" not in {k for k, v in typed(page).items() if k == "address" and v != shop.at("/login")}
    assert db.session.query(ProductPage).count() == 0


def test_nobody_pastes_into_anothers_list(mia, november, bag, shop, browser_of):
    assert paste(browser_of(mia), november, bag).status_code == 403
    assert not shop.asked


def test_hostile_words_of_a_page_are_text(ada, basket, shop, browser_of):
    page = paste(browser_of(ada), basket, shop.sells("/x", "<img src=x onerror=alert(1)>", "1"))
    assert "<img src=x" not in page.text
    assert "&lt;img src=x onerror" in page.text


def looked_at(url):
    found = look_at(url)
    with transaction():
        return keep_page(found)


def test_one_trade_number_is_one_product_and_so_is_what_a_shop_calls_the_same(app, shop):
    first = looked_at(shop.sells("/a", "Cream 60 ml", "10", gtin13="4006381333931"))
    other = looked_at(shop.sells("/b", "Repair cream", "12", gtin="04006381333931"))
    renamed = looked_at(shop.sells("/c", "Cream, new name", "12", sku="/a"))
    stranger = looked_at(shop.sells("/d", "Soap", "12"))
    assert first.product_id == other.product_id == renamed.product_id
    assert stranger.product_id != first.product_id


def test_a_shop_does_not_take_anothers_name(app, shop):
    with transaction():
        db.session.add(Storefront(key="thecornershop", name="The Corner Shop", host="corner.example"))
    assert looked_at(shop.sells("/a", "Cream", "10")).storefront.name == "127.0.0.1"


def test_an_unchanged_price_is_two_rows_however_often_it_is_seen(app, shop):
    url = shop.sells("/a", "Cream", "10")
    for day in range(5):
        with clock.stopped(clock.now() + timedelta(days=day)):
            page = looked_at(url)
    seen = db.session.query(PriceSeen).order_by(PriceSeen.seen_at).all()
    assert len(seen) == 2
    assert seen[-1].seen_at - seen[0].seen_at > timedelta(days=3)
    shop.sells("/a", "Cream", "8")
    with clock.stopped(clock.now() + timedelta(days=9)):
        looked_at(url)
    assert [row.amount for row in db.session.query(PriceSeen).order_by(PriceSeen.seen_at)] == [
        1000,
        1000,
        800,
    ]
    assert page.stock == "there"


def test_prices_in_coins_we_do_not_count_are_left_out(app, shop):
    looked_at(shop.sells("/a", "Cream", "10", "XBT"))
    looked_at(shop.sells("/b", "Soap", "9" * 30))
    assert db.session.query(PriceSeen).count() == 0


def test_who_waits_for_a_price_has_it_once_and_again_after_it_rose(ada, ben, basket, shop):
    url = shop.sells("/a", "Cream", "100")
    page = looked_at(url)
    item = add(basket, Piece("Cream", price=cny(100), address=page.url, target=8000), by=ada)
    assert item.target_met_id is None
    met = []
    for yuan in ("90", "80", "70", "95", "75"):
        shop.sells("/a", "Cream", yuan)
        looked_at(url)
        met.append(item.target_met.amount if item.target_met_id else None)
        db.session.expire(item)
    assert met == [None, 8000, 8000, None, 7500]


def test_what_a_member_tells_meets_a_target_too_and_secrets_do_not(ada, mia, basket):
    item = add(basket, Piece("Scarf", price=cny(100), target=5000), by=ada)
    mias = begin("Mia's", by=mia)
    add(mias, Piece("Scarf", price=cny(50)), by=mia)
    assert item.target_met_id is None
    publish(mias, by=mia)
    db.session.expire(item)
    assert item.target_met.amount == 5000
    change(item, Piece("Scarf", price=cny(100), target=4000), by=ada)
    assert item.target_met_id is None
    change(item, Piece("Scarf", price=Price(100, "EUR"), target=4000), by=ada)
    assert item.target_met.currency == "EUR"


@pytest.mark.parametrize(("verdict", "met"), [(None, None), ("fake", None), ("genuine", 5000)])
def test_a_seller_whose_piece_may_be_a_fake_gives_it_to_nobody(ada, mia, basket, verdict, met):
    item = add(basket, Piece("Scarf", price=cny(100), target=5000), by=ada)
    mias = begin("Mia's", by=mia)
    hers = add(mias, Piece("Scarf", storefront="Scarf shop", price=cny(50)), by=mia)
    with transaction():
        pair = {"product_id": hers.product_id, "storefront_id": hers.storefront_id}
        found = verdict and FakeVerdict(verdict)
        db.session.add(Dossier(**pair, disputed_at=clock.now(), verdict=found))
    publish(mias, by=mia)
    db.session.expire(item)
    assert (item.target_met.amount if item.target_met_id else None) == met
