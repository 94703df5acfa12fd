"""Ada's pieces go from one of her lists to another, or stand on both."""

import pytest

from community.db import db
from posts.shopping.filling import Piece, add
from posts.shopping.models import Item
from posts.shopping.sections import add_section
from posts.shopping.taking import take
from posts.shopping.writing import begin
from tests.posts.shopping.conftest import cny, piece_called


@pytest.fixture
def adas(ada, browser_of):
    return browser_of(ada)


@pytest.fixture
def other(ada):
    return begin("Kitchen", by=ada)


def at(item):
    return f"/lists/{item.list_id}/items/{item.id}/transfer"


def test_a_piece_moves_with_all_that_is_said_of_it(ada, adas, basket, other):
    add_section(basket, "Travel", by=ada)
    cream = piece_called(basket, "Repair")
    assert "Kitchen" in adas.get(at(cream)).text
    adas.post(at(cream), data={"into": other.id})
    assert [item.name for item in other.items] == ["Repair cream 60 ml"]
    assert (cream.quantity, cream.price.amount) == (2, 119000)
    db.session.expire(basket)
    assert len(basket.items) == 3
    assert "1 piece" in other.excerpt


def test_a_copy_is_another_piece(adas, basket, other):
    ring = piece_called(basket, "A ring")
    adas.post(at(ring), data={"into": other.id, "keep": "1"})
    (copy,) = other.items
    assert copy.id != ring.id
    assert (copy.name, copy.private, copy.price_id) == ("A ring for Ben", True, ring.price_id)
    assert piece_called(basket, "A ring")


@pytest.mark.parametrize(("keep", "left"), [("", 0), ("1", 1)])
def test_the_same_product_there_is_pointed_out_and_merged_on_choice(ada, adas, basket, other, keep, left):
    twin = add(other, Piece("repair CREAM 60 ml", price=cny(1)), by=ada)
    cream = piece_called(basket, "Repair")
    asked = adas.post(at(cream), data={"into": other.id, "keep": keep})
    assert asked.status_code == 409
    assert "is on “Kitchen” already" in asked.text
    adas.post(at(cream), data={"into": other.id, "keep": keep, "twin": "merge"})
    db.session.expire_all()
    assert twin.quantity == 3
    assert len(other.items) == 1
    assert sum(item.name.startswith("Repair") for item in basket.items) == left


def test_both_may_be_kept(ada, adas, basket, other):
    add(other, Piece("Repair cream 60 ml"), by=ada)
    adas.post(at(piece_called(basket, "Repair")), data={"into": other.id, "twin": "both"})
    assert len(other.items) == 2


def test_a_piece_that_was_taken_keeps_its_credit_wherever_it_goes(ada, ben, november, browser_of):
    mine, later = begin("Mine", by=ben), begin("Later", by=ben)
    copy = take(piece_called(november, "Saddle"), mine, by=ben)
    browser_of(ben).post(at(copy), data={"into": later.id})
    assert "Ada's list" in browser_of(ben).get(later.url).text
    assert "Taken" in browser_of(ben).get(november.url).text


def test_pieces_go_to_ones_own_lists_only(ada, mia, adas, basket, november, browser_of):
    hers = begin("Hers", by=mia)
    cream = piece_called(basket, "Repair")
    assert adas.post(at(cream), data={"into": hers.id}).status_code == 404
    for into in ("", "x", "9" * 5000, "9" * 30):
        assert adas.post(at(cream), data={"into": into}).status_code in {400, 404}
    assert browser_of(mia).post(at(cream), data={"into": hers.id}).status_code == 403
    assert browser_of(mia).get(at(cream)).status_code == 403
    assert db.session.get(Item, cream.id).list_id == basket.id


def test_who_has_one_list_is_told(adas, basket):
    assert "This is your only list" in adas.get(at(basket.items[0])).text
