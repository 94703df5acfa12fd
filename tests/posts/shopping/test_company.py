"""Ada keeps a list with Ben: asked in, he fills it; her own pieces stay hers; both see who did what."""

import pytest
from sqlalchemy import select

from community.db import db, transaction
from community.notifications.models import Cause, Notification
from community.realtime import socketio
from posts.shopping.filling import Piece, add, change, put_back, take_off, turn
from posts.shopping.history import changes_of
from posts.shopping.inviting import accept, invite
from posts.shopping.models import State
from posts.shopping.people import Companion, Part
from posts.shopping.publishing import publish, withdraw
from posts.shopping.taking import take
from posts.shopping.writing import begin
from tests.posts.shopping.conftest import cny, piece_called, queries


@pytest.fixture
def asked(ada, ben, basket):
    """Ben is asked in, and has not answered."""
    invite(basket, ben, by=ada)
    return basket


@pytest.fixture
def ours(ben, asked):
    accept(asked, by=ben)
    return asked


def test_ben_is_asked_says_yes_and_fills_the_list(ada, ben, basket, browser_of):
    adas, bens = browser_of(ada), browser_of(ben)
    page = adas.post(f"/lists/{basket.id}/company", data={"handle": " @Ben "}, follow_redirects=True).text
    assert "Ben is asked to keep this list with you." in page
    assert "no answer yet" in page
    (news,) = db.session.scalars(select(Notification).where(Notification.member_id == ben.id))
    assert news.kind == "invited"
    assert "keep the list “The November basket” together" in bens.get("/notifications").text
    mine = bens.get("/lists/mine").text
    assert "Ada asks you to keep “The November basket” together." in mine
    assert bens.post(f"/lists/{basket.id}/items", data={"name": "Kettle"}).status_code == 403
    bens.post(f"/lists/{basket.id}/company/mine", data={"yes": "1"})
    assert bens.post(f"/lists/{basket.id}/items", data={"name": "Kettle"}).status_code == 303
    assert "put here by Ben" in adas.get(basket.url).text
    assert ">Ben</a>" in adas.get(basket.url).text
    assert "The November basket" in bens.get("/lists/mine").text


def test_saying_no_ends_it(ben, asked, browser_of):
    browser_of(ben).post(f"/lists/{asked.id}/company/mine")
    assert browser_of(ben).get(asked.url).status_code == 404
    assert "asks you" not in browser_of(ben).get("/lists/mine").text
    assert not db.session.scalars(select(Cause)).all()


def test_what_is_adas_alone_stays_hers(ada, ben, ours, browser_of):
    ring, bens = piece_called(ours, "A ring"), browser_of(ben)
    for page in (ours.url, "/lists/mine", f"/lists/{ours.id}/history"):
        assert "A ring for Ben" not in bens.get(page).text, page
        assert "7,777" not in bens.get(page).text, page
    assert "One piece is only for the owner" in bens.get(ours.url).text
    for door in ("edition", "state", "removal", "place", "merging", "transfer"):
        at = f"/lists/{ours.id}/items/{ring.id}/{door}"
        assert bens.post(at, data={"name": "x", "state": "bought"}).status_code == 404, door
    assert "A ring for Ben" in browser_of(ada).get(f"/lists/{ours.id}/history").text


def test_bens_pieces_are_for_both(ben, ours, browser_of):
    browser_of(ben).post(f"/lists/{ours.id}/items", data={"name": "Kettle", "private": "1"})
    assert not piece_called(ours, "Kettle").private
    assert 'name="private"' not in browser_of(ben).get(f"/lists/{ours.id}/items/new").text


def test_the_lists_name_its_publishing_and_its_end_are_adas(ben, ours, browser_of):
    bens = browser_of(ben)
    for door in ("edition", "publication", "removal", "company", "guests"):
        assert bens.post(f"/lists/{ours.id}/{door}", data={"title": "x"}).status_code == 403, door
    assert bens.get(f"/lists/{ours.id}/company").status_code == 403
    assert ours.title == "The November basket"


def test_who_only_looks_changes_nothing(ada, mia, basket, browser_of):
    invite(basket, mia, by=ada, part=Part.LOOKS)
    accept(basket, by=mia)
    mias = browser_of(mia)
    assert "Repair cream" in mias.get(basket.url).text
    assert "data-quick-add" not in mias.get(basket.url).text
    assert mias.post(f"/lists/{basket.id}/items", data={"name": "x"}).status_code == 403
    assert mias.get(f"/lists/{basket.id}/history").status_code == 403


def test_a_passer_by_sees_nothing_of_it(app, mia, ours, browser_of):
    for path in ("company", "history"):
        assert browser_of(mia).get(f"/lists/{ours.id}/{path}").status_code == 404, path
        assert app.test_client().get(f"/lists/{ours.id}/{path}").status_code in {302, 303, 401}, path
    for path in ("company", "company/mine", "following"):
        assert browser_of(mia).post(f"/lists/{ours.id}/{path}").status_code == 404, path


@pytest.mark.parametrize(
    ("handle", "words"),
    [("nobody", "We know nobody of this name"), ("ada", "yours already"), ("x" * 3000, "We know nobody")],
)
def test_who_cannot_be_asked_is_said(ada, basket, browser_of, handle, words):
    answer = browser_of(ada).post(f"/lists/{basket.id}/company", data={"handle": handle})
    assert answer.status_code == 422
    assert words in answer.text


def test_leaving_and_being_sent_away(ada, ben, mia, ours, browser_of):
    invite(ours, mia, by=ada)
    accept(ours, by=mia)
    add(ours, Piece("Kettle"), by=ben)
    browser_of(ben).post(f"/lists/{ours.id}/company/mine")
    browser_of(ada).post(f"/lists/{ours.id}/company/{mia.id}/removal")
    for gone in (ben, mia):
        assert browser_of(gone).get(ours.url).status_code == 404
        assert browser_of(gone).post(f"/lists/{ours.id}/items", data={"name": "x"}).status_code == 404
    assert piece_called(ours, "Kettle")


def test_two_who_change_the_same_piece_are_told(ada, ben, ours, browser_of):
    piece = piece_called(ours, "Repair")
    opened_with = piece.version
    change(piece, Piece("Repair cream 60 ml", note="from Ben", price=cny(1100)), by=ben)
    at = f"/lists/{ours.id}/items/{piece.id}/edition"
    typed = {"name": "Repair cream 60 ml", "note": "from Ada", "currency": "CNY", "version": str(opened_with)}
    page = browser_of(ada).post(at, data=typed)
    assert page.status_code == 409
    assert "Note is now “from Ben”" in page.text
    assert "Price is now “1100”" in page.text
    assert "from Ada" in page.text


def test_history_says_who_did_what_the_latest_first(ada, ben, ours):
    kettle = add(ours, Piece("Kettle"), by=ben)
    turn(kettle, State.BOUGHT, by=ada)
    change(kettle, Piece("Kettle", size="L", note="Blue."), by=ben)
    change(kettle, Piece("Kettle", size="L", note="Green.", quantity=2), by=ben)
    take_off(kettle, by=ada)
    put_back(kettle, by=ben)
    lines = [(line.who, line.what, line.name, line.detail) for line in changes_of(ours, ada)][:5]
    assert lines == [
        ("Ben", "put_back", "Kettle", ""),
        ("Ada", "removed", "Kettle", ""),
        ("Ben", "changed", "Kettle", "size,note,state,quantity"),
        ("Ada", "turned", "Kettle", "bought"),
        ("Ben", "added", "Kettle", ""),
    ]


def test_history_is_told_in_sentences(ada, ben, ours, browser_of):
    kettle = add(ours, Piece("Kettle"), by=ben)
    turn(kettle, State.BOUGHT, by=ada)
    page = browser_of(ben).get(f"/lists/{ours.id}/history").text
    assert page.index("Ada bought “Kettle”") < page.index("Ben put “Kettle” on the list")
    assert "Ben keeps this list, too" in page


def test_open_browsers_hear_that_something_is_new_but_not_what(app, ada, ben, mia, ours, browser_of):
    adas, bens = (socketio.test_client(app, flask_test_client=browser_of(one)) for one in (ada, ben))
    mias = socketio.test_client(app, flask_test_client=browser_of(mia))
    for browser in (adas, bens, mias):
        browser.emit("follow", {"contribution": ours.id})
    for browser in (adas, bens, mias):
        browser.get_received()
    kettle = add(ours, Piece("Kettle"), by=ben)
    add(ours, Piece("For Ben", private=True), by=ada)

    def heard(browser):
        return [one["args"][0] for one in browser.get_received() if one["name"] == "list.changed"]

    first, second = heard(adas)
    assert (first["list"], first["item"]) == (ours.id, kettle.id)
    assert set(first) == {"list", "item", "version"}
    assert second["version"] > first["version"]
    assert [one["item"] for one in heard(bens)] == [kettle.id]
    assert heard(mias) == []


def test_a_copy_ben_took_gives_back_bens_thanks_when_ada_takes_it_off(ada, ben, mia, november, browser_of):
    """Ada has no business in what Ben gave to Mia, but she may take the piece off."""
    hers = begin("Hers", by=mia)
    add(hers, Piece("Lamp"), by=mia)
    publish(hers, by=mia)
    bens = begin("Ben's", by=ben)
    copy = take(hers.items[0], bens, by=ben)
    invite(bens, ada, by=ben)
    accept(bens, by=ada)
    take_off(copy, by=ada)
    assert "1 piece by 1 member" not in browser_of(ben).get(hers.url).text
    put_back(copy, by=ada)
    assert "1 piece by 1 member" in browser_of(ben).get(hers.url).text


def test_credit_goes_back_to_the_first(ada, ben, mia, november, browser_of):
    bens, mias = begin("Ben's", by=ben), begin("Mia's", by=mia)
    copy = take(piece_called(november, "Saddle"), bens, by=ben)
    publish(bens, by=ben)
    take(copy, mias, by=mia)
    page = browser_of(mia).get(mias.url).text
    assert "Ben's list" in page
    assert "first on Ada's" in page


def test_a_list_kept_together_is_published_and_withdrawn_by_its_owner(ada, ben, mia, ours, browser_of):
    publish(ours, by=ada)
    assert browser_of(mia).get(ours.url).status_code == 200
    withdraw(ours, by=ada)
    assert browser_of(mia).get(ours.url).status_code == 404
    assert browser_of(ben).get(ours.url).status_code == 200


def test_pages_ask_little_of_the_database(ada, ben, ours, browser_of):
    publish(ours, by=ada)
    for browser in (browser_of(ada), browser_of(ben)):
        for path in (ours.url, "/lists/mine", "/lists/followed", f"/lists/{ours.id}/history"):
            browser.get(path)
            with queries() as asked:
                assert browser.get(path).status_code == 200
            of_page = [one for one in asked if "FROM notification" not in one]  # the bell asks for itself
            assert len(of_page) <= 6, path


def test_a_moderators_hiding_ends_the_company(ada, ben, ours, browser_of):
    with transaction():
        ours.hidden_at = ours.created_at
    assert browser_of(ben).get(ours.url).status_code == 404
    assert db.session.get(Companion, (ours.id, ben.id))
