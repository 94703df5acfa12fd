"""What managers read, from the first click to the list behind a number; and what nobody else reads."""

import re

import pytest
from sqlalchemy import select

from community import clock
from community.audit import AuditEntry
from community.db import db, transaction
from community.engagement.standing import Tier
from community.jobs import run_due
from programme.insights.counting import count_now, last_count
from programme.insights.months import month_of
from tests.conftest import joins
from tests.programme.insights.conftest import rises

HOME = "/programme/insights"
THIS = f"{clock.today():%Y-%m}"
VIEWS = [HOME, f"{HOME}/spending", f"{HOME}/categories", f"{HOME}/cohorts"]
BEHIND = [
    f"members/tier?month={THIS}&tier=super",
    f"members/came?month={THIS}&tier=standard",
    f"members/went?month={THIS}&tier=standard",
    f"members/spent?month={THIS}",
    f"members/spent?month={THIS}&tier=super",
    "members/category?category=bags",
    f"members/cohort?joined={THIS}",
    f"members/cohort?joined={THIS}&month={THIS}",
    f"members/cohort?joined={THIS}&tier=super",
]


@pytest.fixture
def club(ada, ben, mia, pia, buys, counted):
    buys(ada, 1_000, ago=0)
    rises(ada, Tier.SUPER)
    counted()
    return ada, ben, mia


def test_a_new_club_has_none_and_a_manager_need_not_wait_for_the_night(ada, pia, browser_of):
    pias = browser_of(pia)
    for view in VIEWS:
        assert "No figures yet" in pias.get(view).text
    assert pias.post(f"{HOME}/count").location == HOME
    waiting = pias.get(HOME).text
    assert "They are being counted" in waiting
    run_due()
    page = pias.get(HOME).text
    assert "No figures yet" not in page
    assert "and again every night" in page


@pytest.mark.parametrize("view", VIEWS)
def test_each_number_leads_to_a_page_and_each_page_to_its_file(club, pia, browser_of, view):
    pias = browser_of(pia)
    page = pias.get(view).text
    links = set(re.findall(rf'href="({HOME}/members/[^"]+)"', page))
    assert links
    for link in links:
        behind = pias.get(link.replace("&amp;", "&"))
        assert behind.status_code == 200
        assert "data-item" in behind.text, link
    name = view.rsplit("/", 1)[1].replace("insights", "tiers")
    file = pias.get(f"{HOME}/{name}.csv")
    assert file.headers["Content-Type"].startswith("text/csv")
    assert len(file.text.splitlines()) > 1


@pytest.mark.parametrize("path", BEHIND)
def test_who_is_behind_it_is_named_and_taken_along_only_with_a_line_in_the_log(club, pia, browser_of, path):
    pias = browser_of(pia)
    assert 'href="/@ada"' in pias.get(f"{HOME}/{path}").text or "went" in path or "came" in path
    file = pias.get(f"{HOME}/{path.replace('?', '.csv?')}").text
    line = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc()).limit(1)).one()
    assert (line.act, line.by) == ("figures.downloaded", pia.id)
    assert f'"members": {len(file.splitlines()) - 1}' in line.facts
    assert "bags" not in line.about + line.facts


@pytest.mark.parametrize("path", [*VIEWS, *(f"{HOME}/{path}" for path in BEHIND), f"{HOME}/tiers.csv"])
def test_members_read_none_of_it(club, ada, browser_of, path):
    adas = browser_of(ada)
    assert adas.get(path).status_code == 403
    assert adas.get(path.replace("members/", "members/").replace("?", ".csv?")).status_code == 403


def test_members_do_not_have_them_counted(ada, browser_of):
    assert browser_of(ada).post(f"{HOME}/count").status_code == 403
    assert last_count() is None


def test_asked_twice_it_is_counted_once(pia):
    count_now(pia)
    first = last_count().asked_at
    count_now(pia)
    assert last_count().asked_at == first


@pytest.mark.parametrize(
    "path",
    [
        "members/tier",
        "members/tier?month=2026-13&tier=super",
        f"members/tier?month={THIS}&tier=king",
        "members/cohort",
        "members/category",
        "members/everybody",
        "cohorts/2026-99",
        "cohorts/1999-01",
    ],
)
def test_what_names_no_figure_is_not_there(club, pia, browser_of, path):
    assert browser_of(pia).get(f"{HOME}/{path}").status_code == 404


def test_another_period_is_what_was_chosen_and_nonsense_is_the_usual_one(club, pia, browser_of):
    pias = browser_of(pia)
    column = 'class="one-month-value"'
    one = pias.get(f"{HOME}?from={THIS}&to={THIS}").text
    assert one.count(column) == len(Tier)
    usual = pias.get(f"{HOME}?from=soon&to=1066-99").text
    assert usual.count(column) == 12 * len(Tier)
    all_there_are = pias.get(f"{HOME}?from=1066-10&to=2999-01").text
    assert all_there_are.count(column) == 25 * len(Tier)


def test_a_long_list_goes_on(pia, counted, browser_of):
    for n in range(55):
        joins(f"Member{n}")
    counted()
    pias = browser_of(pia)
    first = pias.get(f"{HOME}/members/cohort?joined={THIS}").text
    more = re.search(r'href="([^"]+)" rel="next"', first)[1].replace("&amp;", "&")
    second = pias.get(more).text
    assert first.count("data-item") == 50
    assert second.count("data-item") == 6  # Pia too
    assert not set(re.findall(r'"/@(\w+)"', first)) & set(re.findall(r'"/@(member\w+)"', second))


def test_figures_are_read_in_few_queries_however_many_there_are(
    club, pia, buys, counted, browser_of, queries
):
    pias = browser_of(pia)

    def asked(path: str) -> int:
        with queries() as told:
            assert pias.get(path).status_code == 200
        return len(told)

    paths = [*VIEWS, *(f"{HOME}/{path}" for path in BEHIND)]
    for path in paths:
        asked(path)  # what is read once for all is read
    few = {path: asked(path) for path in paths}
    for n in range(8):
        more = joins(f"More{n}")
        buys(more, 100 + n, kind=f"kind {n}", ago=0)
        rises(more, Tier.SUPER)
    counted()
    assert {path: asked(path) for path in paths} == few
    assert max(few.values()) <= 8


def test_a_name_is_no_formula(pia, counted, browser_of, ada):
    with transaction():
        ada.name = "=1+1"
    counted()
    file = browser_of(pia).get(f"{HOME}/members/tier.csv?month={THIS}&tier=standard").text
    assert "'=1+1" in file


def test_the_same_for_programs(club, ada, pia, browser_of):
    pias = browser_of(pia)
    api = f"/api/v1{HOME}"
    tiers = pias.get(f"{api}/tiers?from={THIS}&to={THIS}").json
    assert tiers["counted_at"]
    supers = next(it for it in tiers["figures"] if it["tier"] == "super")
    assert supers == {
        "month": str(month_of(clock.today())),
        "tier": "super",
        "members": 1,
        "came": 1,
        "went": 0,
    }
    (spent,) = pias.get(f"{api}/spending").json["figures"]
    assert (spent["spent"], spent["tier"], spent["orders"]) == (100_000, "super", 1)
    (bags,) = pias.get(f"{api}/categories").json["figures"]
    assert (bags["name"], bags["kept"], bags["change"]) == ("bags", 100_000, None)
    (cohort,) = pias.get(f"{api}/cohorts").json["figures"]
    assert (cohort["came"], cohort["here"], cohort["super"]) == (4, 4, 1)
    first = pias.get(f"{api}/members/cohort?joined={THIS}&limit=3").json
    rest = pias.get(f"{api}/members/cohort?joined={THIS}&limit=3&cursor={first['next']}").json
    assert len(first["items"]) + len(rest["items"]) == 4
    assert rest["next"] is None
    assert pias.get(f"{api}/members/tier").status_code == 404
    assert pias.post(f"{api}/count").json["asked_at"]
    for path in ("tiers", "spending", "categories", "cohorts", f"members/cohort?joined={THIS}"):
        assert browser_of(ada).get(f"{api}/{path}").status_code == 403
    assert browser_of(ada).post(f"{api}/count").status_code == 403
