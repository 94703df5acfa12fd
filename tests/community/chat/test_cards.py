"""The address of a page of elsewhere, said in a room, becomes a card of what the page says of itself."""

import pytest

from community import jobs
from community.chat.facts import message_facts
from community.chat.messages import revise, say
from community.chat.things import _outside_in
from community.db import db
from community.linkcards.models import LinkCard
from tests.community.chat.conftest import heard
from tests.shops import shop  # noqa: F401

SAID = """<meta property="og:title" content="Wool & <b>weather</b>">
<meta property="og:site_name" content="Tarn">"""


@pytest.fixture(autouse=True)
def own_folder(app, tmp_path, monkeypatch):
    monkeypatch.setitem(app.config, "ZONE_DATA", tmp_path)


def test_everybody_in_the_room_sees_it_once_the_page_was_looked_at(ada, ben, owls, looks_at, shop):  # noqa: F811
    screen = looks_at(ben, owls)
    say(owls, f"Look: {shop.page('/wool', SAID)}.", by=ada, client_id="1")
    assert shop.asked == []
    (told,) = heard(screen, "message")
    assert told["thing"] is None
    jobs.run_due()
    (changed,) = heard(screen, "message.changed")
    assert (changed["thing"]["title"], changed["thing"]["by"]) == ("Wool & <b>weather</b>", "Tarn")
    assert changed["change"] > told["change"]


def test_it_is_looked_at_once_however_often_it_is_said(ada, ben, owls, italy, shop):  # noqa: F811
    url = shop.page("/wool", SAID)
    say(owls, url, by=ada, client_id="1")
    jobs.run_due()
    known = say(italy, url, by=ben, client_id="2")
    jobs.run_due()
    assert message_facts(known.id)["thing"]["url"] == url
    assert len(shop.asked) == db.session.query(LinkCard).count() == 1


def test_a_page_that_cannot_be_had_stays_an_address(ada, owls, shop):  # noqa: F811
    message = say(owls, shop.page("/gone", "", status=404), by=ada, client_id="1")
    jobs.run_due()
    assert message_facts(message.id)["thing"] is None


def test_other_words_show_another_page_or_none(ada, owls, shop):  # noqa: F811
    message = say(owls, shop.page("/wool", SAID), by=ada, client_id="1")
    jobs.run_due()
    revise(message, "Never mind", by=ada)
    assert message_facts(message.id)["thing"] is None


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("see https://tarn.example/wool, please", "https://tarn.example/wool"),
        ("（https://tarn.example/wool）。", "https://tarn.example/wool"),
        ("http://localhost/nothing and https://tarn.example", "https://tarn.example"),
        ("tarn.example", None),
        ("https://", None),
        ("https://tarn.example/" + "x" * 3000, None),
    ],
)
def test_the_first_address_of_elsewhere_is_meant(app, words, address):
    with app.test_request_context("/", base_url="http://localhost"):
        assert _outside_in(words) == address


@pytest.mark.parametrize(
    "address", ["http://[::216.58.214.206]", "http://[::1", "https://a@[::ffff:10.0.0.1]/x"]
)
def test_an_address_that_cannot_be_read_is_said_and_shows_nothing(ada, owls, address):
    said = say(owls, f"Look: {address}.", by=ada, client_id="1")
    assert said.text == f"Look: {address}."
    assert message_facts(said.id)["thing"] is None
