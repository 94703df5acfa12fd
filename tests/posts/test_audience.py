"""Who may read what: the rule, the selects and the pages say the same of everybody and everything."""

from itertools import product

import pytest
from sqlalchemy import select

from community import clock, jobs
from community.audience import readable_by, readers_of
from community.contributions import Audience, Contribution
from community.db import db, transaction
from community.engagement.standing import Standing, Tier, standing_of
from community.following import follow
from community.members import Role
from community.notifications.models import Notification
from community.permissions import may
from community.realtime import socketio
from posts.blog.models import Story
from posts.blog.publishing import address_to, publish
from posts.blog.writing import write
from posts.feed import published
from posts.reactions.liking import like
from posts.replies.writing import reply
from tests.conftest import joins

STATES = ("published_at", "hidden_at", "removed_at")
READERS = {
    Audience.MEMBERS: {"ada", "ben", "mia", "sue", "apa", "mo", "root", "gil"},
    Audience.SUPER: {"ada", "sue", "apa", "mo", "root"},
    Audience.APASS: {"ada", "apa", "mo", "root"},
    Audience.STAFF: {"ada", "mo", "root", "gil"},
    Audience.FOLLOWERS: {"ada", "ben", "mo", "root"},
    Audience.FOLLOWED: {"ada", "sue", "mo", "root"},
    Audience.ONLY_ME: {"ada"},
}


@pytest.fixture
def cast(ada, ben, mia):
    """Sue is Super, and Ada follows her; Apa is Apass, Mo keeps order, Root runs the house; Gil manages."""
    with transaction():
        sue, apa, mo, root, gil = map(joins, ("Sue", "Apa", "Mo", "Root", "Gil"))
        standing_of(sue.id).tier, standing_of(apa.id).tier = Tier.SUPER, Tier.APASS
        mo.role, root.role, gil.role = Role.MODERATOR, Role.ADMINISTRATOR, Role.PROGRAMME_MANAGER
    follow(sue, by=ada)
    return {it.handle: it for it in (ada, ben, mia, sue, apa, mo, root, gil)}


@pytest.fixture
def every_kind(ada):
    """Ada's stories: for everybody there is, in every state."""
    with transaction():
        for audience, states in product(Audience, product((None, clock.now()), repeat=len(STATES))):
            it = Story(author=ada, audience=audience, title=f"{audience}")
            for name, moment in zip(STATES, states, strict=True):
                setattr(it, name, moment)
            db.session.add(it)
    return list(db.session.scalars(select(Story)))


def test_the_rule_and_the_select_agree_on_everybody_and_everything(cast, every_kind):
    assert len(every_kind) == len(Audience) * 8
    for handle, member in cast.items():
        listed = {row.id for row in db.session.execute(published(member, ["story"]))}
        assert listed == set(db.session.scalars(select(Contribution.id).where(readable_by(member.id))).all())
        for it in every_kind:
            is_meant = handle in READERS[it.audience]
            assert (it.id in listed) == (it.is_readable and is_meant), (handle, it.audience)
            own = handle == "ada" and not it.removed_at
            hidden = it.published_at and it.hidden_at and not it.removed_at
            decides = handle in {"mo", "root"} and hidden and is_meant
            assert may(member, "read", it) == bool(it.id in listed or own or decides), (handle, it.audience)
            assert may(member, "like", it) == (it.id in listed and handle != "ada")
            assert may(member, "reply", it) == (it.id in listed)


@pytest.mark.parametrize("audience", Audience)
def test_those_who_are_told_are_those_who_may_read(cast, ada, audience):
    story = shown("For some", ada, audience)
    told = {db.session.get(type(ada), id).handle for id in db.session.scalars(readers_of(story))}
    assert told == READERS[audience]


def shown(title, by, audience):
    story = write(title, "The rule was *simple*.", by=by, tags=f"only {audience}")
    address_to(story, audience, by=by)
    publish(story, by=by)
    return story


@pytest.mark.parametrize("audience", [Audience.SUPER, Audience.FOLLOWERS, Audience.ONLY_ME])
def test_no_page_tells_a_passer_by_that_it_is_there(cast, ada, mia, audience, browser_of):
    story = shown("A quiet purchase", ada, audience)
    reply(story, "My own note", by=ada)
    browser = browser_of(mia)
    for address in (
        "/?view=latest", "/stories", f"/stories?tag=only-{audience.replace('_', '-')}", "/@ada",
        "/search?q=quiet", "/api/v1/feed?view=latest", "/api/v1/stories", "/api/v1/stories?author=ada",
        "/api/v1/search?q=quiet",
    ):  # fmt: skip
        page = browser.get(address)
        assert page.status_code == 200
        assert "quiet purchase" not in page.text, address
        assert f"only {audience}" not in page.text, address
    assert browser.get("/api/v1/members/ada").json["stories"] == 0
    for address in (story.url, f"/api/v1/stories/{story.id}", f"/contributions/{story.id}/replies",
                    f"/api/v1/contributions/{story.id}/replies"):  # fmt: skip
        assert browser.get(address).status_code == 404, address
    assert browser.post(f"/contributions/{story.id}/like").status_code == 404
    assert browser.post(f"/contributions/{story.id}/replies", data={"text": "Hello"}).status_code == 404


def test_followers_find_what_is_for_them_and_lose_it_when_they_leave(ada, ben, browser_of):
    story = shown("For my followers", ada, Audience.FOLLOWERS)
    browser = browser_of(ben)
    for address in ("/", "/stories", "/@ada"):
        assert "For my followers" in browser.get(address).text
    assert "For followers" in browser.get(story.url).text
    browser.post("/@ada/follow", data={"followed": "0"})
    browser.delete("/api/v1/members/ada/follow")
    assert browser.get(story.url).status_code == 404


def test_the_line_of_all_members_hears_nothing_of_it(app, cast, ada, mia, ben, browser_of):
    mias_screen = socketio.test_client(app, flask_test_client=browser_of(mia))
    bens_screen = socketio.test_client(app, flask_test_client=browser_of(ben))
    story = shown("For my followers", ada, Audience.FOLLOWERS)
    assert "error" in mias_screen.emit("follow", {"contribution": story.id}, callback=True)
    assert "missed" in bens_screen.emit("follow", {"contribution": story.id}, callback=True)
    like(story, by=cast["mo"])
    assert mias_screen.get_received() == []
    assert [news["name"] for news in bens_screen.get_received()] == ["contribution.liked"]
    address_to(story, Audience.ONLY_ME, by=ada)
    address_to(story, Audience.FOLLOWERS, by=ada)
    reply(story, "Thank you", by=ada)
    assert "topic.reply" not in [news["name"] for news in bens_screen.get_received()]


def test_what_nobody_reads_is_worth_nothing_until_somebody_can(ada, ben, browser_of):
    story = shown("A diary", ada, Audience.ONLY_ME)
    first = story.published_at
    assert points(ada) == 0
    address_to(story, Audience.FOLLOWERS, by=ada)
    assert points(ada) == 10
    assert story.published_at > first
    opened = story.published_at
    address_to(story, Audience.ONLY_ME, by=ada)
    assert points(ada) == 0
    address_to(story, Audience.MEMBERS, by=ada)
    assert points(ada) == 10
    assert story.published_at == opened  # it does not come to the top again


def points(member):
    standing = db.session.get(Standing, member.id)
    return standing.points if standing else 0


def test_an_author_chooses_when_publishing_and_later(ada, mia, browser_of):
    story = write("A quiet purchase", "The rule was *simple*.", by=ada)
    browser = browser_of(ada)
    assert 'value="followers"' in browser.get(f"/stories/{story.id}/publication").text
    browser.post(f"/stories/{story.id}/publication", data={"audience": "followers"})
    assert browser_of(mia).get(story.url).status_code == 404
    assert 'value="followers" checked' in browser.get(f"/stories/{story.id}/settings").text
    assert (
        browser_of(mia).post(f"/stories/{story.id}/settings", data={"audience": "members"}).status_code == 404
    )
    browser.post(f"/stories/{story.id}/settings", data={"audience": "members"})
    assert browser_of(mia).get(story.url).status_code == 200
    assert browser_of(mia).get(f"/stories/{story.id}/settings").status_code == 403
    browser.post(f"/stories/{story.id}/settings", data={"audience": "nobody at all"})
    assert db.session.get(Story, story.id).audience is Audience.MEMBERS


def test_a_program_chooses_too(ada, mia, browser_of):
    browser = browser_of(ada)
    made = browser.post("/api/v1/stories", json={"title": "Quiet", "text": "Words", "audience": "followers"})
    here = f"/api/v1/stories/{made.json['id']}"
    assert made.json["audience"] == "followers"
    assert browser.post(f"{here}/publication").status_code == 201
    assert browser_of(mia).get(here).status_code == 404
    assert browser.patch(here, json={"audience": "members"}).json["edited_at"] is None
    assert browser_of(mia).get(here).json["audience"] == "members"
    assert browser.patch(here, json={"audience": "friends"}).status_code == 422


def test_who_is_called_by_name_but_may_not_read_is_told_nothing(ada, ben, mia):
    story = write("For my followers", "Thank you @ben and @mia.", by=ada)
    address_to(story, Audience.FOLLOWERS, by=ada)
    publish(story, by=ada)
    jobs.run_due()
    told = db.session.scalars(select(Notification.member_id).where(Notification.about_id == story.id))
    assert set(told) == {ben.id}
