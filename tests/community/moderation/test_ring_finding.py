"""Six buyers lift each other, and Mia. Mo finds a ring: it counts at once, and goes when Nia says so."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select
from werkzeug.exceptions import NotFound

from community import clock
from community.db import db, transaction
from community.engagement.activity import Deed
from community.engagement.columnar.verifying import differences
from community.engagement.credibility.keeping import keep_table
from community.engagement.credibility.models import Circle, Discredited
from community.engagement.epochs import Credibility
from community.engagement.ledger import ScoreEntry
from community.engagement.nights import move_on
from community.engagement.reading import lines_of
from community.engagement.record import record
from community.engagement.sentences import what, why
from community.engagement.standing import Part, Standing, Tier, parts, policy_of
from community.following import follow
from community.jobs import run_due
from community.members import Member
from community.moderation.appealing import appeal, decide_appeal
from community.moderation.deciding import Verdict, decide, undo
from community.moderation.models import Decision, Measure, NotForThis, SayWhy, TooClose
from community.moderation.queue import how_much_waits
from community.moderation.reporting import case_on
from community.moderation.ring_finding import find_ring
from community.notifications.models import Notification
from posts.blog.models import Story
from programme.attacks.trial import on_trial
from tests.conftest import joins

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
WORDS = "Each of you likes whatever the others post, within a minute."
STOOD = ("score", "tier", "tier_since", "reached_on", "reviewed_on", *("c", "received", "given", "spend"))


@pytest.fixture(autouse=True)
def on_one_day(app):
    with clock.stopped(NOW):
        yield


def buys(member, amount, days_ago=150):
    at = NOW - timedelta(days=days_ago)
    with transaction():
        for n in range(2):
            where = {"storefront": f"Shop {n}", "category": f"kind {n}"}
            record(Deed.PURCHASE_MADE, by=member, amount=amount // 2, occurred_at=at, **where)


def story_of(author, n=0):
    with transaction():
        it = Story(title=f"{author.name} {n}", author=author, published_at=NOW)
        db.session.add(it)
        record(Deed.STORY_PUBLISHED, by=author, about=it, occurred_at=NOW - timedelta(days=60 - n))
    return it


def likes(giver, thing, days_ago=40):
    with transaction():
        record(Deed.LIKED, by=giver, about=thing, occurred_at=NOW - timedelta(days=days_ago))


@pytest.fixture
def anchors(app):
    """They like who came one and three before them."""
    with clock.stopped(NOW - timedelta(days=200)), transaction():
        people = [joins(f"Anchor{n}") for n in range(12)]
    with transaction():
        theirs = [story_of(one) for one in people]
        for n, one in enumerate(people):
            buys(one, 20_000_00)
            for far in (1, 3):
                likes(one, theirs[n - far])
    return people


@pytest.fixture
def ring(app):
    with clock.stopped(NOW - timedelta(days=200)), transaction():
        return [joins(f"Ring{n}") for n in range(6)]


@pytest.fixture
def circle(anchors, ring, mia):
    """The first of the ring is Super; anchors have liked two of them, they have liked Mia."""
    with transaction():
        things = {one.id: [story_of(one, n) for n in range(3)] for one in ring}
        hers = story_of(mia)
        for one in ring:
            buys(one, 60_000_00)
            likes(one, hers)
            for other in ring:
                for thing in things[other.id] if other is not one else ():
                    likes(one, thing)
        for n, one in enumerate(anchors):
            likes(one, things[ring[n % 2].id][0])
    _night(0)
    with transaction():
        standing = db.session.get_one(Standing, ring[0].id)
        standing.tier, standing.tier_since = Tier.SUPER, NOW - timedelta(days=20)
    return db.session.scalars(select(Circle)).one()


def _night(days):
    with clock.stopped(NOW + timedelta(days=days)):
        keep_table(clock.today())
        move_on(list(db.session.scalars(select(Standing.member_id))), clock.today())


def stood():
    db.session.expire_all()
    columns = [getattr(Standing, name) for name in ("member_id", "epoch", *STOOD)]
    told = db.session.execute(select(*columns).order_by(Standing.member_id)).all()
    lines = select(Credibility.epoch, Credibility.member_id, Credibility.kappa, Credibility.c)
    table = db.session.execute(lines.order_by(Credibility.epoch, Credibility.member_id)).all()
    return [tuple(row) for row in told], [tuple(row) for row in table]


def adds_up():
    sums = dict(
        db.session.execute(
            select(ScoreEntry.member_id, func.sum(ScoreEntry.points)).group_by(ScoreEntry.member_id)
        ).all()
    )
    standings = db.session.scalars(select(Standing)).all()
    return all(it.score == sums.get(it.member_id, 0) for it in standings) and differences() == []


def test_a_circle_waits_in_the_queue_until_somebody_has_said_what_it_is(circle, moderator, browser_of):
    theirs = browser_of(moderator)
    page = theirs.get("/moderation?kind=ring").text
    assert "6 members praise each other" in page
    assert f'href="/circles/{circle.id}"' in page
    assert how_much_waits(moderator) == 1
    find_ring(circle, WORDS, by=moderator)
    assert how_much_waits(moderator) == 0


def test_a_ring_is_found_and_counts_at_once(circle, ring, mia, moderator):
    first, hers = db.session.get_one(Standing, ring[0].id), db.session.get_one(Standing, mia.id)
    was, received = first.score, hers.received
    find_ring(circle, WORDS, by=moderator)
    db.session.expire_all()
    worth = parts(first.measures, policy_of(first))
    assert first.score < was
    assert worth[Part.PURCHASES] > 0
    assert worth[Part.CONTRIBUTION] == worth[Part.RESONANCE] == worth[Part.CREDIBILITY] == 0
    assert first.tier is (Tier.SUPER if first.score >= 750_000 else Tier.STANDARD)
    run_due()  # moments later, of all whom they had praised
    db.session.expire_all()
    assert hers.received < received
    assert adds_up()


def test_the_tier_falls_without_a_review(circle, ring, moderator):
    one = ring[0]
    with transaction():
        record(Deed.PURCHASE_RETURNED, by=one, amount=59_000_00, storefront="Shop 1", category="kind 1")
    assert db.session.get_one(Standing, one.id).tier is Tier.SUPER
    find_ring(circle, WORDS, by=moderator)
    db.session.expire_all()
    assert db.session.get_one(Standing, one.id).tier is Tier.STANDARD
    told = select(Notification.path).where(Notification.member_id == one.id)
    assert "/passport" in db.session.scalars(told).all()


def test_undone_at_once_everything_is_as_it_was(circle, moderator):
    before = stood()
    decisions = find_ring(circle, WORDS, by=moderator)
    run_due()
    assert stood() != before
    for it in decisions:
        undo(it, by=moderator)
    run_due()
    assert stood() == before
    assert adds_up()


def test_an_appeal_that_is_won_gives_all_back_even_after_nights(circle, ring, moderator, nia, app):
    one = ring[0]
    with transaction():
        record(Deed.PURCHASE_RETURNED, by=one, amount=59_000_00, storefront="Shop 1", category="kind 1")
    with on_trial():
        _night(2)
        without = stood()
    decisions = find_ring(circle, WORDS, by=moderator)
    run_due()
    with clock.stopped(NOW + timedelta(minutes=1)):
        run_due()
    _night(2)
    assert db.session.get_one(Standing, one.id).tier is Tier.STANDARD
    assert stood() != without
    with clock.stopped(NOW + timedelta(days=2, hours=1)):
        for it in decisions:
            decide_appeal(appeal(it, "We are a book club."), "So you are.", by=nia, won=True)
        run_due()
    assert stood() == without
    assert db.session.scalar(select(func.count()).select_from(Discredited)) == 0
    assert adds_up()


def test_the_finding_of_one_is_overturned_for_this_one_alone(circle, ring, moderator, nia):
    decisions = find_ring(circle, WORDS, by=moderator)
    with clock.stopped(NOW + timedelta(minutes=1)):
        run_due()
        decide_appeal(appeal(decisions[0], "Not me."), "Not you.", by=nia, won=True)
    left = set(db.session.scalars(select(Discredited.member_id)))
    assert left == {one.id for one in ring} - {decisions[0].member_id}


def test_a_second_finding_holds_when_the_first_is_overturned(circle, ring, moderator, nia):
    one = ring[0]
    first = find_ring(circle, WORDS, by=moderator)[0]
    with clock.stopped(NOW + timedelta(minutes=1)):
        run_due()
        with transaction():
            case = case_on(one, "harm")
        second = decide(case, Verdict(Measure.FRAUD, "harm", "Again."), by=moderator)
        decide_appeal(appeal(first, "No."), "Right.", by=nia, won=True)
        assert db.session.get(Discredited, one.id)
        undo(second, by=moderator)
        assert db.session.get(Discredited, one.id) is None


def test_who_joined_after_the_table_was_made_is_silenced_too(circle, moderator, mia):
    late = joins("Late")
    before = stood()
    with transaction():
        case = case_on(late, "harm")
    made = decide(case, Verdict(Measure.FRAUD, "harm", "A puppet."), by=moderator)
    likes(late, db.session.scalars(select(Story).where(Story.author_id == mia.id)).first(), days_ago=0)
    assert db.session.get_one(Standing, mia.id).received == {row[0]: row for row in before[0]}[mia.id][8]
    undo(made, by=moderator)
    run_due()
    assert stood()[1] == before[1]


def test_words_are_needed_and_nobody_judges_a_ring_of_which_he_is_a_part(circle, ring, moderator, ada):
    with pytest.raises(SayWhy):
        find_ring(circle, " ", by=moderator)
    with pytest.raises(NotFound):
        find_ring(circle, WORDS, by=ada)
    assert db.session.scalar(select(func.count()).select_from(Decision)) == 0


def test_fraud_is_of_a_member_not_of_a_thing(circle, ring, moderator):
    with transaction():
        case = case_on(db.session.scalars(select(Story).where(Story.author == ring[0])).first(), "harm")
    with pytest.raises(NotForThis):
        decide(case, Verdict(Measure.FRAUD, "harm", WORDS), by=moderator)


def test_the_line_says_why_and_what_came_back(circle, ring, moderator, app):
    decisions = find_ring(circle, WORDS, by=moderator)
    undo(decisions[0], by=moderator)
    one = db.session.get_one(Member, decisions[0].member_id)
    with app.test_request_context():
        told = [(what(line, one.id), why(line)) for line in lines_of(one.id) if line.deed is None]
    assert (
        "Fraud was found",
        "What was given to the club, and what others gave, counts nothing; the decision says why",
    ) in told
    assert (
        "A finding of fraud was overturned",
        "All of it counts again, as if nothing had been found",
    ) in told


def test_a_moderator_finds_it_in_the_browser_and_a_member_reads_it(circle, ring, mia, moderator, browser_of):
    page = browser_of(moderator).get(f"/circles/{circle.id}").text
    assert "It is a ring" in page
    assert browser_of(mia).post(f"/circles/{circle.id}/finding", data={"words": WORDS}).status_code == 404
    empty = browser_of(moderator).post(
        f"/circles/{circle.id}/finding", data={"words": ""}, follow_redirects=True
    )
    assert "Say why" in empty.text
    done = browser_of(moderator).post(
        f"/circles/{circle.id}/finding", data={"words": WORDS}, follow_redirects=True
    )
    assert "Fraud was proven of 6 of them" in done.text
    assert "It is a ring" not in done.text
    with clock.stopped(NOW + timedelta(minutes=1)):
        run_due()
        mine = db.session.scalars(select(Decision).where(Decision.member_id == ring[0].id)).one()
        read = browser_of(ring[0]).get(mine.url).text
    assert WORDS in read
    assert "Found to be fraud" in read


def test_who_follows_one_of_them_leaves_it_to_others(circle, ring, moderator):
    follow(ring[0], by=moderator)
    follow(moderator, by=ring[0])
    with pytest.raises(TooClose):
        find_ring(circle, WORDS, by=moderator)
    assert db.session.scalar(select(func.count()).select_from(Discredited)) == 0


def test_programs_of_moderators_find_it_too(circle, ring, mia, moderator, browser_of):
    path = f"/api/v1/circles/{circle.id}/finding"
    assert browser_of(mia).post(path, json={"words": WORDS}).status_code == 404
    assert browser_of(moderator).post(path, json={"words": " "}).status_code == 422
    made = browser_of(moderator).post(path, json={"words": WORDS})
    assert made.status_code == 201
    assert [it["decision"] for it in made.json["decisions"]] == ["fraud"] * 6
    assert browser_of(moderator).post(path, json={"words": WORDS}).json["decisions"] == []
