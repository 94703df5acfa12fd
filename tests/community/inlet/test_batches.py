"""Whatever stands in a batch, it leaves the rows that its events leave one at a time."""

from datetime import datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, event, exists, func, select

from community.db import Model, db, transaction
from community.engagement.activity import Activity
from community.engagement.ledger import ScoreEntry
from community.engagement.record import record
from community.engagement.standing import Standing
from community.engagement.tallies import BreadthTally, DayTally, GiverTally
from community.inlet import telling
from community.inlet.models import Source
from community.members import Member
from community.products.models import Storefront
from community.realtime import socketio
from tests.community.inlet.conftest import NOON, purchase

KEPT = (ScoreEntry, DayTally, BreadthTally, GiverTally, Standing, Activity, Storefront)
keys = st.sampled_from([f"k{n}" for n in range(8)])
members = st.sampled_from(["ada", "mia", "ada@example.org", "nobody-here"])
moments = st.sampled_from([0, 1, 1, 29, 31, 364, 365, 400]).map(
    lambda days: (datetime.fromisoformat(NOON) - timedelta(days=days)).isoformat()
)


def events(deeds, **more):
    what = {"key": keys, "member": members, "deed": st.sampled_from(deeds), "occurred_at": moments}
    return st.fixed_dictionaries({**what, **more})


bought = events(
    ["purchase.made", "purchase.returned"],
    amount=st.sampled_from([-5, 1, 100_00, 20_000_00, 900_000_00]),
    storefront=st.sampled_from(["", "Flagship", "flag-ship", "Outlet"]),
    category=st.sampled_from(["", "Bags"]),
)
returns = events(["purchase.returned", "purchase.made"], reverses=keys)
reviews = events(["review.written", "storefront.visited", "review.told"], storefront=st.just("Outlet"))
favours = events(["share.visited"], counterparty=st.sampled_from(["", "mia", "ada", "nobody-here"]))
undone = events(["review.written", "share.visited"], reverses=keys)
batches = st.lists(st.one_of(bought, returns, reviews, favours, undone), min_size=1, max_size=14)


@settings(
    max_examples=25,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(before=batches, batch=batches)
def test_a_batch_leaves_the_rows_that_its_events_leave_one_at_a_time(
    tells, monkeypatch, ada, mia, before, batch
):
    forgotten()
    at_once = [tells(*before), tells(*batch)]
    rows = kept()
    forgotten()
    with monkeypatch.context() as patched:
        patched.setattr(telling, "record_many", by_the_verb)
        one_by_one = [[tells(it)[0] for it in some] for some in (before, batch)]
    assert at_once == one_by_one
    assert rows == kept()


def by_the_verb(told):
    """As whatever is done in the club itself."""
    for row in told:
        plain = {name: value for name, value in row.items() if not name.endswith("_id")}
        whom = row["counterparty_id"] and db.session.get_one(Member, row["counterparty_id"])
        record(by=db.session.get_one(Member, row["member_id"]), to=whom, **plain)


def kept():
    """All that follows from what was told, but for the numbers of rows and who stands nowhere yet."""
    db.session.expire_all()
    lines = select(Activity.key, *columns_of(ScoreEntry)).join(Activity).order_by(ScoreEntry.id)
    told = select(*columns_of(Activity)).order_by(Activity.id)
    sums = {kind: sorted(map(repr, db.session.execute(select(*columns_of(kind))))) for kind in KEPT[1:4]}
    standings = select(*columns_of(Standing)).where(exists().where(DayTally.member_id == Standing.member_id))
    standings = standings.order_by(Standing.member_id)
    counts = db.session.execute(select(Source.kept, Source.refused)).all()
    return [*map(list, map(db.session.execute, (lines, told, standings))), sums, counts]


def columns_of(kind: type[Model]):
    return [column for column in kind.__table__.columns if column.name not in {"id", "activity_id"}]


def forgotten():
    with transaction():
        for kind in KEPT:
            db.session.execute(delete(kind))
        for source in db.session.scalars(select(Source)):
            source.kept = source.refused = 0
    db.session.expire_all()


def test_a_member_hears_once_how_far_a_batch_moved_her(app, tells, ada, mia, browser_of):
    adas, mias = (socketio.test_client(app, flask_test_client=browser_of(one)) for one in (ada, mia))
    taken_back = purchase("o9", member="mia"), purchase("r9", member="mia", reverses="o9")
    tells(*orders(0, 1), *orders(2, 3), *orders(4, 5), *taken_back)
    (news,) = heard(adas)
    assert news == {"score": sum_of_lines(ada) // 1000, "moved": sum_of_lines(ada), "url": "/passport"}
    assert heard(mias) == []


def heard(screen):
    return [news["args"][0] for news in screen.get_received() if news["name"] == "score.moved"]


def sum_of_lines(member):
    return db.session.scalar(select(func.sum(ScoreEntry.points)).where(ScoreEntry.member_id == member.id))


def test_a_large_batch_asks_no_more_than_a_small_one(tells, ada, mia):
    tells(*orders(0, 6))  # from here on the shops and the members are known
    assert asked_by(tells, orders(6, 12)) == asked_by(tells, orders(12, 120))


def test_of_many_reviews_it_is_asked_once_whether_anybody_outside_hears(tells, ada):
    tells(*reviews(0, 2))
    assert asked_by(tells, reviews(2, 4)) == asked_by(tells, reviews(4, 40))


def reviews(begin, end):
    return [
        {"key": f"r{n}", "member": "ada", "deed": "review.written", "occurred_at": NOON}
        for n in range(begin, end)
    ]


def asked_by(tells, told):
    asked = []
    event.listen(db.engine, "before_cursor_execute", listener := lambda *words: asked.append(words[2]))
    try:
        assert {status for status, _code in tells(*told)} == {"accepted"}
    finally:
        event.remove(db.engine, "before_cursor_execute", listener)
    return len(asked)


def orders(begin, end):
    return [
        purchase(f"o{n}", member=("ada", "mia")[n % 2], amount=100_00 + n, storefront=f"Shop {n % 3}")
        for n in range(begin, end)
    ]
