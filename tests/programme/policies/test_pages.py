"""From the first click to the last: one proposes and sees, another signs, members read what changes."""

from datetime import timedelta

import pytest

from community import clock
from community.engagement.policy import policy_on
from community.jobs import run_due
from programme.policies.writing import shown
from tests.programme.policies.conftest import REVIEWS_COUNT_MORE, written

PAGES = ["/programme/policies", "/programme/policies/new", "/programme/policies/new?as=text"]


@pytest.fixture
def form(app) -> dict[str, str]:
    begins = clock.today() + timedelta(days=10)
    said = shown(policy_on(clock.today())) | {"name": "club-next", "from": str(begins)}
    return said | {"because": "Reviews help us all.", "contribution.review.written.points": "40"}


def test_a_change_from_the_first_click_to_what_members_read(club, pia, pol, form, browser_of):
    ada, *_ = club
    pias, pols, adas = browser_of(pia), browser_of(pol), browser_of(ada)
    assert "No change was ever proposed" in pias.get("/programme/policies").text
    assert 'name="tiers.super"' in pias.get("/programme/policies/new").text
    at = pias.post("/programme/policies", data=form).location
    waiting = pias.get(at)
    assert "Everybody is counted by it" in waiting.text
    assert waiting.headers["Refresh"] == "3"
    run_due()
    page = pias.get(at)
    assert "Refresh" not in page.headers
    assert "A review of what was bought and kept" in page.text
    assert "20 → 40" in page.text
    assert "somebody else reads and signs it" in page.text
    assert "What changes on" not in adas.get("/passport/rules").text
    mark = pols.get(at).text.split('name="looked_at" value="')[1].split('"')[0]
    assert pols.post(f"{at}/signature", data={"looked_at": mark}).status_code == 303
    run_due()
    assert "on the score counts a little differently: read what changes" in adas.get("/notifications").text
    rules = adas.get("/passport/rules").text
    assert "What changes on" in rules
    assert "Reviews help us all." in rules
    assert "40 points, 1 a day" in rules
    assert "Signed and coming: club-next" in pias.get("/programme/policies").text
    assert adas.get("/api/v1/score/rules/coming").json["name"] == "club-next"


def test_every_fault_stands_at_its_field_and_what_was_written_is_kept(pia, form, browser_of):
    wrong = form | {"tiers.keep": "many", "caps.purchases": "2400", "purchases.curve": "0 0\n1000"}
    answer = browser_of(pia).post("/programme/policies", data=wrong)
    assert answer.status_code == 422
    assert 'id="tiers.keep-error"' in answer.text
    assert 'id="purchases.curve-error"' in answer.text
    assert 'value="many"' in answer.text
    assert "2 things cannot stay" in answer.text


def test_a_file_is_proposed_as_it_is_written_and_comes_back_so(club, pia, browser_of):
    pias, text = browser_of(pia), written(REVIEWS_COUNT_MORE) + "# after the meeting in May\n"
    at = pias.post("/programme/policies", data={"text": text}).location
    assert pias.get(f"{at}/policy.toml").text == text
    assert "after the meeting in May" in pias.get(f"{at}/edit?as=text").text
    wrong = pias.post("/programme/policies", data={"text": text.replace("keep = 75", "keep = 175")})
    assert wrong.status_code == 422
    assert "<code>tiers.keep</code>: Not more than 100." in wrong.text


def test_the_movers_come_as_a_file(proposed, pia, browser_of):
    it = proposed()
    sheet = browser_of(pia).get(f"{it.url}/movers.csv")
    assert sheet.content_type.startswith("text/csv")
    assert sheet.text.splitlines()[1].startswith("ada,standard,standard,standard,")


def test_who_would_move_is_looked_at_by_itself(proposed, pia, browser_of):
    it = proposed()
    pias = browser_of(pia)
    assert "Ada" in pias.get(f"{it.url}?who=up").text
    assert "Nobody." in pias.get(f"{it.url}?who=down").text
    assert pias.get(f"{it.url}?who=rich").status_code == 404


def test_a_refusal_says_what_to_do_next(proposed, signed, pia, pol, browser_of):
    second = proposed(("keep = 75", "keep = 70"), name="club-second", in_days=20)
    signed()
    answer = browser_of(pol).post(f"{second.url}/signature", data={"looked_at": second.mark})
    assert answer.status_code == 409
    assert "withdraw that one, or wait until it has begun" in answer.text
    empty = browser_of(pol).post(f"{second.url}/refusal", data={"reason": ""})
    assert empty.status_code == 422
    assert "Say why" in empty.text


@pytest.mark.parametrize("path", PAGES)
def test_members_do_not_see_what_managers_do(path, ada, pia, browser_of):
    assert browser_of(ada).get(path).status_code == 403
    assert browser_of(pia).get(path).status_code == 200


def test_a_member_reads_no_proposal(proposed, ada, browser_of):
    it = proposed()
    for path in ("", "/edit", "/movers.csv", "/policy.toml"):
        assert browser_of(ada).get(f"{it.url}{path}").status_code == 404
    for step in ("signature", "refusal", "withdrawal"):
        assert browser_of(ada).post(f"{it.url}/{step}").status_code == 404


def test_pages_ask_as_much_however_many_move(proposed, pia, browser_of, queries):
    it = proposed()
    pias = browser_of(pia)
    pias.get(it.url)
    with queries() as asked:
        pias.get(it.url)
    assert len(asked) <= 8
