"""A list, from the first piece to the moment all members see it, and back."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from community import clock
from community.db import db, transaction
from community.engagement.activity import Activity, Deed
from community.engagement.standing import Standing
from community.products.models import PriceSeen
from posts.shopping.filling import Piece, add, change
from posts.shopping.forms import filled
from posts.shopping.models import ShoppingList
from posts.shopping.publishing import publish, remove, restore, withdraw
from posts.shopping.showing import opened
from posts.shopping.writing import begin
from tests.posts.shopping.conftest import cny, piece_called


def points_of(member):
    return db.session.get(Standing, member.id).points


def test_a_new_list_is_its_owners_alone(ada, mia, basket, browser_of):
    assert browser_of(ada).get(basket.url).status_code == 200
    for path in ("", "/publication", "/edition", "/items/new"):
        assert browser_of(mia).get(f"/lists/{basket.id}{path}").status_code == 404
    assert "November" not in browser_of(mia).get("/lists").text
    assert "November" not in browser_of(mia).get("/?view=latest").text
    assert "November" in browser_of(ada).get("/lists/mine").text
    assert "November" not in browser_of(mia).get("/lists/mine").text


def test_the_preview_shows_what_others_will_see_and_counts_what_they_will_not(ada, basket, browser_of):
    page = browser_of(ada).get(f"/lists/{basket.id}/publication").text
    assert "Saddle leather weekender" in page
    assert "A ring for Ben" not in page
    assert "7,777" not in page
    assert "One piece is only for you and stays hidden." in page
    assert db.session.get(ShoppingList, basket.id).published_at is None


def test_publishing_is_seen_and_is_worth_its_points_once(ada, mia, basket, browser_of):
    response = browser_of(ada).post(f"/lists/{basket.id}/publication")
    assert (response.status_code, response.location) == (303, basket.url)
    assert points_of(ada) == 10
    assert "November" in browser_of(mia).get("/lists").text
    assert browser_of(ada).post(f"/lists/{basket.id}/publication").status_code == 403


def test_withdrawing_gives_the_points_back_and_publishing_again_counts_again(ada, basket):
    for _ in range(2):
        publish(basket, by=ada)
        assert points_of(ada) == 10
        withdraw(basket, by=ada)
        assert points_of(ada) == 0


def test_removing_gives_the_points_back_and_can_be_undone_for_half_a_minute(ada, mia, november, browser_of):
    adas, at = browser_of(ada), f"/lists/{november.id}/removal"
    page = adas.post(at, follow_redirects=True).text
    assert points_of(ada) == 0
    assert "For half a minute you can bring it back." in page
    assert browser_of(mia).post(at, data={"undo": "1"}).status_code == 404
    adas.post(at, data={"undo": "1"})
    assert points_of(ada) == 10
    assert browser_of(mia).get(november.url).status_code == 200
    adas.post(at)
    with clock.stopped(clock.now() + timedelta(minutes=1)):
        assert "too long ago" in adas.post(at, data={"undo": "1"}, follow_redirects=True).text
    assert points_of(ada) == 0


def test_removing_a_list_nobody_saw_costs_nothing(ada, basket):
    remove(basket, by=ada)
    restore(basket, by=ada)
    assert basket.published_at is None
    assert not db.session.scalars(select(Activity).where(Activity.deed == Deed.LIST_PUBLISHED)).all()


def test_withdrawn_it_is_private_again(ada, mia, november, browser_of):
    assert browser_of(ada).post(f"/lists/{november.id}/withdrawal").status_code == 303
    assert browser_of(mia).get(november.url).status_code == 404
    assert "November" not in browser_of(mia).get("/lists").text
    assert browser_of(ada).post(f"/lists/{november.id}/withdrawal").status_code == 403


@pytest.mark.parametrize("private", [False, True])
def test_a_list_with_nothing_to_see_is_refused_kindly(ada, browser_of, private):
    it = begin("Nothing yet", by=ada)
    if private:
        add(it, Piece("A secret", private=True), by=ada)
    browser = browser_of(ada)
    page = browser.get(f"/lists/{it.id}/publication").text
    assert "Nothing to see yet" in page
    response = browser.post(f"/lists/{it.id}/publication", follow_redirects=True)
    assert "There is nothing on this list for others to see." in response.text
    assert db.session.get(ShoppingList, it.id).published_at is None


def test_a_private_piece_is_hidden_from_everybody_else(ada, mia, november, browser_of):
    ring = piece_called(november, "A ring")
    at = f"/lists/{november.id}/items/{ring.id}"
    page = browser_of(mia).get(november.url).text
    assert "A ring for Ben" not in page
    assert "Secret" not in page
    assert "7,777" not in page
    assert "One piece is only for the owner" in page
    assert browser_of(mia).get(f"{at}/taking").status_code == 404
    assert browser_of(mia).post(f"{at}/taking").status_code == 404
    assert "A ring for Ben" in browser_of(ada).get(november.url).text
    assert "4 pieces" in browser_of(ada).get("/lists/mine").text
    assert "3 pieces" in browser_of(mia).get("/lists").text


def test_a_price_nobody_was_told_is_seen_by_its_owner_alone(ada, mia, november):
    """Mia has the same ring on her list: what Ada saw for it in private stays with Ada."""
    hers = begin("Rings", by=mia)
    add(hers, Piece("a ring for  BEN", "secret"), by=mia)
    (line,) = opened(hers.id, mia).lines
    assert line.amount is None
    told = select(PriceSeen.amount).where(PriceSeen.told_at.is_not(None))
    assert 777700 not in db.session.scalars(told).all()
    ring = piece_called(november, "A ring")
    change(ring, Piece("A ring for Ben", "Secret", price=cny(7777), private=False), by=ada)
    (line,) = opened(hers.id, mia).lines
    assert line.amount == 777700


def test_the_feed_tells_of_public_pieces_only(ada, november):
    assert november.excerpt == "3 pieces · ¥\u00a06,740 · Four things."
    assert november.cover is None


def test_what_a_moderator_hid_is_seen_by_its_author_and_cannot_be_changed(ada, mia, november, browser_of):
    with transaction():
        november.hidden_at = clock.now()
    assert browser_of(mia).get(november.url).status_code == 404
    assert "hidden by a moderator" in browser_of(ada).get(november.url).text
    assert browser_of(ada).get(f"/lists/{november.id}/edition").status_code == 403


def test_a_removed_list_is_gone(ada, mia, november, browser_of):
    assert browser_of(mia).post(f"/lists/{november.id}/removal").status_code == 403
    assert browser_of(ada).post(f"/lists/{november.id}/removal").status_code == 303
    assert browser_of(ada).get(november.url).status_code == 404
    assert browser_of(mia).get(november.url).status_code == 404
    assert "November" not in browser_of(ada).get("/lists/mine").text


def test_a_list_is_renamed_and_says_so(ada, november, browser_of):
    version = november.version
    browser_of(ada).post(f"/lists/{november.id}/edition", data={"title": "December", "note": "Two."})
    assert (november.title, november.slug, november.note) == ("December", "december", "Two.")
    assert november.version > version
    assert november.edited_at
    wrong = browser_of(ada).post(f"/lists/{november.id}/edition", data={"title": " \u202e "})
    assert wrong.status_code == 422
    assert "Give your list a title" in wrong.text


def test_a_stranger_is_asked_to_sign_in_and_another_site_is_refused(app, ada, november, browser_of):
    at = f"/items/{november.items[0].id}"
    doors = ["/publication", "/withdrawal", "/removal", "/order", "/edition", "/items"]
    doors += [f"{at}/{deed}" for deed in ("edition", "removal", "place", "state", "merging", "taking")]
    elsewhere = {"Origin": "https://evil.example"}
    for door in doors:
        assert app.test_client().post(f"/lists/{november.id}{door}").status_code == 401, door
        assert browser_of(ada).post(f"/lists/{november.id}{door}", headers=elsewhere).status_code == 403, door
    for page in ("/lists", "/lists/mine", "/lists/new", november.url, "/lists/999999"):
        assert app.test_client().get(page, headers={"Accept": "application/json"}).status_code == 401, page


def test_a_passer_by_changes_nothing(ada, mia, november, browser_of):
    item, mias = november.items[0], browser_of(mia)
    for door in ("edition", "removal", "place", "state", "merging"):
        at = f"/lists/{november.id}/items/{item.id}/{door}"
        assert mias.post(at, data={"name": "x", "state": "bought"}).status_code == 403, door
    for door in ("publication", "withdrawal", "removal", "order", "edition", "items"):
        assert mias.post(f"/lists/{november.id}/{door}", data={"title": "x"}).status_code == 403, door
    assert november.items[0].name == "Saddle leather weekender"


def test_a_piece_is_found_under_its_own_list_only(ada, november, browser_of):
    other = begin("Another", by=ada)
    at = f"/lists/{other.id}/items/{november.items[0].id}"
    assert browser_of(ada).get(f"{at}/edition").status_code == 404
    assert browser_of(ada).post(f"{at}/removal").status_code == 404


def test_the_form_shows_a_piece_as_it_is(ada, november):
    form = filled(piece_called(november, "Saddle"))
    assert (form.typed["price"], form.typed["brand"]) == ("3280", "Ardita")


def test_an_address_with_a_number_nothing_has_is_missing(ada, browser_of):
    for path in ("999999", "9" * 40, f"{'9' * 40}/edition", f"{'9' * 40}/items/1/taking"):
        assert browser_of(ada).get(f"/lists/{path}").status_code == 404, path
