"""Things in a photo: numbered where the writer put them, and said below as each reader may see them."""

import pytest

from community.db import db, transaction
from community.pictures import store
from community.products.models import Product
from posts.blog.publishing import publish
from posts.blog.writing import write
from posts.prose import rendered
from posts.shopping.filling import Piece, add
from posts.shopping.publishing import publish as publish_list
from posts.shopping.writing import begin
from tests.community.pictures.conftest import coast, file_of


@pytest.fixture
def photo(ada):
    return store(file_of(coast(800, 600)), by=ada, alt="On the quay").digest


@pytest.fixture
def basket(ada):
    it = begin("The November basket", "", by=ada)
    add(it, Piece("Saddle leather weekender"), by=ada)
    add(it, Piece("A ring for Ben", private=True), by=ada)
    publish_list(it, by=ada)
    return it


@pytest.fixture
def page(ada, mia, browser_of):
    def page(text):
        story = write("What I wore", text, by=ada)
        publish(story, by=ada)
        return browser_of(mia).get(story.url).text

    return page


def things_in(photo, *things):
    return "\n".join([f"![On the quay](photo:{photo})", *things])


def test_a_thing_is_a_number_on_the_photo_and_a_line_below_it(photo, basket, page):
    bag, ring = basket.items
    html = page(
        things_in(
            photo,
            f'[Bag](/lists/{basket.id}#piece-{bag.id} "34,60")',
            f'[Ring](/lists/{basket.id}#piece-{ring.id} "100,0")',
        )
    )
    assert '<svg x="34%" y="60%" data-point="1">' in html
    assert '<svg x="100%" y="0%" data-point="2">' in html
    below = html[html.index('<div class="things">') :]
    assert "Saddle leather weekender" in below
    assert "A ring for Ben" not in html  # she keeps it to herself
    assert "not shown any more" in below


def test_numbers_go_on_over_photos_side_by_side(photo, basket, page):
    bag, _ = basket.items
    one = things_in(photo, f'[Bag](/lists/{basket.id}#piece-{bag.id} "10,20")')
    html = page(f"{one}\n{one}")
    assert html.count('class="gallery"') == html.count('class="things"') == 1
    assert 'data-point="1"' in html
    assert 'data-point="2"' in html


def test_a_product_stands_for_itself_once_all_may_know_of_it(photo, basket, page):
    bag, ring = basket.items
    assert "Saddle leather weekender" in page(f"[It](/products/{bag.product_id})")
    hidden = page(things_in(photo, f'[Ring](/products/{ring.product_id} "5,5")'))
    assert "not shown any more" in hidden
    assert "A ring for Ben" not in hidden


def test_a_product_that_was_merged_is_shown_as_the_one_it_is_now(basket, ada, page):
    bag, _ = basket.items
    with transaction():
        other = Product(name="Weekender", key="weekender", merged_into_id=bag.product_id)
        db.session.add(other)
    assert "Saddle leather weekender" in page(f"[It](/products/{other.id})")


@pytest.mark.parametrize(
    "text",
    [
        '[Bag](/lists/1#piece-1 "34,60")',  # no photo above it
        '![x](photo:{photo})\n[Bag](/lists/1#piece-1 "34,101")',
        '![x](photo:{photo})\n[Bag](/lists/1#piece-1 "a place")',
        '![x](photo:{photo})\n[Bag](https://elsewhere.example/ "34,60")',
        '![x](photo:{photo})\nwords [Bag](/lists/1#piece-1 "34,60")',
        '![x](photo:{photo})\n[Bag](/lists/1#piece-1 "34,60")\nwords',
        '> ![x](photo:{photo})\n[Bag](javascript:alert(1) "34,60")',
    ],
)
def test_what_points_nowhere_is_words_and_links_as_ever(text, photo, page):
    html = page(text.replace("{photo}", photo))
    assert "data-point" not in html
    assert 'class="things"' not in html


def test_without_its_photo_a_thing_is_a_link():
    html = rendered('![x](photo:w1h1-000000-0000000000000000000000000000000000000000)\n[Bag](/lists/1 "1,2")')
    assert '<a href="/lists/1"' in html
    assert "data-point" not in html


def test_a_piece_is_taken_from_the_story_and_one_goes_on_reading(photo, ada, mia, basket, browser_of):
    bag, _ = basket.items
    story = write("What I wore", f"[It](/lists/{basket.id}#piece-{bag.id})", by=ada)
    publish(story, by=ada)
    browser, act = browser_of(mia), f"/lists/{basket.id}/items/{bag.id}/taking"
    page = browser.get(story.url).text
    assert f'action="{act}"' in page
    assert f'action="{act}"' not in browser_of(ada).get(story.url).text  # her own
    taken = browser.post(act, data={"next": story.url})
    assert (taken.status_code, taken.location) == (303, story.url)
    assert "is on “My list” now" in browser.get(story.url).text
    begin("Another", "", by=mia)
    told = browser.post(act, data={"undo": "1"}, headers={"Accept": "application/json"}).json
    assert told == {"said": "“Saddle leather weekender” is no longer on your list.", "taken": False}
    choose = browser.post(act, data={"next": story.url}, headers={"Accept": "application/json"}).json[
        "choose"
    ]
    assert f'value="{story.url}"' in browser.get(choose).text


@pytest.mark.parametrize("page", ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere"])
def test_taking_leads_to_no_other_site(page, mia, basket, browser_of):
    bag, _ = basket.items
    act = f"/lists/{basket.id}/items/{bag.id}/taking"
    assert browser_of(mia).post(act, data={"next": page}).location == "/"
