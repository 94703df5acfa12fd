"""What is for some is found by those, and told to nobody else: no title, no count, no word."""

import pytest

from community import jobs
from community.contributions import Audience
from community.db import db, transaction
from community.engagement.standing import Standing, Tier
from community.following import follow, unfollow
from community.members import Role
from community.search import find
from posts.blog.publishing import address_to, publish
from posts.blog.writing import write
from posts.replies.writing import reply


def story(by, title, text="Words.", audience=Audience.MEMBERS):
    it = write(title, text, by=by)
    publish(it, by=by)
    if audience is not Audience.MEMBERS:
        address_to(it, audience, by=by)
    jobs.run_due()
    return it


def is_of(member, tier):
    with transaction():
        standing = db.session.get(Standing, member.id)
        if standing is None:
            standing = Standing(member_id=member.id, since=member.joined_at.date())
            db.session.add(standing)
        standing.tier = tier


@pytest.fixture
def asks(browser_of):
    """The addresses on a page of answers, by the door that programs use."""

    def asks(member, text, **more):
        query = "&".join(f"{name}={value}" for name, value in {"q": text, **more}.items())
        return browser_of(member).get(f"/api/v1/search?{query}").get_json()

    return asks


@pytest.mark.parametrize(
    ("audience", "tier", "sees"),
    [
        (Audience.SUPER, Tier.STANDARD, False),
        (Audience.SUPER, Tier.SUPER, True),
        (Audience.SUPER, Tier.APASS, True),
        (Audience.APASS, Tier.SUPER, False),
        (Audience.APASS, Tier.APASS, True),
        (Audience.STAFF, Tier.APASS, False),
        (Audience.ONLY_ME, Tier.APASS, False),
    ],
)
def test_a_tier_finds_what_is_for_it(ada, mia, asks, browser_of, audience, tier, sees):
    it = story(ada, "A saffron evening", audience=audience)
    is_of(mia, tier)
    found = asks(mia, "saffron")
    assert [hit["id"] for hit in found["items"]] == ([it.id] if sees else [])
    assert found["total"] == int(sees)
    pages = ("/search?q=saffron", "/search/suggestions?q=saffr", "/search?q=saffron&kind=story", "/search")
    for path in pages:
        shown = browser_of(mia).get(path).text.replace("<mark>", "").replace("</mark>", "")
        assert ("A saffron evening" in shown) is sees, path


def test_followers_find_what_is_for_them(ada, ben, mia, asks):
    it = story(ada, "A saffron evening", audience=Audience.FOLLOWERS)
    assert [hit["id"] for hit in asks(ben, "saffron")["items"]] == [it.id]
    assert asks(mia, "saffron")["total"] == 0
    follow(ada, by=mia)
    assert asks(mia, "saffron")["total"] == 1
    unfollow(ada, by=mia)
    assert asks(mia, "saffron")["total"] == 0


def test_to_follow_somebody_opens_nothing_that_is_for_a_tier(ada, ben, asks):
    story(ada, "A saffron evening", audience=Audience.SUPER)
    story(ada, "Another evening", audience=Audience.FOLLOWERS)
    assert asks(ben, "saffron")["total"] == 0


def test_whoever_made_it_and_moderators_find_it(ada, mia, asks):
    for audience in (Audience.SUPER, Audience.STAFF, Audience.FOLLOWERS):
        story(ada, f"Saffron {audience}", audience=audience)
    assert asks(ada, "saffron")["total"] == 3
    with transaction():
        mia.role = Role.MODERATOR
    assert asks(mia, "saffron")["total"] == 3


def test_replies_are_found_with_what_they_reply_to(ada, ben, mia, asks):
    for audience in (Audience.SUPER, Audience.FOLLOWERS):
        it = story(ada, f"An evening {audience}", audience=audience)
        is_of(ben, Tier.SUPER)
        reply(it, "I brought saffron.", by=ben)
    jobs.run_due()
    assert asks(mia, "saffron")["total"] == 0
    is_of(mia, Tier.SUPER)
    assert asks(mia, "saffron")["total"] == 1


def test_what_is_closed_later_is_not_found_any_more(ada, mia, asks):
    it = story(ada, "A saffron evening")
    assert asks(mia, "saffron")["total"] == 1
    address_to(it, Audience.SUPER, by=ada)
    assert not asks(mia, "saffron")["items"], "the rows say so, before the index does"
    jobs.run_due()
    assert asks(mia, "saffron")["total"] == 0


def test_a_word_that_only_some_may_read_is_not_proposed(ada, mia, asks):
    story(ada, "An evening", "We drank zinfandel.", audience=Audience.SUPER)
    assert asks(mia, "zinfandle")["meant"] is None
    story(ada, "Another", "We drank zinfandel.")
    assert asks(mia, "zinfandle")["meant"] == "zinfandel"


def test_a_phrase_is_asked_of_what_one_may_read(ada, mia, asks):
    story(ada, "An evening", "It smelled of wet saffron.", audience=Audience.SUPER)
    assert asks(mia, '"wet saffron"')["total"] == 0
    is_of(mia, Tier.SUPER)
    assert asks(mia, '"wet saffron"')["total"] == 1


def test_nobody_in_particular_finds_nothing_of_it(ada):
    story(ada, "A saffron evening", audience=Audience.SUPER)
    assert find("saffron").total == 0


def test_readers_alike_share_an_answer(ada, ben, mia, asks):
    """Where nothing is for followers, and they made nothing of it."""
    from community.search.shelf import shelf

    story(ada, "A saffron evening", audience=Audience.SUPER)
    story(ada, "Another saffron evening")
    asks(ben, "saffron")
    kept = len(shelf().answers)
    asks(mia, "saffron")
    assert len(shelf().answers) == kept
