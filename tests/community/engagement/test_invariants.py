"""What must hold of the score whatever happens, in whatever order it is told, however often."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from community import clock
from community.db import db, transaction
from community.engagement.activity import Deed
from community.engagement.ledger import ScoreEntry
from community.engagement.policy import MILLI, policy_on
from community.engagement.recomputing import measures_from_tallies, move_window
from community.engagement.record import record
from community.engagement.standing import Standing
from tests.conftest import joins

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
HIGHEST = 4000 * MILLI
PEOPLE = 3
FAVOURS = (Deed.LIKED, Deed.ITEM_COLLECTED, Deed.REPLY_WRITTEN)
WORKS = (Deed.STORY_PUBLISHED, Deed.LIST_PUBLISHED, Deed.TOPIC_OPENED)
ORDERS = (Deed.PURCHASE_MADE, Deed.PURCHASE_RETURNED)

numbers = count()
quickly = settings(
    max_examples=50,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@dataclass(frozen=True)
class Event:
    """Somebody does something to somebody; `undoes` is the event, by its name, that it takes back."""

    name: str
    deed: Deed
    by: int
    to: int
    amount: int
    shop: str | None
    category: str | None
    days_ago: int
    hours_east: int
    undoes: str | None = None


@st.composite
def stories(draw, least=1, most=10):
    """Some events; about a quarter take another back, which may itself be a taking back, or not be told."""
    events = []
    for n in range(draw(st.integers(least, most))):
        events.append(draw(things(f"e{n}")))
        if draw(st.integers(0, 3)) == 0:
            undone = draw(st.sampled_from([event.name for event in events] + ["never-told"]))
            events.append(draw(things(f"r{n}", undoes=undone)))
    return events


@st.composite
def things(draw, name, undoes=None):
    return Event(
        name=name,
        deed=draw(st.sampled_from(FAVOURS + WORKS + ORDERS)),
        by=draw(st.integers(0, PEOPLE - 1)),
        to=draw(st.integers(0, PEOPLE - 1)),
        amount=draw(st.sampled_from([1, 99, 100, 25_000, 1_234_567, 40_000_000])),
        shop=draw(st.sampled_from([None, "flagship", "outlet"])),
        category=draw(st.sampled_from([None, "bags", "care"])),
        days_ago=draw(st.sampled_from([0, 1, 30, 360, 363, 364, 365, 366, 500])),
        hours_east=draw(st.sampled_from([-11, 0, 8, 13])),
        undoes=undoes,
    )


@pytest.fixture(autouse=True)
def on_one_day(app):
    with clock.stopped(NOW):
        yield


class Club:
    """Three new members, and what happens to them."""

    def __init__(self):
        self.mark = f"club{next(numbers)}"
        self.people = [joins(f"{self.mark} {n}") for n in range(PEOPLE)]

    def tell(self, *events):
        for event in events:
            zone = timezone(timedelta(hours=event.hours_east))
            favour = event.deed in FAVOURS
            with transaction():
                record(
                    event.deed,
                    by=self.people[event.by],
                    to=self.people[event.to] if favour else None,
                    key=f"{self.mark}:{event.name}",
                    reverses=event.undoes and f"{self.mark}:{event.undoes}",
                    amount=event.amount if event.deed in ORDERS else 0,
                    storefront=event.shop,
                    category=event.category,
                    occurred_at=(NOW - timedelta(days=event.days_ago)).astimezone(zone),
                )
        return self

    def standings(self):
        db.session.expire_all()
        return [db.session.get_one(Standing, member.id) for member in self.people]

    def result(self):
        return [(standing.score, dict(standing.measures)) for standing in self.standings()]


@quickly
@given(st.data())
def test_the_order_in_which_it_is_told_does_not_matter(app, data):
    events = data.draw(stories())
    shuffled = data.draw(st.permutations(events))
    assert Club().tell(*events).result() == Club().tell(*shuffled).result()


@quickly
@given(stories())
def test_told_twice_is_told_once(app, events):
    club = Club().tell(*events)
    once = club.result()
    assert club.tell(*events, *reversed(events)).result() == once


@quickly
@given(stories(most=8), things("x"), st.booleans(), st.booleans())
def test_what_is_taken_back_before_or_after_was_never_there(app, events, thing, before, twice):
    undoing = [Event(**{**vars(thing), "name": name, "undoes": "x"}) for name in ("u1", "u2")[: 1 + twice]]
    both = [*undoing, thing] if before else [thing, *undoing]
    half = len(events) // 2
    club = Club().tell(*events[:half], *both, *events[half:])
    assert club.result() == Club().tell(*events).result()


@quickly
@given(stories(most=8), things("x"), st.permutations(["x", "u", "uu"]))
def test_a_reversal_that_is_reversed_gives_back(app, events, thing, order):
    told = {
        "x": thing,
        "u": Event(**{**vars(thing), "name": "u", "undoes": "x"}),
        "uu": Event(**{**vars(thing), "name": "uu", "undoes": "u"}),
    }
    club = Club().tell(*events, *(told[name] for name in order))
    assert club.result() == Club().tell(*events, thing).result()


@quickly
@given(stories())
def test_after_every_event_the_score_is_what_a_recount_says_and_its_lines_sum_to_it(app, events):
    club = Club()
    for event in events:
        club.tell(event)
        for standing in club.standings():
            recount = measures_from_tallies(standing.member_id, standing.since, policy_on(NOW.date()))
            assert standing.measures == recount
            assert standing.score == sum_of_lines(standing.member_id)
            assert 0 <= standing.score <= HIGHEST


@quickly
@given(stories(), st.integers(1, 400))
def test_when_the_window_moves_it_is_a_recount_of_the_window(app, events, days):
    club = Club().tell(*events)
    later = NOW + timedelta(days=days)
    with clock.stopped(later):
        for member in club.people:
            move_window(member.id, later.date())
        for standing in club.standings():
            recount = measures_from_tallies(standing.member_id, standing.since, policy_on(later.date()))
            assert standing.measures == recount
            assert standing.score == sum_of_lines(standing.member_id)
            assert 0 <= standing.score <= HIGHEST


@quickly
@given(stories(), things("x"))
def test_a_return_never_raises_and_a_purchase_or_a_favour_never_lowers(app, events, thing):
    club = Club().tell(*events)
    before = [score for score, _ in club.result()]
    after = [score for score, _ in club.tell(thing).result()]
    for old, new in zip(before, after, strict=True):
        assert new <= old if thing.deed is Deed.PURCHASE_RETURNED else new >= old


@quickly
@given(stories(most=5), stories(most=5))
def test_two_books_told_one_after_the_other_are_their_union(app, one, other):
    renamed = [
        Event(**{**vars(event), "name": f"o{event.name}", "undoes": event.undoes and f"o{event.undoes}"})
        for event in other
    ]
    assert Club().tell(*one, *renamed).result() == Club().tell(*renamed, *one).result()


def test_nothing_that_happened_is_worth_nothing(app):
    assert all(score == 0 for score, _ in Club().result())


@pytest.mark.parametrize("order", ["xuv", "uxv", "uvx"])
def test_what_two_take_back_is_taken_back_once(app, order):
    club = Club()
    told = {"x": story("x", None), "u": story("u", "x"), "v": story("v", "x"), "y": story("y", None)}
    club.tell(told["y"], *(told[name] for name in order))
    assert club.result() == Club().tell(told["y"]).result()


def test_what_claims_to_undo_itself_or_each_other_is_worth_nothing(app):
    club = Club()
    for name, undoes in (("self", "self"), ("a", "b"), ("b", "a")):
        club.tell(story(name, undoes))
    assert all(score == 0 for score, _ in club.result())


def test_a_day_is_counted_in_utc_both_when_it_is_told_and_when_it_is_taken_back(app):
    """At one o'clock in Shanghai it is still the day before: told without that in mind, a cap is lost."""
    club = Club()
    night = datetime(2026, 5, 2, 1, tzinfo=timezone(timedelta(hours=8)))
    with transaction():
        record(Deed.STORY_PUBLISHED, by=club.people[0], key=f"{club.mark}:night", occurred_at=night)
    club.tell(story("undo", "night"))
    (standing, *_) = club.standings()
    assert standing.measures == measures_from_tallies(
        standing.member_id, standing.since, policy_on(NOW.date())
    )
    assert sum_of_lines(standing.member_id) == standing.score == 0


def story(name, undoes):
    return Event(name, Deed.STORY_PUBLISHED, 0, 0, 0, None, None, days_ago=0, hours_east=0, undoes=undoes)


def sum_of_lines(member_id):
    lines = select(func.coalesce(func.sum(ScoreEntry.points), 0)).where(ScoreEntry.member_id == member_id)
    return db.session.scalar(lines)
