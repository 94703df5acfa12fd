"""Ada lays pieces of her basket on the table of her stream; who watches sees and collects them."""

import pytest
from sqlalchemy import func, select

from community.db import db
from community.engagement.standing import Standing
from community.realtime import room_of
from livestream.shelf import laying
from livestream.shelf.laying import lay, take_off
from livestream.shelf.models import FullTable, Laid, NotToShow
from livestream.shelf.wares import offered_to, table_of
from livestream.streams.going_live import end
from posts.shopping import telling
from posts.shopping.filling import Piece, add
from posts.shopping.models import Item
from posts.shopping.publishing import publish, withdraw
from posts.shopping.writing import begin as begin_list
from tests.posts.shopping.conftest import piece_called


def lies(stream, me):
    return [row.name for row in table_of(stream, me).on]


def copies():
    return db.session.scalars(select(Item).where(Item.origin_id.is_not(None))).all()


def test_what_the_host_lays_there_is_seen_and_told_at_once(ada, mia, stream, saddle, browser_of, monkeypatch):
    told = []
    monkeypatch.setattr(laying, "tell", lambda *words: told.append(words))
    browser_of(ada).post(f"/live/{stream.id}/shelf", data={"item": saddle.id})
    assert told == [(f"stream:{stream.id}", "shelf.moved", {"stream": stream.id})]
    for path in ("", "/shelf"):
        page = browser_of(mia).get(f"/live/{stream.id}{path}").text
        assert "Saddle leather weekender" in page
        assert "Add to my list" in page


def test_taken_off_it_is_listed_as_earlier(ada, mia, stream, saddle, browser_of):
    laid = lay(stream, saddle.id, by=ada)
    browser_of(ada).post(f"/live/{stream.id}/shelf/{laid.id}/removal")
    assert lies(stream, mia) == []
    assert "Shown earlier" in browser_of(mia).get(stream.url).text


def test_laid_twice_it_lies_there_once_and_again_after_it_was_off(ada, mia, stream, saddle):
    laid = lay(stream, saddle.id, by=ada)
    assert lay(stream, saddle.id, by=ada) is laid
    take_off(laid, by=ada)
    assert lay(stream, saddle.id, by=ada) is not laid
    table = table_of(stream, mia)
    assert (len(table.on), len(table.earlier), len(table.all)) == (1, 0, 2)


def test_three_lie_there_and_a_fourth_waits(ada, stream, november, browser_of):
    fourth = add(november, Piece("A scarf"), by=ada)
    for name in ("Saddle", "Repair", "Metodo"):
        lay(stream, piece_called(november, name).id, by=ada)
    with pytest.raises(FullTable):
        lay(stream, fourth.id, by=ada)
    asked = {"data": {"item": fourth.id}, "headers": {"Accept": "application/json"}}
    answer = browser_of(ada).post(f"/live/{stream.id}/shelf", **asked)
    assert (answer.status_code, "Take one off first" in answer.get_json()["detail"]) == (422, True)


def test_what_is_private_never_lies_there(ada, stream, november, basket):
    with pytest.raises(NotToShow):
        lay(stream, piece_called(november, "A ring").id, by=ada)
    draft = begin_list("Later", by=ada)
    with pytest.raises(NotToShow):
        lay(stream, add(draft, Piece("A hat"), by=ada).id, by=ada)


def test_what_becomes_private_or_is_withdrawn_is_gone_from_the_table(ada, mia, stream, november, saddle):
    lay(stream, saddle.id, by=ada)
    lay(stream, piece_called(november, "Repair").id, by=ada)
    saddle.private = True
    db.session.flush()
    assert lies(stream, mia) == lies(stream, ada) == ["Repair cream 60 ml"]
    withdraw(november, by=ada)
    assert lies(stream, mia) == []


def test_the_list_shown_last_is_offered_first(ada, stream, november, browser_of):
    later = begin_list("For the lake", by=ada)
    add(later, Piece("A scarf"), by=ada)
    publish(later, by=ada)
    assert [pieces[0].title for pieces in offered_to(ada)] == ["For the lake", november.title]
    page = browser_of(ada).get(f"{stream.url}/studio").text
    assert page.index("For the lake") < page.index("The November basket")


def test_what_another_owns_is_not_hers_to_lay(ben, stream, ada):
    bens = add(begin_list("Ben's", by=ben), Piece("A hat"), by=ben)
    with pytest.raises(NotToShow):
        lay(stream, bens.id, by=ada)


def test_only_the_host_lays_there_and_not_after_the_end(ada, mia, stream, saddle, browser_of):
    laid = lay(stream, saddle.id, by=ada)
    browser = browser_of(mia)
    assert browser.post(f"/live/{stream.id}/shelf", data={"item": saddle.id}).status_code == 403
    assert browser.post(f"/live/{stream.id}/shelf/{laid.id}/removal").status_code == 403
    assert browser.post(f"/live/{stream.id + 999}/shelf").status_code == 404
    end(stream, by=ada)
    assert browser_of(ada).post(f"/live/{stream.id}/shelf", data={"item": saddle.id}).status_code == 403


def test_collecting_names_the_stream_and_thanks_the_host_once(ada, mia, stream, saddle, browser_of):
    lay(stream, saddle.id, by=ada)
    browser = browser_of(mia)
    at = f"/lists/{saddle.list_id}/items/{saddle.id}/taking"
    sent = {"via": stream.id, "next": f"{stream.url}#shelf"}
    browser.post(at, data=sent)
    browser.post(at, data=sent)
    (copy,) = copies()
    assert copy.via_id == stream.id
    page = browser.get(copy.list.url).text
    assert "collected from a stream of Ada" in page
    assert stream.url in page
    assert db.session.get(Standing, ada.id).received == 2000
    assert "1 collected it" in browser_of(ada).get(f"{stream.url}/studio").text
    browser.post(at, data={**sent, "undo": "1"})
    assert table_of(stream, ada).on[0].collected == 0


def test_only_the_host_is_told_that_a_piece_was_collected(ada, mia, stream, saddle, browser_of, monkeypatch):
    lay(stream, saddle.id, by=ada)
    told = []
    monkeypatch.setattr(telling, "tell", lambda *words: told.append(words))
    at = f"/lists/{saddle.list_id}/items/{saddle.id}/taking"
    browser_of(mia).post(at, data={"via": stream.id})
    assert [words for words in told if words[1] == "shelf.moved"] == [
        (room_of(ada.id), "shelf.moved", {"stream": stream.id})
    ]


def test_the_choice_among_several_lists_keeps_the_stream_in_mind(ada, mia, stream, saddle, browser_of):
    lay(stream, saddle.id, by=ada)
    own = [begin_list(name, by=mia) for name in ("One", "Two")]
    browser = browser_of(mia)
    at = f"/lists/{saddle.list_id}/items/{saddle.id}/taking"
    choice = browser.post(at, data={"via": stream.id, "next": stream.url}).location
    assert f'name="via" value="{stream.id}"' in browser.get(choice).text
    browser.post(at, data={"via": stream.id, "into": own[0].id})
    assert copies()[0].via_id == stream.id


def test_a_stream_that_never_showed_it_gets_no_credit(ada, mia, stream, saddle, browser_of):
    browser_of(mia).post(f"/lists/{saddle.list_id}/items/{saddle.id}/taking", data={"via": stream.id})
    assert copies()[0].via_id is None


def test_the_replay_knows_when_it_lay_there(ada, mia, live, saddle, browser_of):
    take_off(lay(live, saddle.id, by=ada), by=ada)
    laid = db.session.scalars(select(Laid)).one()
    assert laid.second == laid.off_second == pytest.approx(4, abs=0.5)
    end(live, by=ada)
    page = browser_of(mia).get(live.url).text
    assert f'data-seek="{laid.second}"' in page
    assert "Add to my list" in page


def test_programs_lay_and_take_off_too(ada, mia, stream, saddle, browser_of):
    browser, at = browser_of(ada), f"/api/v1/streams/{stream.id}/shelf"
    (one,) = browser.post(at, json={"item": saddle.id}).get_json()["items"]
    assert (one["name"], one["lies"]) == ("Saddle leather weekender", True)
    assert browser_of(mia).post(at, json={"item": saddle.id}).status_code == 403
    assert browser.delete(f"{at}/{one['id']}").status_code == 204
    assert browser_of(mia).get(at).get_json()["items"][0]["lies"] is False
    assert browser.post(at, json={"item": 999999}).status_code == 422
    assert db.session.scalar(select(func.count()).select_from(Laid)) == 1
