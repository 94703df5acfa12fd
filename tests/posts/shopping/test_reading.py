"""What pages show: prices with their age, sums, pages of lists, and how few questions that takes."""

from datetime import timedelta

import pytest

from community import clock
from community.products.prices import Price
from posts.shopping.filling import Piece, add, change
from posts.shopping.publishing import publish
from posts.shopping.writing import begin
from tests.posts.shopping.conftest import cny, piece_called, queries


def test_the_page_says_all_of_the_list(ada, mia, november, browser_of):
    page = browser_of(mia).get(november.url).text
    for words in ("The November basket", "Ada", "seen by members", "Saddle leather weekender", "Ardita",
                  "Flagship store", "3,280", "×\u00a02", "One piece is only for the owner"):  # fmt: skip
        assert words in page
    assert 'Still to buy <span class="num">¥\u00a05,660</span>' in page
    assert f"/contributions/{november.id}/reaction" in page
    assert "only you see it" not in page


def test_still_to_buy_is_summed_by_currency(ada, basket, browser_of):
    add(basket, Piece("Scarf", price=Price(21000, "EUR")), by=ada)
    page = browser_of(ada).get(basket.url).text
    assert "¥\u00a013,437" in page
    assert "€210" in page


def test_the_last_price_anybody_saw_counts_and_the_one_before_is_struck(ada, mia, november, browser_of):
    mias = begin("Mia's", by=mia)
    with clock.stopped(clock.now() + timedelta(hours=1)):
        add(mias, Piece("Saddle leather weekender", "Ardita", "Outlet", price=cny(2500)), by=mia)
    ours = browser_of(ada).get(november.url).text
    assert "2,500" not in ours  # Mia has told nobody yet
    publish(mias, by=mia)
    with clock.stopped(clock.now() + timedelta(hours=2)):
        ours = browser_of(ada).get(november.url).text
    assert "2,500" in ours
    assert 'class="was"' in ours
    assert "Outlet" in ours


def test_a_price_turns_grey_after_three_days(ada, november, browser_of):
    assert 'class="stale"' not in browser_of(ada).get(november.url).text
    with clock.stopped(clock.now() + timedelta(days=2, hours=23)):
        assert 'class="stale"' not in browser_of(ada).get(november.url).text
    with clock.stopped(clock.now() + timedelta(days=3, minutes=1)):
        assert 'class="stale"' in browser_of(ada).get(november.url).text


def test_a_price_that_moved_is_drawn(ada, november, browser_of):
    bag = piece_called(november, "Saddle")
    assert "spark-line" not in browser_of(ada).get(november.url).text
    with clock.stopped(clock.now() + timedelta(days=1)):
        change(bag, Piece("Saddle leather weekender", "Ardita", price=cny(2624)), by=ada)
        page = browser_of(ada).get(november.url).text
    assert "spark-line" in page
    assert "−20\u00a0%" in page
    assert "2 prices seen" in page
    assert "by 1 member" in page


def test_lists_come_newest_first_page_by_page_each_once(ada, mia, browser_of):
    for n in range(45):
        with clock.stopped(clock.now() + timedelta(seconds=n // 3)):  # some share a moment
            it = begin(f"List {n:02d}", by=ada)
            add(it, Piece("Cup"), by=ada)
            publish(it, by=ada)
    browser, path, seen = browser_of(mia), "/lists", []
    for _ in range(5):
        page = browser.get(path).text
        seen += [f"List {n:02d}" for n in range(44, -1, -1) if f">List {n:02d}<" in page]
        if 'rel="next"' not in page:
            break
        path = "/lists" + page.split('class="btn" href="')[-1].split('"')[0].replace("&amp;", "&")
    assert len(seen) == 45
    assert sorted(set(seen)) == sorted(seen)
    assert "That is all." in page


@pytest.mark.parametrize(
    "before", ["nonsense", "_", "2026-01-01_5", "20260101T000000.000000Z_" + "9" * 40, "9" * 40]
)
def test_a_broken_cursor_is_the_first_page(mia, november, browser_of, before):
    assert browser_of(mia).get(f"/lists?before={before}").status_code == 200
    assert browser_of(mia).get(f"/lists/mine?before={before}").status_code == 200
    assert browser_of(mia).get(f"{november.url}?price={before}&state={before}").status_code == 200


@pytest.mark.parametrize("pieces", [3, 60])
def test_a_page_asks_little_whatever_its_length(ada, mia, browser_of, pieces):
    it = begin("Long", by=ada)
    for n in range(pieces):
        add(it, Piece(f"Cup {n}", f"Brand {n}", "Shop", price=cny(n + 1)), by=ada)
    publish(it, by=ada)
    for n in range(pieces):
        other = begin(f"List {n}", by=ada)
        add(other, Piece(f"Cup {n}", price=cny(9)), by=ada)
        publish(other, by=ada)
    for browser in (browser_of(ada), browser_of(mia)):
        for path in (it.url, "/lists", "/lists/mine"):
            with queries() as asked:
                assert browser.get(path).status_code == 200
            assert len(asked) <= 6, (path, asked)


def test_empty_places_say_what_to_do_next(ada, mia, browser_of):
    assert "Nobody has published a list yet" in browser_of(mia).get("/lists").text
    assert "No lists yet" in browser_of(mia).get("/lists/mine").text
    it = begin("New", by=ada)
    assert "An empty list" in browser_of(ada).get(it.url).text
    assert "Publish…" not in browser_of(ada).get(it.url).text
