"""What everybody in a room should find is pinned by those who keep it; the others find it."""

import pytest
from werkzeug.exceptions import Forbidden, NotFound

from community.chat.messages import say, take_back
from community.chat.models import MessageThing
from community.chat.pinning import MOST, TooManyPins, pin, pins_of, unpin
from community.chat.rooms import archive, direct_with
from community.db import db, transaction
from community.leaving.erasing import erase
from tests.community.chat.conftest import heard


def said(room, by, words="The door code is at the desk"):
    say.count = getattr(say, "count", 0) + 1
    return say(room, words, by=by, client_id=f"k{say.count}")


def test_who_keeps_a_room_pins_and_everybody_hears(app, ada, ben, mia, owls, looks_at):
    message = said(owls, ben)
    screen = looks_at(mia, owls)
    pin(message, by=ada)
    pin(message, by=ada)
    (told,) = heard(screen, "message.changed")
    assert (told["id"], told["pinned"]) == (message.id, True)
    assert ([it["id"] for it in pins_of(owls, mia)], owls.pins) == ([message.id], 1)
    unpin(message, by=ada)
    unpin(message, by=ada)
    db.session.refresh(owls)
    assert (pins_of(owls, mia), owls.pins) == ([], 0)


def test_others_do_not_pin_and_of_two_both_do(app, ada, ben, mia, owls, italy):
    with pytest.raises(Forbidden):
        pin(said(owls, ben), by=ben)
    with pytest.raises(NotFound):
        pin(said(italy, ada), by=mia)
    two = direct_with(ada, by=ben)
    pin(said(two, ada), by=ben)
    pin(said(two, ada), by=ada)
    assert len(pins_of(two, ben)) == 2
    message = said(owls, ada)
    archive(owls, by=ada)
    with pytest.raises(Forbidden):
        pin(message, by=ada)


def test_what_is_taken_back_is_pinned_no_more(app, ada, ben, owls):
    message = said(owls, ben)
    pin(message, by=ada)
    take_back(message, by=ben)
    db.session.refresh(owls)
    assert (pins_of(owls, ada), owls.pins) == ([], 0)


def test_the_words_of_who_leaves_are_pinned_no_more_and_show_nothing(app, ada, ben, owls):
    message = said(owls, ben, "See /stories/1")
    with transaction():
        db.session.add(MessageThing(message_id=message.id, product_id=None))
    pin(message, by=ada)
    erase(ben, keeps_words=False)
    db.session.expire_all()
    assert (pins_of(owls, ada), owls.pins) == ([], 0)
    assert db.session.query(MessageThing).count() == 0


def test_twenty_are_enough(app, ada, owls, browser_of):
    for _ in range(MOST):
        pin(said(owls, ada), by=ada)
    one_more = said(owls, ada)
    with pytest.raises(TooManyPins):
        pin(one_more, by=ada)
    answer = browser_of(ada).post(f"/chat/messages/{one_more.id}/pin", json={"on": 1})
    assert answer.status_code == 422
    assert "twenty pins" in answer.json["detail"]


def test_they_have_a_page_and_a_place_in_the_head(ada, ben, mia, owls, italy, browser_of):
    message = said(owls, ben)
    browser = browser_of(ada)
    assert "Nothing is pinned" in browser.get(f"{owls.url}/pins").text
    assert browser.post(f"/chat/messages/{message.id}/pin", data={"on": "1"}).status_code == 303
    assert "door code" in browser.get(f"{owls.url}/pins").text
    assert 'data-pins-count">1<' in browser.get(owls.url).text.replace(
        "data-pins-count>", 'data-pins-count">'
    )
    assert "Take the pin out" not in browser_of(mia).get(f"{owls.url}/pins").text
    browser.post(f"/chat/messages/{message.id}/pin", data={"on": "0"})
    assert "Nothing is pinned" in browser.get(f"{owls.url}/pins").text
    assert browser_of(mia).get(f"{italy.url}/pins").status_code == 404


def test_programs_pin_too(ada, ben, owls, browser_of):
    message = said(owls, ben)
    adas, bens = browser_of(ada), browser_of(ben)
    assert adas.post(f"/api/v1/messages/{message.id}/pin").json["pinned"] is True
    assert [it["id"] for it in bens.get(f"/api/v1/rooms/{owls.slug}/pins").json["items"]] == [message.id]
    assert bens.delete(f"/api/v1/messages/{message.id}/pin").status_code == 403
    assert adas.delete(f"/api/v1/messages/{message.id}/pin").status_code == 204
    assert bens.get(f"/api/v1/rooms/{owls.slug}/pins").json["items"] == []
