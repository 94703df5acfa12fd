"""Ben takes a piece of Ada's list: it stands on his with her name, and she is thanked once."""

import pytest
from sqlalchemy import func, select

from community.db import db
from community.engagement.activity import Activity, Deed
from community.engagement.standing import Standing
from posts.shopping.filling import Piece, add, put_back, take_off
from posts.shopping.models import Item, ShoppingList, Taken
from posts.shopping.publishing import remove, withdraw
from posts.shopping.taking import own_lists
from posts.shopping.writing import begin
from tests.posts.shopping.conftest import piece_called


@pytest.fixture
def bag(november):
    return piece_called(november, "Saddle")


@pytest.fixture
def at(november, bag):
    return f"/lists/{november.id}/items/{bag.id}/taking"


def resonance_of(member):
    return db.session.get(Standing, member.id).received


def copies(bag):
    return db.session.scalars(select(Item).where(Item.origin_id == bag.id, Item.removed_at.is_(None))).all()


def test_taking_makes_a_first_list_and_thanks_the_owner(ada, ben, november, bag, at, browser_of):
    bens = browser_of(ben)
    assert "Take it" in bens.get(november.url).text
    page = bens.post(at, follow_redirects=True).text
    assert "Taken" in page
    (mine,) = own_lists(ben)
    assert (mine.title, mine.published_at) == ("My list", None)
    shown = bens.get(mine.url).text
    assert "Ada's list" in shown
    assert november.url in shown
    assert "3,280" in shown
    assert resonance_of(ada) == 2000
    (told,) = db.session.scalars(select(Activity).where(Activity.deed == Deed.ITEM_COLLECTED))
    assert (told.member_id, told.contribution_id, told.counterparty_id) == (ben.id, november.id, ada.id)
    assert "1 piece by 1 member" in browser_of(ada).get(november.url).text


def test_taking_twice_is_taking_once(ada, ben, bag, at, browser_of):
    bens = browser_of(ben)
    bens.post(at)
    bens.post(at)
    assert len(copies(bag)) == 1
    assert resonance_of(ada) == 2000


def test_taking_back_takes_the_thanks_back_too(ada, ben, bag, at, browser_of):
    bens = browser_of(ben)
    bens.post(at)
    bens.post(at, data={"undo": "1"})
    assert copies(bag) == []
    assert resonance_of(ada) == 0
    bens.post(at, data={"undo": "1"})
    bens.post(at)
    assert resonance_of(ada) == 2000


def test_taking_the_copy_off_ones_list_is_the_same_and_so_is_putting_it_back(ada, ben, bag, at, browser_of):
    browser_of(ben).post(at)
    (copy,) = copies(bag)
    take_off(copy, by=ben)
    assert resonance_of(ada) == 0
    put_back(copy, by=ben)
    assert resonance_of(ada) == 2000
    assert db.session.scalar(select(func.count()).select_from(Taken)) == 1


def test_with_several_lists_one_is_asked_which(ada, ben, bag, at, browser_of):
    first, second = begin("Trip", by=ben), begin("Kitchen", by=ben)
    bens = browser_of(ben)
    assert bens.post(at).location == at
    assert "Kitchen" in bens.get(at).text
    bens.post(at, data={"into": str(first.id)})
    assert [item.name for item in first.items] == ["Saddle leather weekender"]
    assert second.items == []


def test_a_piece_that_is_there_already_is_not_taken_twice(ada, ben, bag, at, browser_of):
    mine = begin("Mine", by=ben)
    add(mine, Piece("saddle leather WEEKENDER", "ardita"), by=ben)
    assert "is on “Mine” already" in browser_of(ben).post(at, follow_redirects=True).text
    assert resonance_of(ada) == 0
    assert db.session.scalar(select(func.count()).select_from(Taken)) == 0


def test_nobody_takes_into_anothers_list_or_from_her_own(ada, ben, mia, bag, at, browser_of):
    mias = begin("Mia's", by=mia)
    assert browser_of(ben).post(at, data={"into": str(mias.id)}).status_code == 404
    assert browser_of(ben).post(at, data={"into": "9" * 30}).status_code == 404
    assert browser_of(ada).post(at).status_code == 403
    assert copies(bag) == []
    assert db.session.scalars(select(ShoppingList).where(ShoppingList.author_id == ben.id)).all() == []


def test_the_note_and_what_is_private_stay_with_their_owner(ada, ben, november, bag, at, browser_of):
    browser_of(ben).post(at)
    (copy,) = copies(bag)
    assert (copy.note, copy.state, copy.quantity) == ("", "want", 1)


def test_the_credit_stays_when_the_list_is_withdrawn_but_leads_nowhere(
    ada, ben, november, bag, at, browser_of
):
    browser_of(ben).post(at)
    withdraw(november, by=ada)
    (mine,) = own_lists(ben)
    page = browser_of(ben).get(mine.url).text
    assert "from Ada's list" in page
    assert november.url not in page
    assert browser_of(ben).post(at).status_code == 404


def test_taking_back_works_when_ones_own_list_is_gone(ada, ben, bag, at, browser_of):
    browser_of(ben).post(at)
    (mine,) = own_lists(ben)
    remove(mine, by=ben)
    browser_of(ben).post(at, data={"undo": "1"})
    assert resonance_of(ada) == 0
