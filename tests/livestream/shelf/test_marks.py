"""What Ada shows is a fake from this seller: her table, the replay, clips and other places say so."""

import pytest

from community import clock
from community.chat.facts import message_facts
from community.chat.messages import say
from community.chat.rooms import open_room
from community.db import db, transaction
from community.genuine import marked
from livestream.clips.cutting import cut
from livestream.shelf import laying
from livestream.shelf.laying import lay, take_off
from livestream.streams.going_live import close_film, end
from posts.dossiers.models import Dossier, Verdict

FAKE = "Confirmed fake, from"


@pytest.fixture
def find(saddle):
    """Called with a verdict, or with none for doubt: it stands by what Ada shows."""

    def find(verdict=None):
        with transaction():
            dossier = db.session.query(Dossier).one_or_none()
            if not dossier:
                pair = {"product_id": saddle.product_id, "storefront_id": saddle.storefront_id}
                dossier = Dossier(**pair, disputed_at=clock.now())
                db.session.add(dossier)
            dossier.verdict = verdict
            marked(saddle.product_id, saddle.storefront_id)

    return find


def test_it_says_so_on_the_table_and_for_programs(live, ada, mia, saddle, find, browser_of):
    lay(live, saddle.id, by=ada)
    theirs, there = browser_of(mia), f"/live/{live.id}/shelf"
    assert "pair-mark" not in theirs.get(there).text
    find()
    assert "Disputed, from" in theirs.get(there).text
    find(Verdict.FAKE)
    assert FAKE in theirs.get(live.url).text
    assert FAKE in browser_of(ada).get(f"{there}?at=studio").text
    (laid,) = theirs.get(f"/api/v1/streams/{live.id}/shelf").json["items"]
    assert (laid["mark"], laid["seller"]) == ("fake", saddle.storefront.name)
    find(Verdict.UNPROVEN)
    assert "pair-mark" not in theirs.get(there).text


def test_who_watches_sees_it_at_once_and_nobody_else_is_told(live, ada, saddle, find, monkeypatch):
    told = []
    monkeypatch.setattr(laying, "tell", lambda room, *_more: told.append(room))
    find()
    assert told == []
    lay(live, saddle.id, by=ada)
    told.clear()
    find(Verdict.FAKE)
    assert told == [f"stream:{live.id}"]
    end(live, by=ada)
    find(Verdict.GENUINE)
    assert told == [f"stream:{live.id}"]


def test_the_replay_and_a_clip_of_that_moment_say_so(live, ada, mia, saddle, find, browser_of):
    laid = lay(live, saddle.id, by=ada)
    take_off(laid, by=ada)
    with transaction():
        laid.second, laid.off_second = 0.2, 0.6
    find(Verdict.FAKE)
    end(live, by=ada)
    close_film(live.id)
    during, after = (cut(live, name, *of, by=ada) for name, of in (("Now", (0.1, 1.2)), ("Late", (2.1, 3.2))))
    theirs = browser_of(mia)
    assert FAKE in theirs.get(live.url).text
    assert FAKE in theirs.get(during.url).text
    assert "Shown in this clip" not in theirs.get(after.url).text


def test_it_says_so_on_the_shelves_of_products_while_one_types_and_in_rooms(
    ada, mia, november, basket, saddle, find, browser_of
):
    find(Verdict.FAKE)
    theirs = browser_of(mia)
    for place in ("/products", f"/storefronts/{saddle.storefront_id}"):
        assert FAKE in theirs.get(place).text, place
    typed = theirs.get("/api/v1/search/suggestions?q=saddle").json["items"]
    assert [FAKE in one["line"] for one in typed if one["kind"] == "product"] == [True]
    room = open_room("Night owls", by=ada)
    message = say(room, f"Look: /products/{saddle.product_id}", by=ada, client_id="1")
    known = {"word": "fake", "seller": saddle.storefront.name}
    assert message_facts(message.id)["thing"]["mark"] == known
    assert FAKE in theirs.get(room.url).text
    (said,) = theirs.get(f"/api/v1/rooms/{room.id}/messages").json["items"]
    assert said["thing"]["mark"] == known
    find(Verdict.GENUINE)
    assert message_facts(message.id)["thing"]["mark"] is None
