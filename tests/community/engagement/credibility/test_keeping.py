"""Every night a table: of what stands, by whom the club can vouch for. Ada, Cleo and Dan are anchors."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, literal, select

from community import clock, jobs
from community.contributions import Contribution
from community.db import db, transaction
from community.engagement.activity import Deed
from community.engagement.commands import score
from community.engagement.credibility import gathering
from community.engagement.credibility.keeping import KEPT, keep_table
from community.engagement.credibility.models import Circle, CircleEdge, CircleSeat
from community.engagement.epochs import EVEN, Credibility, epoch_on
from community.engagement.record import record, take_back
from posts.blog.models import Story
from tests.conftest import joins

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
FREE, WHOLE = 100, 1000


@pytest.fixture(autouse=True)
def on_one_day(app):
    with clock.stopped(NOW):
        yield


@pytest.fixture
def anchors(app):
    with clock.stopped(NOW - timedelta(days=100)):
        people = [joins(name) for name in ("Ada", "Cleo", "Dan")]
    for one in people:
        buys(one)
    return people


@pytest.fixture
def ben(anchors):
    return joins("Ben")


@pytest.fixture
def mia(anchors):
    return joins("Mia")


def buys(member, amount=3_000_00, deed=Deed.PURCHASE_MADE):
    with transaction():
        record(deed, by=member, storefront="Atelier", amount=amount)


def likes(giver, receiver, about=None, days_ago=40):
    at = NOW - timedelta(days=days_ago)
    with transaction():
        return record(Deed.LIKED, by=giver, to=receiver, about=about, occurred_at=at)


def lines():
    keep_table(clock.today())
    db.session.expire_all()
    newest = select(func.max(Credibility.epoch))
    rows = db.session.scalars(select(Credibility).where(Credibility.epoch == newest.scalar_subquery()))
    return {row.member_id: row for row in rows}


def test_an_anchor_weighs_whole_and_whom_she_likes_is_credible(anchors, ben, mia):
    likes(anchors[0], ben)
    table = lines()
    assert table[anchors[0].id].kappa == WHOLE
    assert (table[ben.id].kappa, table[mia.id].kappa) == (FREE, FREE)
    assert table[ben.id].c > table[mia.id].c == EVEN


def test_a_like_taken_back_was_none_and_given_again_is_one(anchors, ben):
    like = likes(anchors[0], ben)
    liked = lines()[ben.id].c
    with transaction():
        undone = take_back(like.key, by=anchors[0])
    assert lines()[ben.id].c == EVEN
    with transaction():
        take_back(undone.key, by=anchors[0])
    assert lines()[ben.id].c == liked > EVEN


def test_what_a_moderator_hid_was_liked_for_nothing(anchors, ben):
    with transaction():
        story = published("Gems", ben)
        db.session.add(story)
    likes(anchors[0], ben, about=story)
    assert lines()[ben.id].c > EVEN
    with transaction():
        db.session.get_one(Contribution, story.id).hidden_at = NOW
    assert lines()[ben.id].c == EVEN


def test_what_is_older_than_the_window_is_forgotten(anchors, ben):
    likes(anchors[0], ben, days_ago=400)
    assert lines()[ben.id].c == EVEN


def test_who_is_suspended_vouches_for_nobody(anchors, ben):
    eve = joins("Eve")
    with transaction():
        eve.joined_at = NOW - timedelta(days=100)
    buys(eve)
    likes(eve, ben)
    assert lines()[ben.id].c > EVEN
    with transaction():
        eve.suspended_at = NOW
    table = lines()
    assert (table[ben.id].c, table[eve.id].kappa) == (EVEN, FREE)


def test_what_was_returned_to_the_shop_vouches_for_nobody(anchors, ben):
    likes(anchors[0], ben)
    eve = joins("Eve")
    with transaction():
        eve.joined_at = NOW - timedelta(days=100)
    buys(eve)
    assert lines()[eve.id].kappa == WHOLE
    buys(eve, deed=Deed.PURCHASE_RETURNED)
    assert lines()[eve.id].kappa == FREE


def test_who_left_has_no_line_and_no_voice(anchors, ben):
    likes(anchors[0], ben)
    likes(anchors[1], ben)
    both = lines()[ben.id].c
    with transaction():
        anchors.append(joins("Fay"))
        anchors[3].joined_at = NOW - timedelta(days=100)
        anchors[0].left_at = NOW
    buys(anchors[3])
    table = lines()
    assert anchors[0].id not in table
    assert EVEN < table[ben.id].c < both


def test_as_long_as_too_few_can_vouch_there_is_no_table(app):
    ben, mia = joins("Ben"), joins("Mia")
    likes(ben, mia)
    assert lines() == {}
    result = app.test_cli_runner().invoke(score, ["credibility"])
    assert "fewer than three" in str(result.exception)


def test_a_room_may_say_what_else_is_known_and_whom_to_doubt(anchors, ben, mia, monkeypatch):
    monkeypatch.setattr(gathering, "_judgements", [])
    monkeypatch.setattr(gathering, "_doubts", [])
    ids = [anchors[0].id, ben.id]
    report = (literal(ids[0]), literal(ids[1]), literal(1), gathering.day_of(func.now()), literal(-1.0))
    gathering.also(lambda _since: select(*report))
    assert lines()[ben.id].c < EVEN
    gathering.unless(lambda: select(literal(ids[0])))
    likes(anchors[1], anchors[2])
    fay = joins("Fay")
    with transaction():
        fay.joined_at = NOW - timedelta(days=100)
    buys(fay)
    assert lines()[anchors[0].id].kappa == FREE


def test_tables_are_kept_by_their_date_and_old_ones_go(anchors, ben):
    likes(anchors[0], ben)
    lines()
    with clock.stopped(NOW + timedelta(days=1)):
        lines()
    tables = select(Credibility.epoch).distinct()
    assert len(db.session.scalars(tables).all()) == 2
    assert epoch_on(NOW.date()) == NOW.date()
    with clock.stopped(NOW + KEPT + timedelta(days=1)):
        lines()
    assert min(db.session.scalars(tables)) == NOW.date() + timedelta(days=1)


def test_it_is_done_every_night_and_by_a_command(app, anchors, ben):
    jobs.tonight()
    jobs.run_due()
    assert epoch_on(NOW.date()) == NOW.date()
    likes(anchors[0], ben)
    result = app.test_cli_runner().invoke(score, ["credibility"])
    assert result.exit_code == 0
    assert "4 members have their line in the table of 2026-06-01" in result.output
    assert db.session.get_one(Credibility, (NOW.date(), ben.id)).c > EVEN


def published(title, by):
    return Story(title=title, author=by, published_at=NOW)


def ring(people, posts=4):
    things = {}
    with transaction():
        for one in people:
            things[one.id] = [published(f"{one.name} {n}", one) for n in range(posts)]
            db.session.add_all(things[one.id])
    for giver in people:
        for receiver in people:
            if giver is not receiver:
                for thing in things[receiver.id]:
                    likes(giver, receiver, about=thing)


def test_a_circle_is_kept_with_its_evidence_until_it_is_none_any_more(anchors):
    people = [joins(f"Puppet {n}") for n in range(6)]
    ring(people)
    for n in range(8):
        likes(joins(f"Reader {n}"), anchors[0])
    lines()
    (circle,) = db.session.scalars(select(Circle)).all()
    assert circle.inside == 1000
    assert set(db.session.scalars(select(CircleSeat.member_id))) == {one.id for one in people}
    edges = db.session.scalars(select(CircleEdge)).all()
    assert len(edges) == 6 * 5
    assert {(edge.favours, edge.shared) for edge in edges} == {(4, 16)}
    found = circle.id
    with clock.stopped(NOW + timedelta(days=1)):
        lines()
    (again,) = db.session.scalars(select(Circle)).all()
    assert (again.id, again.seen_on, again.found_on) == (found, NOW.date() + timedelta(days=1), NOW.date())
    with clock.stopped(NOW + timedelta(days=400)):
        keep_table(clock.today())
    assert not db.session.scalars(select(Circle)).all()
    assert not db.session.scalars(select(CircleEdge)).all()
