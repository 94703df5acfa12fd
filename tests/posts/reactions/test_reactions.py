"""Six reactions, one of each member: counted once, told live, worth the same, taken back exactly."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from community import clock
from community.contributions import Contribution
from community.db import db
from community.engagement.standing import Standing
from community.realtime import socketio
from posts.blog.publishing import publish
from posts.blog.writing import write
from posts.reactions.counting import counts, moved
from posts.reactions.liking import like, react, unlike
from posts.reactions.models import Kind, Like, TooManyReactions


@pytest.fixture
def coast(ada):
    story = write("Three days on the coast", "One bag.", by=ada)
    publish(story, by=ada)
    return story


def counted(it: Contribution) -> dict[Kind, int]:
    db.session.refresh(it)
    return counts(it.likes, it.felt)


def points(member) -> int:
    return db.session.get_one(Standing, member.id).score


def test_counts_are_kept_in_words():
    assert moved("", {Kind.SEEDED: 1}) == "seeded:1"
    assert moved("seeded:1", {Kind.SEEDED: -1, Kind.THANKS: 1}) == "thanks:1"
    assert moved("seeded:1", {Kind.LIKE: 1}) == "seeded:1"
    assert list(counts(5, "seeded:3 thanks:1").items()) == [
        (Kind.SEEDED, 3),
        (Kind.LIKE, 1),
        (Kind.THANKS, 1),
    ]
    assert counts(0, "") == {}


def test_another_kind_replaces_the_first(ada, ben, mia, coast):
    react(coast, Kind.SEEDED, by=ben)
    react(coast, Kind.SEEDED, by=mia)
    react(coast, Kind.HELPFUL, by=mia)
    react(coast, Kind.HELPFUL, by=mia)
    assert counted(coast) == {Kind.HELPFUL: 1, Kind.SEEDED: 1}
    assert coast.likes == 2
    like(coast, by=mia)
    assert counted(coast) == {Kind.LIKE: 1, Kind.SEEDED: 1}
    unlike(coast, by=ben)
    unlike(coast, by=ben)
    assert counted(coast) == {Kind.LIKE: 1}


def test_every_kind_is_one_favour_and_goes_back_exactly(ada, ben, coast):
    before = points(ada)
    react(coast, Kind.BEAUTIFUL, by=ben)
    worth = points(ada) - before
    assert worth == 2000  # half of four: the first favour of this giver
    react(coast, Kind.WEED_PULLED, by=ben)
    assert points(ada) - before == worth
    unlike(coast, by=ben)
    assert points(ada) == before


def test_a_form_says_what_shall_be_so_twice_is_once(ben, coast, browser_of):
    browser, path = browser_of(ben), f"/contributions/{coast.id}/reaction"
    asked = {"headers": {"Accept": "application/json"}}
    for _ in range(2):
        answer = browser.post(path, data={"kind": "seeded"}, **asked)
        assert answer.json == {"reaction": "seeded", "liked": True, "count": 1, "counts": {"seeded": 1}}
    assert browser.post(path, data={"kind": ""}, **asked).json["counts"] == {}
    assert browser.post(path, data={"kind": "hate"}, **asked).json["count"] == 0
    assert browser.post(path, data={"kind": "like"}).location == coast.url
    assert db.session.scalars(select(Like.kind)).all() == [Kind.LIKE]


def test_one_does_not_react_to_oneself_nor_to_what_one_cannot_read(ada, ben, coast, browser_of):
    assert (
        browser_of(ada).post(f"/contributions/{coast.id}/reaction", data={"kind": "like"}).status_code == 403
    )
    draft = write("Not yet", "x", by=ada)
    assert (
        browser_of(ben).post(f"/contributions/{draft.id}/reaction", data={"kind": "like"}).status_code == 404
    )
    assert browser_of(ben).get(f"/contributions/{draft.id}/reactions").status_code == 404


def test_the_page_says_who_reacted_and_how(ada, ben, mia, coast, browser_of):
    react(coast, Kind.SEEDED, by=ben)
    react(coast, Kind.THANKS, by=mia)
    page = browser_of(ada).get(f"/contributions/{coast.id}/reactions").text
    assert "@ben" in page
    assert "@mia" in page
    assert 'name="kind"' not in page  # she cannot react to her own
    thankful = browser_of(mia).get(f"/contributions/{coast.id}/reactions?kind=thanks").text
    assert "@ben" not in thankful
    assert 'value="seeded"' in thankful


def test_story_and_feed_show_mine_and_what_others_feel(ben, mia, coast, browser_of):
    react(coast, Kind.SEEDED, by=ben)
    for path in (coast.url, "/?view=latest", "/stories"):
        page = browser_of(ben).get(path).text
        assert 'data-mine="seeded"' in page
        assert "#sprout" in page
        others = browser_of(mia).get(path).text
        assert f'data-reactions="{coast.id}"' in others
        assert 'data-mine=""' in others


def test_all_who_look_hear_the_counts(app, ben, mia, coast, browser_of):
    line = socketio.test_client(app, flask_test_client=browser_of(mia))
    react(coast, Kind.HELPFUL, by=ben)
    (heard,) = [it["args"][0] for it in line.get_received() if it["name"] == "contribution.liked"]
    assert heard == {"id": coast.id, "likes": 1, "counts": {"helpful": 1}, "url": coast.url}


def test_reactions_have_a_limit_a_day(app, ada, ben, mia, browser_of, monkeypatch):
    monkeypatch.setitem(app.config, "RATE_LIMITS", True)  # noqa: FBT003
    monkeypatch.setitem(app.config, "REACTIONS_A_DAY", 3)
    monkeypatch.setitem(app.config, "REACTIONS_A_DAY_TO_ONE", 2)
    of_ada = [told(ada, n) for n in range(3)]
    of_mia = [told(mia, n) for n in range(2)]
    for it in of_ada[:2]:
        like(it, by=ben)
    react(of_ada[0], Kind.THANKS, by=ben)  # no new one
    with pytest.raises(TooManyReactions) as refusal:
        like(of_ada[2], by=ben)
    assert refusal.value.name == "Ada"
    like(of_mia[0], by=ben)
    with pytest.raises(TooManyReactions) as refusal:
        like(of_mia[1], by=ben)
    assert refusal.value.name is None
    refused = browser_of(ben).post(
        f"/contributions/{of_mia[1].id}/reaction",
        data={"kind": "like"},
        headers={"Accept": "application/json"},
    )
    assert refused.status_code == 429
    assert "tomorrow" in refused.json["detail"]
    unlike(of_ada[0], by=ben)
    like(of_mia[1], by=ben)


def test_tomorrow_there_are_new_ones(app, ada, ben, monkeypatch):
    monkeypatch.setitem(app.config, "RATE_LIMITS", True)  # noqa: FBT003
    monkeypatch.setitem(app.config, "REACTIONS_A_DAY_TO_ONE", 1)
    first, second = told(ada, 1), told(ada, 2)
    like(first, by=ben)
    with clock.stopped(clock.now() + timedelta(days=1, seconds=1)):
        like(second, by=ben)
    assert second.likes == 1


def told(by, n: int):
    story = write(f"Story {n}", "Words.", by=by)
    publish(story, by=by)
    return story


def test_programs_choose_read_and_take_back(ben, mia, coast, browser_of):
    path = f"/api/v1/contributions/{coast.id}/reactions"
    done = browser_of(ben).post(path, json={"kind": "weed_pulled"})
    assert (done.status_code, done.json["counts"]) == (201, {"weed_pulled": 1})
    like(coast, by=mia)
    listed = browser_of(mia).get(f"{path}?limit=1").json
    assert [it["by"]["handle"] for it in listed["items"]] == ["ben"]
    rest = browser_of(mia).get(f"{path}?limit=1&cursor={listed['next']}").json
    assert [it["kind"] for it in rest["items"]] == ["like"]
    only = browser_of(mia).get(f"{path}?kind=weed_pulled").json["items"]
    assert [it["by"]["name"] for it in only] == ["Ben"]
    card = browser_of(ben).get("/api/v1/feed?view=latest").json["items"][0]
    assert (card["reaction"], card["reactions"]) == ("weed_pulled", {"like": 1, "weed_pulled": 1})
    assert browser_of(ben).delete(path).status_code == 204
    assert counted(coast) == {Kind.LIKE: 1}
