"""Links of one's own: who comes is counted and not followed, and what comes of it is told."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from community import clock, jobs
from community.contributions import Audience
from community.db import db, transaction
from community.engagement.standing import Standing
from community.entrance.inviting import invite
from community.sharing.coming import MACHINES
from community.sharing.linking import end, share
from community.sharing.models import ShareDay, ShareLink, ShareVisitor, VisitSalt
from community.sharing.reading import shares_of, travelled
from community.sharing.terms import settle_terms
from community.sharing.visiting import forget_visitors, visit
from posts.blog.publishing import publish
from posts.blog.writing import write

PHONE = {"User-Agent": "Mozilla/5.0 (iPhone) Safari"}
DESK = {"User-Agent": "Mozilla/5.0 (X11; Linux) Firefox"}


@pytest.fixture
def coast(ada):
    story = write("Three days on the coast", "One bag and nothing else.", by=ada)
    publish(story, by=ada)
    return story


@pytest.fixture
def link(coast, ben):
    """Ben's link to Ada's story."""
    return share(coast, by=ben)


def visits(link) -> int:
    db.session.refresh(link)
    return link.visits


def points(member) -> int:
    return db.session.get_one(Standing, member.id).score


def test_there_is_one_link_of_each_member(coast, ben, mia, link, browser_of):
    assert share(coast, by=ben).id == link.id
    assert share(coast, by=mia).token != link.token
    path = f"/contributions/{coast.id}/shares"
    made = browser_of(ben).post(path, headers={"Accept": "application/json"}).json
    assert made == {"id": link.id, "url": link.url, "title": coast.title}
    assert browser_of(ben).post(path).location == f"/shares?new={link.id}#share-{link.id}"


def test_strangers_read_what_it_is_and_nothing_of_it(app, ada, coast, link):
    answer = app.test_client().get(link.url, headers=PHONE)
    assert answer.status_code == 200
    assert "A member wants you to read a story" in answer.text
    assert "invitation" in answer.text
    for secret in ("Three days", "One bag", "Ada", "Ben"):
        assert secret not in answer.text.replace(f"/sign-in?next={coast.url}", "")
    settle_terms(coast, ada, outside=True, reposts=None)
    shown = app.test_client().get(link.url, headers=PHONE).text
    assert "Three days on the coast" in shown
    assert "By Ada" in shown
    with transaction():
        coast.audience = Audience.FOLLOWERS
    assert "Three days on the coast" not in app.test_client().get(link.url, headers=PHONE).text


def test_a_member_is_led_on_and_one_for_whom_it_is_not_is_told_so(mia, coast, link, browser_of):
    assert browser_of(mia).get(link.url, headers=PHONE).location == coast.url
    with transaction():
        coast.audience = Audience.FOLLOWERS
    closed = browser_of(mia).get(link.url, headers=PHONE)
    assert "not for everybody" in closed.text


def test_each_visitor_counts_once_a_day(app, ben, mia, link, browser_of):
    for browser in (app.test_client(), app.test_client()):  # a new window, the same person
        browser.get(link.url, headers=PHONE)
    assert visits(link) == 1
    app.test_client().get(link.url, headers=DESK)
    browser_of(mia).get(link.url, headers=DESK)
    browser_of(mia).get(link.url, headers=PHONE)
    assert visits(link) == 3
    browser_of(ben).get(link.url, headers=DESK)  # it is his
    assert visits(link) == 3
    with clock.stopped(clock.now() + timedelta(days=1)):
        app.test_client().get(link.url, headers=PHONE)
    assert visits(link) == 4
    days = db.session.scalars(select(ShareDay.visits).order_by(ShareDay.day)).all()
    assert days == [3, 1]


def test_who_comes_as_a_stranger_and_then_as_a_member_is_one(app, mia, link, browser_of):
    browser = app.test_client()
    browser.get(link.url, headers=PHONE)
    cookie = browser_of(mia).get_cookie("zone").value
    browser.set_cookie("zone", cookie)
    browser.get(link.url, headers=PHONE)
    assert visits(link) == 1


def test_machines_and_those_who_fetch_ahead_are_no_visitors(app, link):
    ahead = {**PHONE, "Sec-Purpose": "prefetch;prerender"}
    app.test_client().get(link.url, headers=ahead)
    app.test_client().head(link.url, headers=PHONE)
    for name in (
        "facebookexternalhit/1.1",
        "Slackbot-LinkExpanding 1.0",
        "WhatsApp/2.23",
        "Googlebot/2.1",
        "",
    ):
        app.test_client().get(link.url, headers={"User-Agent": name})
    assert visits(link) == 0
    assert not MACHINES.search("Mozilla/5.0 (Linux; Android 14; CUBOT X90) Chrome/120 Mobile Safari")


def test_nothing_that_was_kept_says_who_came(app, link):
    app.test_client().get(link.url, headers=PHONE)
    (first,) = db.session.scalars(select(ShareVisitor.mark)).all()
    with clock.stopped(clock.now() + timedelta(days=1)):
        visit(link, "127.0.0.1 " + PHONE["User-Agent"])
        marks = db.session.scalars(select(ShareVisitor.mark)).all()
        assert len(set(marks)) == 2  # the same person, another day: another mark
        forget_visitors()
        left = db.session.scalars(select(ShareVisitor.mark)).all()
        assert len(left) == 1
        assert first not in left
        assert db.session.scalar(select(func.count()).select_from(VisitSalt)) == 1
    assert visits(link) == 2


def test_visits_are_worth_something_and_go_back_exactly(app, ada, ben, link):
    before = points(ben), points(ada)
    for n in range(5):
        visit(link, f"somebody {n}")
    assert points(ben) - before[0] == 3 * 4000  # at most three a day
    assert points(ada) > before[1]
    end(link, by=ben)
    assert app.test_client().get(link.url, headers=PHONE).status_code == 404
    jobs.run_due()
    jobs.run_due()
    assert (points(ben), points(ada)) == before
    again = share(link.contribution, by=ben)
    assert again.token != link.token
    visit(again, "somebody")
    assert points(ben) - before[0] == 4000


def test_a_link_ended_and_made_anew_brings_nobody_twice(app, ada, ben, coast, link):
    before = points(ben), points(ada)
    browser = app.test_client()
    browser.get(link.url, headers=PHONE)
    assert visit(link, "somebody") is True
    end(link, by=ben)
    jobs.run_due()
    again = share(coast, by=ben)
    assert visit(again, "somebody") is False
    browser.get(again.url, headers=PHONE)
    with clock.stopped(clock.now() + timedelta(days=1)):
        browser.get(again.url, headers=PHONE)  # it is the same browser still
    assert travelled(coast).visits == 2
    assert (points(ben), points(ada)) == before


def test_by_the_links_of_two_members_one_visitor_counts_for_both(ada, ben, mia, coast, link):
    assert visit(link, "somebody") is True
    assert visit(share(coast, by=mia), "somebody") is True
    assert travelled(coast).visits == 2


def test_what_came_of_it_is_told(app, ada, ben, coast, link):
    browser = app.test_client()
    browser.get(link.url, headers=PHONE)
    joins(browser, invite(ada)[1].removeprefix("http://localhost"))
    (came,) = shares_of(ben)
    assert (came.link.visits, came.joined, came.taken) == (1, 1, 0)
    assert came.days[-1] == 1
    told = travelled(coast)
    assert (told.links, told.visits, told.joined) == (1, 1, 1)


def joins(browser, path):
    form = {
        "handle": "nora",
        "name": "Nora",
        "email": "nora@example.org",
        "password": "seven long words are better than one",
        "language": "en",
        "time_zone": "UTC",
    }
    answer = browser.post(path, data=form)
    assert answer.status_code == 303, answer.text


def test_only_readers_share_and_only_their_own_links_are_ended(ada, ben, mia, link, browser_of):
    draft = write("Not yet", "x", by=ada)
    assert browser_of(ben).post(f"/contributions/{draft.id}/shares").status_code == 404
    assert browser_of(ada).post(f"/contributions/{draft.id}/shares").status_code == 403
    assert browser_of(mia).post(f"/shares/{link.id}/end").status_code == 403
    assert browser_of(mia).get(f"/contributions/{draft.id}/sharing").status_code == 404
    for odd in ("x", "a" * 41, "%00abcdefgh", "ab cd efgh"):
        assert browser_of(ben).get(f"/s/{odd}").status_code == 404


def test_the_pages_tell_it(ada, ben, mia, coast, link, browser_of):
    visit(link, "somebody")
    mine = browser_of(ben).get("/shares").text
    assert link.token in mine
    assert "Three days on the coast" in mine
    assert "Nothing shared yet" in browser_of(mia).get("/shares").text
    assert browser_of(ben).get(f"/contributions/{coast.id}/sharing").status_code == 403
    terms = browser_of(ada).get(f"/contributions/{coast.id}/sharing").text
    assert "Where it travelled" in terms
    assert link.token not in terms
    browser_of(ada).post(f"/contributions/{coast.id}/sharing", data={"outside": "1"})
    assert 'value="1" checked' in browser_of(ada).get(f"/contributions/{coast.id}/sharing").text


def test_programs_share_too(ada, ben, coast, browser_of):
    path = f"/api/v1/contributions/{coast.id}/shares"
    made = browser_of(ben).post(path)
    assert made.status_code == 201
    assert made.json["url"].startswith("http://localhost/s/")
    assert browser_of(ben).post(path).json["id"] == made.json["id"]
    visit(db.session.get_one(ShareLink, made.json["id"]), "somebody")
    assert [it["visits"] for it in browser_of(ben).get("/api/v1/shares").json["items"]] == [1]
    terms = f"/api/v1/contributions/{coast.id}/sharing"
    assert browser_of(ada).patch(terms, json={"outside": True}).json["outside"] is True
    assert browser_of(ben).get(terms).status_code == 403
    assert browser_of(ada).get(f"/api/v1/contributions/{coast.id}/travels").json["visits"] == 1
    assert browser_of(ben).delete(f"/api/v1/shares/{made.json['id']}").status_code == 204
    assert browser_of(ben).get("/api/v1/shares").json["items"] == []
