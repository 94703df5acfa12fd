"""A thing of the house whose address is said in a room is shown there while every member may read it."""

import pytest

from community import clock
from community.chat.facts import message_facts
from community.chat.messages import revise, say, take_back
from community.chat.models import MessageThing
from community.chat.rooms import open_room
from community.contributions import Audience, Disclosure
from community.db import db, transaction
from community.disclosing import disclose
from community.products.models import Brand, Product
from posts.blog.publishing import address_to, publish, remove
from posts.blog.writing import write


@pytest.fixture
def owls(ada):
    return open_room("Night owls", by=ada)


@pytest.fixture
def coast(ada):
    story = write("Three days on the coast", "One bag.", by=ada)
    publish(story, by=ada)
    return story


def shown(message):
    return message_facts(message.id)["thing"]


@pytest.mark.parametrize(
    "words", ["{}", "Read {} first", "http://localhost{}", "(http://localhost{}#replies)"]
)
def test_its_address_shows_it(ada, ben, owls, coast, browser_of, words):
    message = say(owls, words.format(coast.url), by=ben, client_id="1")
    assert shown(message) == {
        "url": coast.url,
        "title": "Three days on the coast",
        "by": "Ada",
        "photo": None,
        "disclosure": None,
    }
    page = browser_of(ada).get(owls.url).text
    assert f'class="message-thing" href="{coast.url}"' in " ".join(page.split())
    api = browser_of(ada).get(f"/api/v1/rooms/{owls.slug}/messages").json["items"]
    assert api[0]["thing"]["title"] == "Three days on the coast"


@pytest.mark.parametrize(
    "words", ["https://elsewhere.org{}", "x{}", "{}x9", "/lists/1", "/nowhere/1", "/stories/"]
)
def test_nothing_else_does(ada, ben, owls, coast, words):
    assert shown(say(owls, words.format(f"/stories/{coast.id}"), by=ben, client_id="1")) is None


def test_it_goes_with_what_it_shows_and_with_the_words(ada, ben, owls, coast):
    message = say(owls, coast.url, by=ben, client_id="1")
    address_to(coast, Audience.FOLLOWERS, by=ada)
    assert shown(message) is None
    address_to(coast, Audience.MEMBERS, by=ada)
    assert shown(message)
    revise(message, "Another time", by=ben)
    assert shown(message) is None
    revise(message, f"No: {coast.url}", by=ben)
    assert shown(message)
    remove(coast, by=ada)
    assert shown(message) is None
    again = say(owls, coast.url, by=ben, client_id="2")
    take_back(again, by=ben)
    assert shown(again) is None


def test_what_is_for_some_is_shown_to_nobody(ada, ben, owls, coast):
    """Ben follows Ada and reads it; the room has other readers."""
    address_to(coast, Audience.FOLLOWERS, by=ada)
    assert shown(say(owls, coast.url, by=ben, client_id="1")) is None
    draft = write("Not yet", "x", by=ada)
    assert shown(say(owls, draft.url, by=ada, client_id="2")) is None


def test_what_was_paid_for_it_is_said(ada, ben, owls, coast, browser_of):
    disclose(coast, Disclosure.GIFTED, "Alta", by=ada)
    assert shown(say(owls, coast.url, by=ben, client_id="1"))["disclosure"] == {
        "kind": "gifted",
        "sponsor": "Alta",
    }
    assert "Gifted by Alta" in browser_of(ben).get(owls.url).text


def test_a_product_known_to_all_is_shown_under_its_brand(ada, ben, owls):
    with transaction():
        brand = Brand(key="alta", name="Alta")
        db.session.add(brand)
        db.session.flush()
        known = Product(key="alta bag", name="Bag", brand_id=brand.id, shown_at=clock.now())
        secret = Product(key="gift", name="A gift")
        db.session.add_all([known, secret])
    told = shown(say(owls, f"This one: {known.url}", by=ben, client_id="1"))
    assert (told["url"], told["title"], told["by"]) == (known.url, "Bag", "Alta")
    assert shown(say(owls, secret.url, by=ben, client_id="2")) is None


def test_the_first_of_several_is_shown_and_kept_once(ada, ben, owls, coast):
    other = write("Another", "x", by=ada)
    publish(other, by=ada)
    message = say(owls, f"{other.url} and {coast.url}", by=ben, client_id="1")
    assert shown(message)["title"] == "Another"
    revise(message, f"{coast.url} and {other.url}", by=ben)
    assert shown(message)["title"] == "Three days on the coast"
    assert db.session.query(MessageThing).count() == 1
