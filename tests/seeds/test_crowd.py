"""The crowd that benchmarks are made with: as many as asked, the same every time, and sound."""

import pytest
from sqlalchemy import func, select

from community.contributions import Contribution
from community.db import db
from community.engagement.policy import policy_on
from community.engagement.recomputing import measures_from_tallies
from community.engagement.standing import Standing, parts
from posts.forum.models import Topic
from posts.shopping.models import Item
from seeds.crowd import Size, fill, people

SMALL = Size(members=30, boards=2, topics=10, posts=100, stories=5, lists=3, long_topics=1)


@pytest.fixture
def crowd(app, monkeypatch):
    monkeypatch.setattr(people, "LONG", 40)
    return dict(fill(SMALL))


def test_as_many_come_as_were_asked_for(crowd):
    assert (crowd["members"], crowd["topic"], crowd["story"], crowd["shopping_list"]) == (30, 10, 5, 3)
    assert crowd["topic"] + crowd["reply"] == SMALL.posts
    longest = db.session.scalar(select(func.max(Topic.replies)))
    assert longest == 40
    kinds = select(Contribution.kind, func.count()).group_by(Contribution.kind)
    assert dict(db.session.execute(kinds).all())["reply"] == 90
    assert db.session.scalar(select(func.count()).select_from(Item)) == crowd["pieces"]


def test_its_scores_are_what_follows_from_its_deeds(crowd):
    for standing in db.session.scalars(select(Standing)):
        policy = policy_on(standing.since)
        measures = measures_from_tallies(standing.member_id, standing.since, policy)
        assert standing.score == sum(parts(measures, policy).values())


def test_its_pages_can_be_read(crowd, browser_of):
    from community.members import Member

    browser = browser_of(db.session.get_one(Member, 2))
    last_of_each = select(func.max(Contribution.id)).group_by(Contribution.kind)
    for id in db.session.scalars(last_of_each):
        it = db.session.get_one(Contribution, id)
        assert browser.get(it.url, follow_redirects=True).status_code == 200, it.url
    for path in ("/?view=following", "/?view=latest", "/?view=for-you", "/boards"):
        assert browser.get(path).status_code == 200


def test_it_is_the_same_every_time():
    from random import Random

    from community import clock
    from seeds.crowd.writings import Writings

    now = clock.now()
    told = [list(Writings(SMALL, now, Random(11)).spine()) for _ in range(2)]
    assert told[0] == told[1]
