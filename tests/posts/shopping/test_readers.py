"""Ada says for whom her lists are: nobody else meets them, wherever lists are shown."""

import pytest

from community import jobs
from community.contributions import Audience
from community.db import db
from community.engagement.activity import Activity, Deed
from community.entrance.tokens import Scope, create_token
from community.following import follow, unfollow
from community.permissions import may
from posts.shopping.addressing import address_to, settle_readers
from posts.shopping.filling import Piece, add
from posts.shopping.guests import open_to_guests
from posts.shopping.publishing import publish
from posts.shopping.writing import begin


@pytest.fixture
def basket(ada):
    it = begin("Saffron basket", by=ada)
    add(it, Piece("Saffron jar", "Kesar", "Bazaar"), by=ada)
    return it


def places(it):
    product = it.items[0].product
    return [it.url, product.url, "/lists", "/@ada/lists", "/?view=latest", "/search?q=saffron"]


def meets(browser, it):
    """At each place, whether it is there."""
    jobs.run_due()
    return [f'"{it.url}' in browser.get(place).text for place in places(it)]


def test_whom_she_follows_meet_it_everywhere_and_the_others_nowhere(
    ada, mia, ben, moderator, basket, browser_of
):
    settle_readers(Audience.FOLLOWED, by=ada, of_all=True)
    publish(basket, by=ada)
    follow(mia, by=ada)
    follow(ada, by=ben)
    assert all(meets(browser_of(mia), basket))
    assert not any(meets(browser_of(ben), basket))
    assert browser_of(ben).get(f"/api/v1/lists/{basket.id}").status_code == 404
    assert browser_of(ben).get(f"{basket.items[0].product.url}").status_code == 404, "nor the product"
    assert not browser_of(ben).get("/api/v1/search?q=saffron").json["total"]
    unfollow(mia, by=ada)
    assert not any(meets(browser_of(mia), basket))
    assert all(meets(browser_of(moderator), basket))


def test_a_new_list_begins_with_what_was_chosen_and_each_may_say_otherwise(ada, mia, basket, browser_of):
    browser = browser_of(ada)
    answer = browser.post("/settings/quiet/lists", data={"audience": "only_me"})
    assert answer.location == "/settings/quiet"
    assert basket.audience is Audience.MEMBERS, "what is there stays"
    assert begin("Another", by=ada).audience is Audience.ONLY_ME
    browser.post("/settings/quiet/lists", data={"audience": "followed", "all": "1"})
    assert "2 lists have other readers now." in browser.get("/settings/quiet").text
    browser.post(f"/lists/{basket.id}/publication", data={"audience": "members"})
    assert browser_of(mia).get(basket.url).status_code == 200
    page = browser.get(f"/lists/{basket.id}/edition").text
    assert 'name="audience"' in page
    browser.post(f"/lists/{basket.id}/edition", data={"title": "Saffron basket", "audience": "only_me"})
    assert browser_of(mia).get(basket.url).status_code == 404
    for nonsense in ("staff", "martians", ""):
        assert browser.post("/settings/quiet/lists", data={"audience": nonsense}).status_code == 400


def test_it_is_worth_something_as_long_as_others_may_read_it(ada, basket):
    def worth():
        told = db.session.query(Activity).filter_by(deed=Deed.LIST_PUBLISHED, contribution_id=basket.id).all()
        return sum(-1 if it.reverses else 1 for it in told)

    address_to(basket, Audience.ONLY_ME, by=ada)
    publish(basket, by=ada)
    assert (worth(), basket.items[0].product.shown_at) == (0, None)
    address_to(basket, Audience.FOLLOWERS, by=ada)
    assert (worth(), basket.items[0].product.shown_at) == (1, None)
    address_to(basket, Audience.MEMBERS, by=ada)
    assert worth() == 1
    assert basket.items[0].product.shown_at
    address_to(basket, Audience.ONLY_ME, by=ada)
    assert worth() == 0


def test_a_guest_link_is_a_door_of_its_own(app, ada, basket):
    publish(basket, by=ada)
    _link, word = open_to_guests(basket, by=ada)
    address_to(basket, Audience.ONLY_ME, by=ada)
    assert "Saffron basket" in app.test_client().get(f"/guest/{word}").text


def test_only_its_owner_says_for_whom_it_is(mia, basket):
    assert not may(mia, "address", basket)


def test_programs_say_it_too(app, ada, mia, basket):
    def program(member):
        _token, word = create_token(member, "a test", [Scope.ALL])
        client, headers = app.test_client(), {"Authorization": f"Bearer {word}"}
        return lambda method, path, body=None: client.open(
            f"/api/v1{path}", method=method, json=body, headers=headers
        )

    hers, mias = program(ada), program(mia)
    assert hers("GET", "/me/lists/readers").json["audience"] == "members"
    told = hers("PATCH", "/me/lists/readers", {"audience": "followed", "all": True})
    assert told.json == {"audience": "followed", "changed": 1}
    assert hers("GET", f"/lists/{basket.id}").json["audience"] == "followed"
    assert hers("PATCH", f"/lists/{basket.id}/readers", {"audience": "members"}).json["audience"] == "members"
    assert hers("PATCH", f"/lists/{basket.id}/readers", {"audience": "staff"}).status_code == 422
    assert mias("PATCH", f"/lists/{basket.id}/readers", {"audience": "members"}).status_code == 404
