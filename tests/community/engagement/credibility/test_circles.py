"""Six puppets praise each other: Mo, who moderates, sees it and decides; Mia, passing by, sees nothing."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import event, select

from community import clock
from community.db import db, transaction
from community.engagement.activity import Deed
from community.engagement.credibility.counting import count
from community.engagement.credibility.keeping import keep_table
from community.engagement.credibility.models import Circle, CircleSeat
from community.engagement.credibility.reading import edges_of
from community.engagement.record import record
from community.leaving.erasing import erase
from community.members import Role
from posts.blog.models import Story
from tests.conftest import joins

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
ROOT = "/api/v1"


@pytest.fixture(autouse=True)
def on_one_day(app):
    with clock.stopped(NOW):
        yield


@pytest.fixture
def mo(app):
    mo = joins("Mo")
    with transaction():
        mo.role = Role.MODERATOR
    return mo


def praise(giver, thing):
    with transaction():
        record(Deed.LIKED, by=giver, about=thing, occurred_at=NOW - timedelta(days=3))


@pytest.fixture
def puppets(app):
    return [joins(f"Puppet{n}") for n in range(6)]


@pytest.fixture
def circle(puppets):
    with transaction():
        things = [Story(title="Read by many", author=joins("Ada"), published_at=NOW)]
        things += [Story(title=f"{n}", author=one, published_at=NOW) for one in puppets for n in range(4)]
        db.session.add_all(things)
    for giver in puppets:
        for thing in things[1:]:
            if thing.author_id != giver.id:
                praise(giver, thing)
    for n in range(8):
        praise(joins(f"Reader{n}"), things[0])
    keep_table(clock.today())
    return db.session.scalars(select(Circle)).one()


def test_as_long_as_there_is_none_the_page_says_so(mo, browser_of):
    page = browser_of(mo).get("/circles").text
    assert "It has found none" in page


def test_a_moderator_sees_who_praised_whom_drawn_and_told(mo, circle, browser_of):
    browser = browser_of(mo)
    assert f'href="/circles/{circle.id}"' in browser.get("/circles").text
    page = browser.get(f"/circles/{circle.id}").text
    assert page.count('<g class="dot">') == 6
    assert page.count("tie tie-3") == 15
    assert "100 % of the favours they receive come from each other" in page
    assert "They are 120 favours" in page
    assert page.count('<td class="lead">') == 30
    assert 'role="img"' in page
    assert "style=" not in page


def test_the_way_to_it_is_in_the_menu_of_those_who_moderate(mo, mia, browser_of):
    assert 'href="/circles"' in browser_of(mo).get("/circles").text
    assert 'href="/circles"' not in browser_of(mia).get("/passport").text


def test_nobody_else_sees_it(mia, puppets, circle, browser_of, app):
    for one in (mia, puppets[0]):
        browser = browser_of(one)
        assert browser.get("/circles").status_code == 403
        assert browser.get(f"/circles/{circle.id}").status_code == 404
        assert browser.post(f"/circles/{circle.id}/clearance").status_code == 404
        assert browser.get(f"{ROOT}/circles").status_code == 403
        assert browser.get(f"{ROOT}/circles/{circle.id}").status_code == 404
        assert browser.delete(f"{ROOT}/circles/{circle.id}/clearance").status_code == 404
    assert app.test_client().get("/circles").status_code in {302, 303, 401}
    assert not circle.cleared_at


def test_nobody_judges_a_circle_of_which_he_is_a_part(puppets, circle, browser_of):
    with transaction():
        puppets[0].role = Role.MODERATOR
    browser = browser_of(puppets[0])
    page = browser.get(f"/circles/{circle.id}")
    assert page.status_code == 200
    assert "/clearance" not in page.text
    assert browser.post(f"/circles/{circle.id}/clearance").status_code == 403
    assert not circle.cleared_at


def test_where_nothing_is_wrong_it_counts_in_full_until_it_is_doubted_again(
    mo, circle, browser_of, monkeypatch
):
    browser, damped = browser_of(mo), []
    monkeypatch.setattr(
        "community.engagement.credibility.keeping.count",
        lambda *night: damped.append(len(night[3])) or count(*night),
    )
    monkeypatch.setattr("community.engagement.credibility.keeping.FEWEST_ANCHORS", 0)
    keep_table(clock.today())
    assert browser.post(f"/circles/{circle.id}/clearance").status_code == 303
    page = browser.get(f"/circles/{circle.id}").text
    assert "found nothing wrong" in page
    assert "Doubt it again" in page
    assert "Nothing wrong" in browser.get("/circles").text
    keep_table(clock.today())
    browser.post(f"/circles/{circle.id}/clearance", data={"cleared": "0"})
    keep_table(clock.today())
    assert damped == [1, 0, 1]


def test_programs_of_moderators_read_and_decide(mo, circle, browser_of):
    browser = browser_of(mo)
    (told,) = browser.get(f"{ROOT}/circles").json["items"]
    assert told["members"] == [f"puppet{n}" for n in range(6)]
    assert told["inside"] == 1
    whole = browser.get(f"{ROOT}/circles/{circle.id}").json
    assert len(whole["edges"]) == 30
    assert whole["edges"][0] == {"giver": "puppet0", "receiver": "puppet1", "favours": 4, "shared": 16}
    answer = browser.post(f"{ROOT}/circles/{circle.id}/clearance")
    assert (answer.status_code, answer.headers["Location"]) == (201, f"{ROOT}/circles/{circle.id}")
    assert answer.json["cleared_at"]
    assert browser.delete(f"{ROOT}/circles/{circle.id}/clearance").status_code == 204
    assert browser.get(f"{ROOT}/circles/{circle.id}").json["cleared_at"] is None


def test_who_leaves_is_named_in_no_circle(mo, puppets, circle, browser_of):
    with transaction():
        erase(puppets[0], keeps_words=False)
    db.session.expire_all()
    assert puppets[0].id not in set(db.session.scalars(select(CircleSeat.member_id)))
    assert len(edges_of(circle)) == 20
    page = browser_of(mo).get(f"/circles/{circle.id}")
    assert page.status_code == 200
    assert "Puppet0" not in page.text


def test_the_list_asks_the_same_however_long_it_is(mo, circle, browser_of, app):
    browser = browser_of(mo)
    browser.get("/circles")
    asked = []
    listen = lambda *_args: asked.append(1)  # noqa: E731
    event.listen(db.engine, "before_cursor_execute", listen)
    browser.get("/circles")
    few = len(asked)
    with transaction():
        for n in range(20):
            more = Circle(key=str(n), found_on=NOW.date(), seen_on=NOW.date(), inside=700)
            db.session.add(more)
            db.session.flush()
            db.session.add(CircleSeat(circle_id=more.id, member_id=mo.id))
    asked.clear()
    browser.get("/circles")
    event.remove(db.engine, "before_cursor_execute", listen)
    assert len(asked) <= few
