"""What must hold of the score whatever happens, in whatever order it is told, however often."""

import os
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import count

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st
from sqlalchemy import delete, func, select

from community import clock
from community.db import db, transaction
from community.engagement.activity import Deed
from community.engagement.epochs import Credibility
from community.engagement.favours import weigh
from community.engagement.ledger import ScoreEntry
from community.engagement.nights import Because, move_on, move_window
from community.engagement.policy import MILLI, policy_on
from community.engagement.reading import lines_of
from community.engagement.recomputing import measures_from_tallies
from community.engagement.record import record
from community.engagement.standing import Standing, parts
from tests.conftest import joins

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
HIGHEST = 4000 * MILLI
PEOPLE = 3
HISTORIES, EACH = int(os.environ.get("HISTORIES", "500")), 250
FAVOURS = (Deed.LIKED, Deed.ITEM_COLLECTED, Deed.REPLY_WRITTEN)
WORKS = (Deed.STORY_PUBLISHED, Deed.LIST_PUBLISHED, Deed.TOPIC_OPENED)
ORDERS = (Deed.PURCHASE_MADE, Deed.PURCHASE_RETURNED)

numbers = count()
quickly = settings(
    max_examples=20,
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
        days_ago=draw(st.sampled_from([0, 1, 2, 29, 30, 31, 32, 334, 335, 363, 364, 365, 366, 500])),
        hours_east=draw(st.sampled_from([-11, 0, 8, 13])),
        undoes=undoes,
    )


tables = st.lists(
    st.none() | st.tuples(st.integers(0, MILLI), st.integers(0, MILLI)), min_size=PEOPLE, max_size=PEOPLE
)
days = st.dictionaries(st.dates(date(2026, 1, 1), date(2026, 4, 1)), st.integers(1, 3), max_size=6)


def worth(favours, back, within, resonance):
    weighed = weigh(favours, back, within, date(2025, 1, 1))
    return resonance.points(weighed.whole, weighed.returned)


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

    def ids(self):
        return [member.id for member in self.people]

    def weighs(self, table):
        """A night's table: for each member kappa and c, or nothing of one who came later."""
        with transaction():
            for member_id, line in zip(self.ids(), table, strict=True):
                if line:
                    kappa, c = line
                    row = Credibility(epoch=clock.today(), member_id=member_id, kappa=kappa, c=c)
                    db.session.add(row)
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
        is_right(club, NOW.date())


@pytest.mark.slow
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("part", range(-(-HISTORIES // EACH)))
def test_of_many_histories_as_well(app, part):
    """`HISTORIES=10000` in the environment draws as many."""

    @seed(part)
    @settings(quickly, max_examples=EACH, derandomize=False, database=None)
    @given(stories(most=8), tables, stories(most=3))
    def tells(events, table, later):
        club = Club().tell(*events)
        club.weighs(table)
        move_on(club.ids(), clock.today())
        is_right(club, clock.today())
        club.tell(*(replace(event, name=f"l{event.name}", undoes=None) for event in later))
        is_right(club, clock.today())
        with transaction():
            db.session.execute(delete(Credibility))

    tells()


def is_right(club, today):
    """Counted as it came in is counted from the beginning; the lines sum to it; it keeps its bounds."""
    for standing in club.standings():
        assert standing.measures == measures_from_tallies(
            standing.member_id, standing.since, policy_on(today)
        )
        assert standing.score == sum(parts(standing.measures, policy_on(today)).values())
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
        is_right(club, later.date())


@quickly
@given(stories(), things("x"))
def test_a_return_never_raises_and_a_purchase_or_a_favour_never_lowers(app, events, thing):
    """But who returns a favour may lower what that favour had given her."""
    club = Club().tell(*events)
    before = [score for score, _ in club.result()]
    after = [score for score, _ in club.tell(thing).result()]
    for who, (old, new) in enumerate(zip(before, after, strict=True)):
        if thing.deed is Deed.PURCHASE_RETURNED:
            assert new <= old
        elif thing.deed not in FAVOURS or who != thing.by:
            assert new >= old


@quickly
@given(stories(), st.lists(tables, min_size=1, max_size=3), stories(most=4))
def test_a_new_table_of_credibility_is_a_recount_by_that_table(app, events, nights, later):
    """And what is told after it counts by it, too."""
    club = Club().tell(*events)
    for night, table in enumerate(nights, 1):
        with clock.stopped(NOW + timedelta(days=night)):
            club.weighs(table)
            move_on(club.ids(), clock.today())
            is_right(club, clock.today())
    with clock.stopped(NOW + timedelta(days=len(nights))):
        club.tell(*(replace(event, name=f"l{event.name}", undoes=None) for event in later))
        is_right(club, clock.today())


@quickly
@given(stories(), tables)
def test_a_score_says_which_points_a_new_table_moved(app, events, table):
    club = Club().tell(*events)
    before = [score for score, _ in club.result()]
    club.weighs(table)
    move_on(club.ids(), clock.today())
    for member, old, standing in zip(club.people, before, club.standings(), strict=True):
        epoch = [line.points for line in lines_of(member.id) if line.why["of"] == Because.EPOCH]
        assert old + sum(epoch) == standing.score


@quickly
@given(stories(most=8), tables, st.permutations(range(PEOPLE)))
def test_members_renamed_are_scores_renamed(app, events, table, places):
    club, renamed = Club(), Club()
    renamed.people = [renamed.people[places.index(place)] for place in range(PEOPLE)]
    for one in (club, renamed):
        one.weighs(table)
        one.tell(*events)
    assert club.result() == renamed.result()


@quickly
@given(stories(most=8), tables)
def test_who_is_told_first_and_weighed_later_has_the_same_score(app, events, table):
    first, then = Club(), Club()
    first.tell(*events)
    for club in (first, then):
        club.weighs(table)
        move_on(club.ids(), clock.today())
    then.tell(*events)
    assert first.result() == then.result()


@given(days, days, st.dates(date(2026, 1, 1), date(2026, 4, 1)), st.integers(0, 60))
def test_no_favour_given_or_returned_ever_lowers_what_a_pair_is_worth(given_, back, day, within):
    resonance = policy_on(NOW.date()).resonance
    more = {**given_, day: given_.get(day, 0) + 1}
    before, after = (worth(one, back, within, resonance) for one in (given_, more))
    assert 0 <= before <= after <= resonance.per_giver * MILLI
    assert worth(given_, {**back, day: 1}, within, resonance) <= before


@given(days)
def test_a_ring_gains_at_most_a_quarter_of_what_one_way_gives(favours):
    resonance = policy_on(NOW.date()).resonance
    one_way = worth(favours, {}, 30, resonance)
    assert 4 * worth(favours, favours, 30, resonance) <= one_way


@given(st.integers(0, 40), st.integers(0, 40), st.integers(0, MILLI))
def test_a_giver_gives_at_most_four_points_times_what_the_word_weighs(whole, returned, kappa):
    resonance = policy_on(NOW.date()).resonance
    assert 0 <= resonance.points(whole, returned, kappa) <= 4 * kappa


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
