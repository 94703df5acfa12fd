"""What a story led to: its readers' lists and purchases after they read it, counted and never named."""

from datetime import timedelta

import pytest

from community import clock
from community.products.importing import accept
from community.products.purchase_files import Manner
from posts.blog.progress import keep_place
from posts.blog.publishing import publish
from posts.blog.writing import write
from posts.shopping.filling import Piece, add, turn
from posts.shopping.models import State
from posts.shopping.publishing import publish as publish_list
from posts.shopping.taking import leave, take
from posts.shopping.writing import begin
from tests.conftest import joins

BOOKS = "order,member,product,quantity,unit_price,currency,occurred_at,storefront,category"


@pytest.fixture
def basket(ada):
    it = begin("The November basket", "", by=ada)
    for piece in (Piece("Weekender", brand="Ardita"), Piece("Scarf"), Piece("A ring", private=True)):
        add(it, piece, by=ada)
    publish_list(it, by=ada)
    return it


@pytest.fixture
def story(ada, basket):
    it = write("What I packed", f"[All of it](/lists/{basket.id})", by=ada)
    publish(it, by=ada)
    return it


@pytest.fixture
def readers(app, story):
    members = [joins(name) for name in ("Cai", "Dora", "Emil", "Fang")]
    for one in members:
        keep_place(story, 400, by=one)
    return members


@pytest.fixture
def led(ada, story, browser_of):
    def led():
        told = browser_of(ada).get(f"/api/v1/stories/{story.id}/insight").json["led"]
        return {one["name"]: (one["kept"], one["bought"], one["returned"]) for one in told}

    return led


def takes(item, by):
    return take(item, begin("Mine", "", by=by), by)


def test_what_readers_put_onto_lists_is_counted_from_when_they_began(ada, ben, basket, readers, led):
    bag = basket.items[0]
    takes(bag, ben)  # who did not read it
    early = joins("Gus")
    takes(bag, early)
    kept = [takes(bag, one) for one in readers[:2]]
    assert led() == {"Weekender": (2, 0, 0), "Scarf": (0, 0, 0)}  # the ring she keeps to herself
    leave(bag, by=readers[0])
    assert led()["Weekender"] == (1, 0, 0)
    assert kept[1].removed_at is None


def test_what_was_there_before_the_story_was_read_is_not_its_doing(basket, story, led):
    cai, bag = joins("Cai"), basket.items[0]
    takes(bag, cai)
    with clock.stopped(clock.now() + timedelta(minutes=1)):
        keep_place(story, 400, by=cai)
    assert led()["Weekender"] == (0, 0, 0)


def test_few_buyers_are_not_told_and_more_are(ada, basket, story, readers, led, browser_of):
    copies = [(takes(basket.items[0], one), one) for one in readers]
    for number, (copy, one) in enumerate(copies, 1):
        turn(copy, State.BOUGHT, by=one)
        assert led()["Weekender"] == (4, number if number >= 3 else None, 0)
    turn(copies[0][0], State.RETURNED, by=readers[0])
    assert led()["Weekender"] == (4, 4, None)
    page = browser_of(ada).get(f"/stories/{story.id}/insight").text
    assert "What it led to" in page
    assert "under 3" in page
    for name in ("Cai", "Dora", "Emil", "Fang"):
        assert f">{name}" not in page


def test_a_shops_books_say_it_too_for_what_was_bought_afterwards(basket, readers, led, tmp_path):
    for one in readers:
        takes(basket.items[0], one)
    day = (clock.now() + timedelta(days=2)).date()
    before = (clock.now() - timedelta(days=9)).date()
    lines = [
        f"A{n},{one.handle}@example.org,Ardita Weekender,1,3280,CNY,{day},Flagship,bags"
        for n, one in enumerate(readers[:3])
    ]
    lines.append(f"OLD,{readers[3].handle}@example.org,Weekender,1,3280,CNY,{before},Flagship,bags")
    file = tmp_path / "books.csv"
    file.write_text("\r\n".join([BOOKS, *lines, ""]))
    with clock.stopped(clock.now() + timedelta(days=3)):
        accept(file, Manner())
        assert led()["Weekender"] == (4, 3, 0)


def test_a_story_that_shows_nothing_of_the_house_leads_to_nothing(ada, published, browser_of):
    assert browser_of(ada).get(f"/api/v1/stories/{published.id}/insight").json["led"] == []
    assert "What it led to" not in browser_of(ada).get(f"/stories/{published.id}/insight").text


def test_it_is_asked_in_as_few_questions_for_many_things(ada, basket, story, readers, asked, led):
    def questions():
        asked.clear()
        led()
        return len(asked)

    takes(basket.items[0], readers[0])
    few = questions()
    for number in range(6):
        item = add(basket, Piece(f"Thing {number}", brand=f"Brand {number}"), by=ada)
        for one in readers:
            takes(item, one)
    assert questions() == few
