"""One product, one page: what it costs, who has it, and nothing that somebody keeps to herself."""

from datetime import timedelta

import pytest

from community import clock
from community.db import db, transaction
from community.products.finding import product_named
from community.quiet.keeping import silence
from community.quiet.models import How
from posts.products.reading import shelf
from posts.shopping.filling import Piece, add, change
from posts.shopping.models import Item
from posts.shopping.publishing import withdraw
from posts.shopping.writing import begin
from tests.posts.products.conftest import looked_at
from tests.posts.shopping.conftest import cny, piece_called


def test_the_page_says_what_is_known(ada, mia, bag, browser_of):
    page = browser_of(mia).get(f"/products/{bag.id}").text
    for words in ("Weekender", "Ardita", "3,280", "The Corner Shop", "on the shop's page", "In stock",
                  "The November basket", "The zip is the reason.", "/@ada", "127.0.0.1"):  # fmt: skip
        assert words in page
    assert 'rel="nofollow noopener noreferrer ugc"' in page


def test_a_price_older_than_three_days_is_grey_and_said_to_be(mia, bag, browser_of):
    assert "stale" not in browser_of(mia).get(f"/products/{bag.id}").text
    with clock.stopped(clock.now() + timedelta(days=3, minutes=1)):
        page = browser_of(mia).get(f"/products/{bag.id}").text
    assert "product-now num stale" in page
    assert "More than three days ago" in page


def test_how_the_price_moved_is_drawn_and_stands_in_a_table_too(mia, bag, shop, browser_of):
    with clock.stopped(clock.now() + timedelta(days=1)):
        looked_at(shop.sells("/bag", "Weekender", "2624"))
        page = browser_of(mia).get(f"/products/{bag.id}").text
    assert "spark-line" in page
    assert "<caption" in page
    assert "3,280" in page.split("<caption")[1]
    assert "<s><span" in page  # the price before


def test_what_only_one_member_has_is_nothing_to_the_others(ada, mia, basket, browser_of):
    ring = piece_called(basket, "A ring").product
    assert "Only you know of it" in browser_of(ada).get(f"/products/{ring.id}").text
    assert browser_of(mia).get(f"/products/{ring.id}").status_code == 404
    assert browser_of(mia).get(f"/brands/{ring.brand_id}").status_code == 404
    assert browser_of(mia).post(f"/products/{ring.id}/taking").status_code == 404


def test_a_private_piece_of_a_known_product_stays_private(ada, mia, bag, browser_of):
    secret = begin("Secret", by=ada)
    add(secret, Piece("Weekender", "Ardita", note="For Ben, hush"), by=ada)
    assert "hush" not in browser_of(mia).get(f"/products/{bag.id}").text
    assert "hush" in browser_of(ada).get(f"/products/{bag.id}").text
    piece = db.session.query(Item).filter_by(name="My weekender").one()
    change(piece, Piece("Weekender", "Ardita", private=True, note="Mine alone"), by=ada)
    assert "Mine alone" not in browser_of(mia).get(f"/products/{bag.id}").text


def test_a_withdrawn_list_is_no_longer_named(ada, mia, bag, basket, browser_of):
    withdraw(basket, by=ada)
    page = browser_of(mia).get(f"/products/{bag.id}").text
    assert "November" not in page
    assert "On nobody" in page


def test_it_is_put_on_ones_own_list_once(mia, bag, browser_of):
    browser = browser_of(mia)
    assert browser.post(f"/products/{bag.id}/taking").status_code == 303
    again = browser.post(f"/products/{bag.id}/taking", follow_redirects=True).text
    assert "“Weekender” is on “My list” already" in again
    mine = db.session.query(Item).filter_by(product_id=bag.id, name="Weekender").one()
    assert mine.list.author_id == mia.id
    assert browser.post(f"/products/{bag.id}/taking", data={"into": "999999"}).status_code == 404


def test_nobody_puts_it_on_anothers_list(mia, bag, basket, browser_of):
    answer = browser_of(mia).post(f"/products/{bag.id}/taking", data={"into": str(basket.id)})
    assert answer.status_code == 403


def test_brands_and_storefronts_show_what_they_have(mia, bag, browser_of):
    browser = browser_of(mia)
    assert "Weekender" in browser.get("/products").text
    assert "Weekender" in browser.get(f"/brands/{bag.brand_id}").text
    page = browser.get(f"/products/{bag.id}").text
    storefront = page.split("/storefronts/")[1].split('"')[0]
    shown = browser.get(f"/storefronts/{storefront}").text
    assert "Weekender" in shown
    assert "127.0.0.1" in shown
    assert "Repair cream" not in shown
    assert browser.get("/brands/999999").status_code == 404
    assert browser.get("/products/99999999999").status_code == 404


def test_an_empty_shelf_says_what_to_do(mia, browser_of):
    assert "No products yet" in browser_of(mia).get("/products").text


def test_strangers_are_sent_to_the_door(app, bag):
    browser = app.test_client()
    for path in ("/products", f"/products/{bag.id}", f"/brands/{bag.brand_id}"):
        assert browser.get(path).status_code == 401


@pytest.mark.parametrize("many", [1, 10])
def test_pages_ask_little_however_much_there_is(mia, bag, queries, browser_of, many):
    for nth in range(many):
        it = begin(f"List {nth}", by=mia)
        add(it, Piece("Weekender", "Ardita", price=cny(3000 + nth)), by=mia)
        with transaction():
            product_named(f"Thing {nth}", "Ardita").shown_at = clock.now()
    browser = browser_of(mia)
    browser.get("/products")
    for path, most in (("/products", 4), (f"/products/{bag.id}", 14)):
        with queries() as asked:
            assert browser.get(path).status_code == 200
        assert len(asked) <= most, "\n\n".join(asked)


def test_a_shelf_goes_on(mia, app):
    with transaction():
        for nth in range(30):
            product_named(f"Thing {nth}").shown_at = clock.now()
    first, second = shelf(mia), shelf(mia, 2)
    assert (len(first.rows), first.next, len(second.rows), second.next) == (24, 2, 6, None)
    assert not {row.id for row in first.rows} & {row.id for row in second.rows}


def test_whom_one_does_not_want_to_meet_one_does_not_meet_here(ada, mia, bag, browser_of):
    silence(ada, How.MUTE, by=mia)
    page = browser_of(mia).get(f"/products/{bag.id}").text
    assert "The zip is the reason." not in page
    assert "3,280" in page


def test_it_is_found_by_words_of_its_name_its_brand_and_its_kind(mia, bag, browser_of):
    browser = browser_of(mia)
    for words in ("weekEND", "ardita", "ardita weekender", "Weekender,"):
        assert "Weekender" in browser.get("/products", query_string={"q": words}).text
    for words in ("scarf", "weekender scarf", "100%", "a ring for ben"):
        assert "Nothing found" in browser.get("/products", query_string={"q": words}).text
    assert f"/products/{bag.id}" in browser.get("/search/suggestions?q=weekender").text
    assert "A ring" not in browser.get("/search/suggestions?q=ring").text
    assert "/products?q=weekender" in browser.get("/search?q=weekender").text


def test_an_endless_question_is_cut(bag, mia, browser_of):
    """SQLite looks for no pattern of more than 50,000 bytes."""
    for address in ("/products?q=", "/topics/similar?title=", "/search?q=", "/search/suggestions?q="):
        assert browser_of(mia).get(address + "weekender" * 7_000).status_code == 200, address
