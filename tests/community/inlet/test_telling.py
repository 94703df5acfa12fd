"""What other sites tell counts once, whatever else stood in the batch and whatever came first."""

import pytest
from sqlalchemy import func, select

from community.db import db
from community.engagement.activity import Activity
from community.engagement.ledger import ScoreEntry
from community.engagement.policy import policy_on
from community.engagement.recomputing import measures_from_tallies
from community.engagement.standing import Standing
from community.products.customers import is_customer
from tests.community.inlet.conftest import NOON, purchase

OK, AGAIN = ("accepted", None), ("duplicate", None)


def score_of(member):
    db.session.expire_all()
    standing = db.session.get(Standing, member.id)
    if not standing:
        return 0
    lines = db.session.scalar(select(func.sum(ScoreEntry.points)).where(ScoreEntry.member_id == member.id))
    assert standing.score == (lines or 0)
    recount = measures_from_tallies(member.id, standing.since, policy_on(standing.since))
    assert standing.measures == recount
    return standing.points


def test_a_purchase_at_the_mall_moves_the_score_and_stands_in_the_passport(tells, ada, browser_of):
    before = score_of(ada)
    assert tells(purchase()) == [OK]
    assert score_of(ada) - before == 500 + 10 + 15
    page = browser_of(ada).get("/passport").text
    assert "You bought at Flagship" in page


def test_told_twice_it_counts_once_within_a_batch_and_after_it(tells, ada):
    assert tells(purchase(), purchase()) == [OK, AGAIN]
    once = score_of(ada)
    assert tells(purchase()) == [AGAIN]
    assert score_of(ada) == once


@pytest.mark.parametrize(
    "other", [{"amount": 1}, {"member": "mia"}, {"storefront": "Outlet"}, {"deed": "purchase.returned"}]
)
def test_the_same_key_with_other_content_is_a_conflict_and_changes_nothing(tells, ada, mia, other):
    assert tells(purchase(), purchase(**other)) == [OK, ("refused", "conflict")]
    once = score_of(ada)
    assert tells(purchase(**other)) == [("refused", "conflict")]
    assert score_of(ada) == once


def test_what_is_wrong_is_said_and_the_good_ones_are_kept(mall, ada):
    batch = [
        purchase("good"),
        purchase("who", member="nobody-here"),
        purchase("money", currency="XYZ"),
        purchase("soon", occurred_at="2999-01-01T00:00:00Z"),
        purchase("old", occurred_at="1970-01-01T00:00:00Z"),
        purchase("zone", occurred_at="2026-11-11T12:00:00"),
        purchase("number", occurred_at=1_700_000_000),
        purchase("deed", deed="member.joined"),
        purchase("less", amount=-5),
        purchase("half", amount=1.5),
        {"key": "bare", "member": "ada", "deed": "purchase.made", "occurred_at": NOON},
        purchase("more", colour="red"),
        purchase(" "),
        purchase("zero\0"),
        purchase("visit", deed="storefront.visited"),
        {"key": "where", "member": "ada", "deed": "storefront.visited", "occurred_at": NOON},
        purchase("self", reverses="self"),
        7,
        None,
        purchase("last"),
    ]
    told = mall.post("/activity", {"source": "mall", "events": batch}).json
    assert told["accepted"] == 2
    assert [it["status"] for it in told["results"]] == ["accepted", *["refused"] * 18, "accepted"]
    codes = [it["code"] for it in told["results"][1:5]]
    assert codes == ["unknown_member", "unknown_currency", "in_the_future", "too_old"]
    assert {it["code"] for it in told["results"][5:19]} == {"invalid"}
    assert all(it["error"] for it in told["results"][1:19])
    assert "2026-11-11T22:05:00+08:00" in told["results"][5]["error"]
    assert told["results"][8]["error"].startswith("amount: ")
    assert told["results"][17]["key"] is None
    kept = db.session.scalars(select(Activity.key).where(Activity.key.startswith("inlet:"))).all()
    assert set(kept) == {"inlet:mall:good", "inlet:mall:last"}


def test_what_was_refused_counts_once_it_is_mended(tells, ada):
    assert tells(purchase(currency="XYZ")) == [("refused", "unknown_currency")]
    assert tells(purchase()) == [OK]
    assert score_of(ada) == 525


def test_a_part_that_came_back_is_less_kept(tells, ada):
    returned = purchase("r1", deed="purchase.returned", amount=10_000_00)
    assert tells(returned, purchase()) == [OK, OK]
    assert score_of(ada) == 250 + 25


@pytest.mark.parametrize("order", ["or", "ro", "o|r", "r|o"])
def test_a_purchase_taken_back_was_never_there_whichever_came_first(tells, ada, order):
    events = {"o": purchase(), "r": purchase("r1", deed="purchase.returned", reverses="o1")}
    for batch in order.split("|"):
        assert tells(*(events[name] for name in batch)) == [OK] * len(batch)
    assert score_of(ada) == 0
    assert tells(*events.values()) == [AGAIN, AGAIN]


def test_what_takes_back_must_fit_what_it_takes_back(tells, ada, mia):
    assert tells(purchase()) == [OK]
    wrong = ("refused", "wrong_reversal")
    taking = {"deed": "purchase.returned", "reverses": "o1"}
    assert tells(
        purchase("r1", **taking, member="mia"),
        purchase("r2", **taking, amount=1),
        {"key": "r3", "member": "ada", "deed": "review.written", "occurred_at": NOON, "reverses": "o1"},
    ) == [wrong, wrong, wrong]
    assert score_of(ada) == 525


def test_another_source_takes_nothing_back_that_is_not_its_own(app, peizhi, tells, ada):
    from community.inlet.sources import add_source
    from community.inlet.telling import tell

    tells(purchase())
    travel, _word = add_source("travel", by=peizhi)
    tell(travel, [purchase("r1", deed="purchase.returned", reverses="o1")])
    assert score_of(ada) == 525


def test_money_of_other_countries_is_counted_in_cny(tells, ada):
    assert tells(purchase(amount=2_000_00, currency="USD"), purchase("jp", amount=1000, currency="JPY")) == [
        OK,
        OK,
    ]
    db.session.expire_all()
    assert db.session.get_one(Standing, ada.id).spend == 2_000_00 * 712 // 100 + 1000 * 100 * 470 // 10_000


def test_a_member_is_known_by_handle_address_or_customer_number(tells, ada):
    is_customer("ada", "C-77", source="mall")
    names = ["ada", "@Ada", "ADA@example.org", "C-77"]
    assert tells(*(purchase(f"k{n}", member=name) for n, name in enumerate(names))) == [OK] * 4
    assert score_of(ada) == 500 + 60_000 * 700 // 80_000 + 25


def test_visits_reviews_and_shares_come_in_too(tells, ada, mia):
    def did(key, deed, **more):
        return {"key": key, "member": "ada", "deed": deed, "occurred_at": NOON, **more}

    told = tells(
        did("v", "storefront.visited", storefront="Flagship"),
        did("w", "review.written", product="Kettle"),
        did("x", "review.written", product="Teapot"),
        did("s", "share.visited", product="Kettle"),
        did("t", "share.visited", counterparty="mia"),
    )
    assert told == [OK] * 5
    assert score_of(ada) == 20 + 4 + 4  # one review a day counts
    assert score_of(mia) == 2


def test_many_at_once_are_worth_what_they_are_one_by_one(tells, ada, mia):
    events = [
        purchase(f"o{n}", member=("ada", "mia")[n % 2], amount=100_00 * n, storefront=f"Shop {n % 3}")
        for n in range(1, 20)
    ]
    events += [{**purchase(f"r{n}"), "deed": "purchase.returned", "amount": 500_00} for n in range(3)]
    tells(*events)
    together = score_of(ada), score_of(mia)
    lines = db.session.scalar(select(func.count(ScoreEntry.id)))
    db.session.execute(db.text("DELETE FROM score_entry"))
    for table in ("day_tally", "breadth_tally", "standing"):
        db.session.execute(db.text(f"DELETE FROM {table}"))
    db.session.execute(db.text("DELETE FROM activity"))
    db.session.commit()
    for event in events:
        tells(event)
    assert (score_of(ada), score_of(mia)) == together
    assert db.session.scalar(select(func.count(ScoreEntry.id))) == lines
