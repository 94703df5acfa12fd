"""Ada reads her week: a story, a ring's likes, an order, its return, a reply that was removed."""

from datetime import UTC, datetime, timedelta

import pytest

from community import clock
from community.db import db, transaction
from community.engagement.activity import Deed
from community.engagement.next_steps import next_steps
from community.engagement.record import record, take_back
from community.engagement.standing import Standing
from community.engagement.weekly import Sort, week_of


@pytest.fixture
def week(app, ada, ben, mia):
    """Told on its days; Ben and Ada like each other's, Mia only hers."""
    now = datetime.now(UTC)

    def told(days_ago, deed, by, **more):
        with clock.stopped(now - timedelta(days=days_ago)), transaction():
            record(deed, by=by, **more)

    told(9, Deed.STORY_PUBLISHED, ada)
    told(6, Deed.STORY_PUBLISHED, ada)
    told(5, Deed.LIKED, ben, to=ada)
    told(5, Deed.LIKED, ada, to=ben)
    told(4, Deed.LIKED, mia, to=ada)
    told(3, Deed.PURCHASE_MADE, ada, amount=80_000_00, storefront="Flagship", key="order")
    told(2, Deed.PURCHASE_RETURNED, ada, amount=30_000_00, storefront="Flagship", key="back")
    told(1, Deed.REPLY_WRITTEN, ada, key="reply")
    with clock.stopped(now), transaction():
        take_back("reply", by=ben)
    return ada


def test_a_week_is_told_by_kinds_that_sum_to_it(week):
    told = {one.sort: one for one in week_of(week.id)}
    standing = db.session.get_one(Standing, week.id)
    assert sum(one.points for one in told.values()) == standing.score - 10_000
    assert told[Sort.WORK].times == 2
    assert (told[Sort.FAVOURS].times, told[Sort.FAVOURS].points) == (2, 4000)
    assert (told[Sort.ANSWERS].times, told[Sort.ANSWERS].points) == (1, -1500)
    assert told[Sort.SENT_BACK].points < 0 < told[Sort.BOUGHT].points
    assert (told[Sort.TAKEN_BACK].times, told[Sort.TAKEN_BACK].points) == (1, -3000)


def test_her_passport_says_so_in_sentences(week, browser_of):
    page = browser_of(week).get("/passport").text
    assert "You returned 1 favour: what it had given you counts a quarter now" in page
    assert "You returned 1 order" in page
    assert "1 thing was removed or taken back" in page
    assert "Credibility" in page


@pytest.mark.parametrize("page", ["", "/weeks", "/next", "/rules"])
def test_every_page_opens_for_who_has_nothing_and_for_who_has_much(week, mia, browser_of, page):
    for member in (week, mia):
        assert browser_of(member).get(f"/passport{page}").status_code == 200


def test_the_next_steps_are_those_that_still_count_today(ada):
    with transaction():
        record(Deed.REVIEW_WRITTEN, by=ada)
    standing = db.session.get_one(Standing, ada.id)
    steps = {step.what: step for step in next_steps(standing, clock.today())}
    assert Deed.REVIEW_WRITTEN not in steps
    assert steps[Deed.STORY_PUBLISHED].left == 2
    for step in steps.values():
        assert step.points > 0


def test_a_full_part_is_not_recommended(ada):
    standing = db.session.get_one(Standing, ada.id)
    standing.given, standing.storefronts = 600_000, 40
    assert {step.what for step in next_steps(standing, clock.today())} == {"favour", "category", "purchase"}


def test_what_is_recommended_gives_what_it_says(ada):
    standing = db.session.get_one(Standing, ada.id)
    (best, *_others) = next_steps(standing, clock.today())
    with transaction():
        record(Deed(best.what), by=ada)
    assert db.session.get_one(Standing, ada.id).score == best.points


def test_who_is_there_reads_when_she_rises_and_whose_year_ends_what_is_missing(ada, browser_of):
    with transaction():
        record(Deed.PURCHASE_MADE, by=ada, amount=100_000_00, key="order", storefront="Flagship")
    assert "Enough for Super for 0 days of 7" in browser_of(ada).get("/passport").text
    with transaction():
        db.session.get_one(Standing, ada.id).tier = "super"
        take_back("order", by=ada)
    assert "To stay Super you need 750 more points" in browser_of(ada).get("/passport").text


def test_programs_read_the_same(week, browser_of):
    browser = browser_of(week)
    answer = browser.get("/api/v1/members/ada/score").json
    assert sum(answer["parts"].values()) == db.session.get_one(Standing, week.id).score / 1000
    told = browser.get("/api/v1/me/score/week").json
    assert {"work", "answers", "taken_back"} <= {one["sort"] for one in told["moved"]}
    assert len(browser.get("/api/v1/me/score/weeks").json["weeks"]) == 52
    assert browser.get("/api/v1/me/score/steps").json["steps"][0]["points"] > 0
    assert browser.get("/api/v1/score/rules").json["tiers"]["super"] == 1000


def test_nobody_reads_anothers(week, mia, browser_of):
    assert browser_of(mia).get("/api/v1/members/ada/score").status_code == 404
