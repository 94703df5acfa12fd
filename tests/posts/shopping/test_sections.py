"""Ada's list has headings: pieces stand under them, move past them, and stay when they go."""

import pytest

from community.db import db
from posts.shopping.arranging import move
from posts.shopping.filling import Piece, add, put_back, take_off
from posts.shopping.models import Section
from posts.shopping.sections import MOST, add_section, remove_section
from posts.shopping.writing import begin
from tests.posts.shopping.conftest import piece_called

FETCH = {"X-Requested-With": "fetch"}


@pytest.fixture
def adas(ada, browser_of):
    return browser_of(ada)


@pytest.fixture
def kitchen(ada, basket):
    return add_section(basket, "Kitchen", by=ada)


@pytest.fixture
def trip(ada, basket, kitchen):
    return add_section(basket, "For the trip", by=ada)


def laid(it):
    """Each piece with its heading, from top to bottom."""
    db.session.expire_all()
    return [(item.name.split()[0], item.section and item.section.name) for item in it.items]


def test_a_heading_is_added_once_and_shown_with_its_pieces(adas, mia, november, browser_of):
    for _ in range(2):
        adas.post(f"/lists/{november.id}/sections", data={"name": "  Kitchen  "})
    (kitchen,) = november.sections
    assert "Kitchen" in adas.get(november.url).text
    assert "Kitchen" not in browser_of(mia).get(november.url).text  # there is nothing under it to see
    cream = piece_called(november, "Repair")
    adas.post(
        f"/lists/{november.id}/items/{cream.id}/edition",
        data={"name": "Repair cream 60 ml", "section": str(kitchen.id)},
    )
    page = browser_of(mia).get(november.url).text
    assert page.index("Saddle") < page.index("Kitchen <") < page.index("Repair cream")


@pytest.mark.parametrize(("name", "words"), [(" ", "Give the section a name"), ("x" * 500, "x" * 60)])
def test_names_are_asked_for_and_cut(adas, basket, name, words):
    page = adas.post(f"/lists/{basket.id}/sections", data={"name": name}, follow_redirects=True)
    assert words in page.text


def test_there_are_not_more_headings_than_help(ada, adas, basket):
    for n in range(MOST):
        add_section(basket, f"Part {n}", by=ada)
    page = adas.post(f"/lists/{basket.id}/sections", data={"name": "More"}, follow_redirects=True).text
    assert "at most 30 sections" in page


def test_a_piece_moves_past_a_heading_and_so_comes_under_it(ada, basket, kitchen):
    ring = piece_called(basket, "A ring")
    move(ring, by=ada, up=False)
    assert laid(basket)[-1] == ("A", "Kitchen")
    move(ring, by=ada, up=False)
    assert laid(basket)[-1] == ("A", "Kitchen")
    move(ring, by=ada, up=True)
    assert laid(basket)[-1] == ("A", None)


def test_pieces_are_dragged_under_headings(adas, basket, kitchen, trip):
    first, second, third, last = [item.id for item in basket.items]
    wish = {"item": [last, second, first, third], "in": [0, trip.id, trip.id, kitchen.id]}
    assert adas.post(f"/lists/{basket.id}/order", data=wish, headers=FETCH).status_code == 204
    assert laid(basket) == [
        ("A", None),
        ("Metodo", "Kitchen"),
        ("Repair", "For the trip"),
        ("Saddle", "For the trip"),
    ]


def test_a_heading_of_another_list_is_none(ada, mia, adas, basket):
    other = add_section(begin("Hers", by=mia), "Hers", by=mia)
    ids = [item.id for item in basket.items]
    adas.post(f"/lists/{basket.id}/order", data={"item": ids, "in": [other.id] * 4}, headers=FETCH)
    assert {heading for _, heading in laid(basket)} == {None}
    item = add(basket, Piece("Cup", section_id=other.id), by=ada)
    assert item.section_id is None


def test_headings_change_places_and_their_pieces_go_with_them(ada, adas, basket, kitchen, trip):
    add(basket, Piece("Kettle", section_id=kitchen.id), by=ada)
    add(basket, Piece("Bag", section_id=trip.id), by=ada)
    adas.post(f"/lists/{basket.id}/sections/{trip.id}/place", data={"to": "up"})
    assert laid(basket)[-2:] == [("Bag", "For the trip"), ("Kettle", "Kitchen")]
    order = {"section": [kitchen.id, trip.id, 999]}
    assert adas.post(f"/lists/{basket.id}/sections/order", data=order, headers=FETCH).status_code == 204
    assert laid(basket)[-2:] == [("Kettle", "Kitchen"), ("Bag", "For the trip")]


def test_a_heading_goes_and_its_pieces_stay_under_the_one_above(ada, adas, basket, kitchen, trip):
    add(basket, Piece("Kettle", section_id=kitchen.id), by=ada)
    bag = add(basket, Piece("Bag", section_id=trip.id), by=ada)
    gone = add(basket, Piece("Belt", section_id=trip.id), by=ada)
    take_off(gone, by=ada)
    page = adas.post(f"/lists/{basket.id}/sections/{trip.id}/removal", follow_redirects=True).text
    assert "its pieces are still here" in page
    assert laid(basket)[-2:] == [("Kettle", "Kitchen"), ("Bag", "Kitchen")]
    put_back(gone, by=ada)
    assert gone.section is None
    remove_section(kitchen, by=ada)
    assert bag.section is None


def test_a_heading_is_renamed(adas, basket, kitchen):
    at = f"/lists/{basket.id}/sections/{kitchen.id}/edition"
    assert "Kitchen" in adas.get(at).text
    assert adas.post(at, data={"name": " "}).status_code == 422
    adas.post(at, data={"name": "Cellar"})
    assert db.session.get(Section, kitchen.id).name == "Cellar"


def test_nobody_else_touches_them(app, mia, november, ada, browser_of):
    kitchen = add_section(november, "Kitchen", by=ada)
    at = f"/lists/{november.id}/sections"
    doors = ["", "/order", *(f"/{kitchen.id}/{door}" for door in ("edition", "place", "removal"))]
    for door in doors:
        assert browser_of(mia).post(at + door, data={"name": "x"}).status_code == 403, door
        assert app.test_client().post(at + door).status_code == 401, door
    other = begin("Other", by=ada)
    assert browser_of(ada).post(f"/lists/{other.id}/sections/{kitchen.id}/removal").status_code == 404
    assert kitchen.name == "Kitchen"


@pytest.mark.parametrize(
    ("order", "first"),
    [("name", "A ring"), ("dearest", "A ring"), ("cheapest", "Metodo"), ("wanted", "Saddle"), ("", "Saddle")],
)
def test_whoever_looks_may_look_in_another_order(adas, basket, order, first):
    page = adas.get(f"{basket.url}?order={order}").text.split("data-pieces")[1]
    names = ["A ring", "Metodo", "Saddle", "Repair"]
    assert min(names, key=lambda name: page.index(f'data-name="{name}')) == first


def test_sums_are_told_for_each_state(adas, basket):
    page = adas.get(basket.url).text.split("What it comes to")[1]
    assert (
        page.index("Want") < page.index("¥\u00a013,437") < page.index("Bought") < page.index("¥\u00a01,080")
    )
