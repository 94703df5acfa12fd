"""From the first click to the last: one opens a round, another signs it, the invited reads and answers."""

import pytest

from community.engagement.standing import Tier, standing_of
from community.jobs import run_due
from programme.selection.answering import accept
from programme.selection.rounds import open_round
from tests.programme.selection.conftest import asked

FORM = {"name": "Winter", "criteria": "small", "capacity": "2", "answer_days": "14", "moves_up": "1"}
MANAGERS = ["/programme/rounds", "/programme/rounds/new", "/programme/criteria", "/programme/retention"]


def test_a_round_from_the_first_click_to_the_answer(three, pia, pol, small, browser_of):
    ada, *_ = three
    pias, pols = browser_of(pia), browser_of(pol)
    assert "No round yet" in pias.get("/programme/rounds").text
    form = pias.get("/programme/rounds/new")
    assert 'value="small"' in form.text
    closes_on = form.text.split('name="closes_on"')[1].split('value="')[1].split('"')[0]
    at = pias.post("/programme/rounds", data={**FORM, "closes_on": closes_on}).location
    assert "The club is being gone through" in pias.get(at).text
    run_due()
    page = pias.get(at).text
    assert "Beyond the places" in page
    assert "Near misses" in page
    assert "somebody else reads and signs it" in page
    mark = pols.get(at).text.split('name="looked_at" value="')[1].split('"')[0]
    assert pols.post(f"{at}/signature", data={"looked_at": mark}).status_code == 303
    assert pias.post(f"{at}/sending").status_code == 303
    run_due()
    adas = browser_of(ada)
    bell = adas.get("/notifications").text
    assert "The club invites you to Apass" in bell
    place = "/passport/invitations/" + bell.split("/passport/invitations/")[1].split('"')[0]
    mine = adas.get(place).text
    assert "At least ¥" not in mine
    assert "A seat at the table" in mine
    assert "Bought and kept in the last 12 months: at least ¥ 1,000" in mine.replace("\xa0", " ")
    assert "¥ 1,200" in mine.replace("\xa0", " ")
    assert "Ben" not in mine
    answer = adas.post(f"{place}/answer", data={"answer": "accept"}, follow_redirects=True)
    assert "Welcome" in answer.text
    assert standing_of(ada.id).tier is Tier.APASS
    assert "1 of 2 accepted" in pias.get("/programme/rounds").text
    assert "A member accepted" in pias.get(at).text
    assert "1 of 1, 100 %" in pias.get("/programme/retention").text
    assert adas.post(f"{place}/answer", data={"answer": "decline"}).status_code == 409


@pytest.mark.parametrize("path", MANAGERS)
def test_members_do_not_see_what_managers_do(path, ada, pia, browser_of):
    assert browser_of(ada).get(path).status_code == 403
    assert browser_of(pia).get(path).status_code == 200


def test_nobody_reads_anothers_values(sent, three, pia, browser_of):
    ada, ben, mia, _zoe = three
    it = sent()
    one = asked(it, ada)
    assert browser_of(pia).get(one.place).status_code == 200
    for who in (ben, mia):
        for path in (it.url, one.place, one.url):
            assert browser_of(who).get(path).status_code == 404, path
    assert browser_of(mia).get(asked(it, mia).url).status_code == 404  # seen, and not asked
    assert browser_of(pia).get(one.url).status_code == 404
    assert browser_of(ada).get(one.url).status_code == 200


def test_a_wrong_form_keeps_what_was_written(pia, small, browser_of):
    page = browser_of(pia).post("/programme/rounds", data={**FORM, "capacity": "none", "closes_on": "soon"})
    assert page.status_code == 422
    assert "Say how many places there are" in page.text
    assert 'value="Winter"' in page.text


def test_a_broken_file_of_the_club_is_named_and_stops_nothing_else(pia, small, app, browser_of):
    file = app.config["ZONE_DATA"] / "criteria" / "broken.toml"
    file.write_text("name = 7")
    try:
        pages = [browser_of(pia).get(path) for path in ("/programme/criteria", "/programme/rounds/new")]
        assert all("broken.toml" in page.text and page.status_code == 200 for page in pages)
        assert browser_of(pia).post("/programme/rounds", data=FORM).status_code == 422
    finally:
        file.unlink()


def test_a_round_is_changed_and_given_up_in_the_browser(three, pia, plan, browser_of):
    it = open_round(plan(), pia)
    run_due()
    pias = browser_of(pia)
    page = pias.get(f"{it.url}/edit").text
    assert 'value="Winter"' in page
    closes_on = f"{it.closes_at:%Y-%m-%d}"
    change = pias.post(it.url, data={**FORM, "name": "Spring", "closes_on": closes_on, "capacity": "1"})
    assert change.status_code == 303
    run_due()
    assert "Spring" in pias.get("/programme/rounds").text
    assert pias.post(f"{it.url}/signature", data={"looked_at": it.mark}).status_code == 403
    assert pias.post(f"{it.url}/sending").status_code == 422
    assert pias.post(f"{it.url}/cancellation").status_code == 303
    assert pias.post(f"{it.url}/cancellation").status_code == 409
    assert pias.get(f"{it.url}/edit").location == it.url


def test_own_invitations_are_listed(sent, three, browser_of):
    ada, _ben, mia, _zoe = three
    it = sent()
    accept(asked(it, ada), ada)
    assert "Accepted" in browser_of(ada).get("/passport/invitations").text
    assert "No invitation yet" in browser_of(mia).get("/passport/invitations").text


def test_a_round_is_read_in_few_queries_however_many_pass(sent, three, pia, browser_of, buys, queries):
    from tests.conftest import joins

    for n in range(5):
        more = joins(f"More{n}")
        buys(more, 700)
        buys(more, 700)
    it = sent(capacity=6)
    browser = browser_of(pia)
    with queries() as asked_of_it:
        browser.get(it.url)
    assert len(asked_of_it) <= 10
