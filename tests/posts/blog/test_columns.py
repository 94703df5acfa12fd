"""What one writes as a feed: whole, with what was paid for it, and only what its reader may read."""

from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from community.atom import address_for
from community.contributions import Audience, Disclosure
from community.profiles.reading import profile_of
from posts.blog.inviting import accept, invite
from posts.blog.publishing import publish, remove
from posts.blog.settling import settings_of, settle
from posts.blog.writing import write

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def told(ada):
    def told(title, **settings):
        story = write(title, "It *works*.", by=ada)
        settle(story, replace(settings_of(story), **settings), by=ada)
        publish(story, by=ada)
        return story

    return told


def entries(app, author, reader):
    path = address_for(f"{author.url}/atom", reader).removeprefix("http://localhost")
    answer = app.test_client().get(path)
    assert answer.content_type.startswith("application/atom+xml")
    found = ET.fromstring(answer.text).iter(f"{ATOM}entry")
    return {it.findtext(f"{ATOM}title"): it.findtext(f"{ATOM}content") for it in found}


def test_a_column_is_read_whole_and_says_what_was_paid(app, ada, mia, told, browser_of):
    told("Plain & simple")
    told("Harvest", disclosure=Disclosure.GIFTED, sponsor="Cantina <Tredici>")
    read = entries(app, ada, mia)
    assert list(read) == ["Harvest", "Plain & simple"]
    assert read["Plain & simple"] == "<p>It <em>works</em>.</p>\n"
    assert read["Harvest"].startswith("<p><strong>Gifted by Cantina &lt;Tredici&gt;</strong></p>")
    page = browser_of(mia).get(f"{ada.url}/feed").text
    assert address_for(f"{ada.url}/atom", mia) in page
    assert f'href="{ada.url}/feed"' in browser_of(mia).get(ada.url).text


def test_a_column_holds_what_its_reader_may_read(app, ada, ben, mia, told):
    told("For those who follow", audience=Audience.FOLLOWERS)
    gone = told("Gone")
    write("A draft", "Not yet.", by=ada)
    remove(gone, by=ada)
    assert list(entries(app, ada, ben)) == ["For those who follow"]
    assert list(entries(app, ada, mia)) == []


def test_what_two_wrote_stands_in_both_columns(app, ada, ben, mia, told):
    story = told("Ours")
    invite(story, "ben", by=ada)
    assert list(entries(app, ben, mia)) == []
    accept(story, by=ben)
    assert list(entries(app, ben, mia)) == ["Ours"]


def test_new_addresses_end_the_old_ones_and_strangers_learn_nothing(app, ada, mia, told, browser_of):
    told("Title")
    old = address_for(f"{ada.url}/atom", mia).removeprefix("http://localhost")
    assert browser_of(mia).post(f"{ada.url}/feed").status_code == 303
    program = app.test_client()
    for path in (old, f"{ada.url}/atom", f"{ada.url}/atom?key=x", "/@nobody/atom?key=x"):
        assert program.get(path).status_code == 404
    assert program.get(f"{ada.url}/feed", headers={"Accept": "application/json"}).status_code == 401
    assert browser_of(mia).get("/@nobody/feed").status_code == 404


def test_a_profile_counts_what_it_shows_and_not_what_others_wrote_together(ada, ben, mia, told):
    story = told("Ours")
    invite(story, "ben", by=ada)
    accept(story, by=ben)
    counted = {one.handle: profile_of(one.handle, seen_by=mia).stories for one in (ada, ben, mia)}
    assert counted == {"ada": 1, "ben": 1, "mia": 0}
