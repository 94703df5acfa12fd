"""An address that was given away leads to its story for good."""

import pytest

from posts.blog.models import Words
from posts.blog.publishing import publish
from posts.blog.writing import call, revise, write


def test_every_old_address_leads_to_the_newest_after_several_renames(ada, ben, published, browser_of):
    old = [published.url]
    for title in ("Four days on the coast", "Five days", "Three days on the coast, again"):
        revise(published, Words(title, "One bag."), ada)
        old.append(published.url)
    browser = browser_of(ben)
    for address in old[:-1]:
        assert browser.get(address).location == old[-1]
    assert browser.get(old[-1]).status_code == 200


def test_no_other_story_captures_it(ada, mia, ben, published, browser_of):
    old = published.url
    revise(published, Words("Four days", "One bag."), ada)
    other = write("Three days on the coast", "Mine.", by=mia)
    publish(other, by=mia)
    assert browser_of(ben).get(old).location == published.url
    assert "Mine." in browser_of(ben).get(other.url).text


def test_chosen_by_hand_it_no_longer_follows_the_title(ada, ben, published, browser_of):
    before = published.url
    browser = browser_of(ada)
    browser.post(f"/stories/{published.id}/settings", data={"slug": "Light Luggage!"})
    assert published.url == f"/stories/{published.id}-light-luggage"
    revise(published, Words("Another title", "One bag."), ada)
    assert published.url == f"/stories/{published.id}-light-luggage"
    assert browser_of(ben).get(before).location == published.url
    browser.post(f"/stories/{published.id}/settings", data={"slug": ""})
    assert published.url == f"/stories/{published.id}-another-title"
    assert browser_of(ben).get(f"/stories/{published.id}-light-luggage").location == published.url


@pytest.mark.parametrize("slug", ["../../etc", "／stories／1", "-" * 50, "\0", "💥", "a" * 500, "三天 海岸"])
def test_whatever_is_typed_it_is_an_address(ada, ben, published, browser_of, slug):
    call(published, slug, by=ada)
    assert browser_of(ben).get(published.url).status_code == 200


def test_a_program_chooses_it(ada, published, browser_of):
    here = f"/api/v1/stories/{published.id}"
    assert browser_of(ada).patch(here, json={"slug": "bay"}).json["url"] == f"/stories/{published.id}-bay"
