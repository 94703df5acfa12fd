"""Pia thanks Ada with points; she reads why. A large award counts when Pol has signed it too."""

import pytest
from werkzeug.exceptions import Forbidden

from community import clock
from community.db import transaction
from community.engagement.policy import policy_on
from community.engagement.recomputing import measures_from_tallies
from community.engagement.standing import standing_of
from community.members import Role
from programme.awards.awarding import awards_of, decline_award, give, sign_award
from programme.awards.models import AwardedEnough, AwardMoved, InvalidAward
from tests.conftest import joins

WHY = "You showed four new members around."


@pytest.fixture
def pia(app):
    return _manager("Pia")


@pytest.fixture
def pol(app):
    return _manager("Pol")


def _manager(name):
    it = joins(name)
    with transaction():
        it.role = Role.PROGRAMME_MANAGER
    return it


def test_a_small_award_counts_at_once_and_says_why(ada, pia, browser_of):
    give(ada, 2, WHY, by=pia)
    assert standing_of(ada.id).points == 50
    browser = browser_of(ada)
    assert WHY in browser.get("/passport/awards").text
    assert WHY in browser.get("/notifications").text
    assert "The club thanked you" in browser.get("/passport").text


def test_the_ledger_and_the_tallies_agree_on_it(ada, pia):
    give(ada, 2, WHY, by=pia)
    standing, policy = standing_of(ada.id), policy_on(clock.today())
    assert measures_from_tallies(ada.id, standing.since, policy)["given"] == standing.given == 50_000


def test_a_large_award_waits_for_a_second_person(ada, pia, pol):
    it = give(ada, 3, WHY, by=pia)
    assert standing_of(ada.id).points == 0
    assert not awards_of(ada)
    with pytest.raises(Forbidden):
        sign_award(it, by=pia)
    sign_award(it, by=pol)
    assert standing_of(ada.id).points == 75
    with pytest.raises(AwardMoved):
        sign_award(it, by=pol)


def test_a_declined_award_counts_nothing_and_is_not_told(ada, pia, pol, browser_of):
    it = give(ada, 4, WHY, by=pia)
    decline_award(it, by=pol)
    with pytest.raises(AwardMoved):
        sign_award(it, by=pol)
    assert standing_of(ada.id).points == 0
    assert WHY not in browser_of(ada).get("/passport/awards").text


def test_a_member_is_given_no_more_than_a_year_allows(ada, pia):
    for _ in range(4):
        give(ada, 2, WHY, by=pia)
    with pytest.raises(AwardedEnough):
        give(ada, 1, WHY, by=pia)
    assert standing_of(ada.id).points == 100  # the policy counts four steps a day


@pytest.mark.parametrize(
    ("steps", "reason", "field"), [(0, WHY, "steps"), (5, WHY, "steps"), (1, "Thanks", "reason")]
)
def test_what_cannot_stay_is_said(ada, pia, steps, reason, field):
    with pytest.raises(InvalidAward) as refusal:
        give(ada, steps, reason, by=pia)
    assert refusal.value.field == field


def test_nobody_awards_herself_and_members_award_nobody(ada, ben, pia, browser_of):
    for whom, by in ((pia, pia), (ada, ben)):
        with pytest.raises(Forbidden):
            give(whom, 1, WHY, by=by)
    assert browser_of(ada).get("/programme/awards").status_code == 403
    assert browser_of(ada).post("/programme/awards", data={"handle": "ben"}).status_code == 403


def test_from_the_first_click_to_the_last(ada, pia, pol, browser_of):
    pias, pols = browser_of(pia), browser_of(pol)
    assert "No award yet" in pias.get("/programme/awards").text
    wrong = pias.post("/programme/awards", data={"handle": "@nobody", "steps": "3", "reason": WHY})
    assert (wrong.status_code, "Nobody here is called that" in wrong.text) == (422, True)
    assert (
        pias.post("/programme/awards", data={"handle": "@ada", "steps": "3", "reason": WHY}).status_code
        == 303
    )
    assert "To be signed" in pias.get("/programme/awards").text
    at = pols.get("/programme/awards").text.split('action="/programme/awards/')[1].split('"')[0]
    assert pias.post(f"/programme/awards/{at}").status_code == 403
    assert pols.post(f"/programme/awards/{at}").status_code == 303
    assert pols.post(f"/programme/awards/{at}").status_code == 409
    assert standing_of(ada.id).points == 75


def test_the_same_through_the_api(ada, pia, pol, browser_of):
    new = {"handle": "ada", "steps": 3, "reason": WHY}
    made = browser_of(pia).post("/api/v1/programme/awards", json=new)
    assert (made.status_code, made.json["counted_at"], made.json["points"]) == (201, None, 75)
    at = f"/api/v1/programme/awards/{made.json['id']}"
    assert browser_of(pia).post(f"{at}/signature").status_code == 403
    assert browser_of(pol).post(f"{at}/signature").json["counted_at"]
    assert browser_of(pol).post(f"{at}/refusal").status_code == 409
    assert browser_of(ada).get("/api/v1/me/awards").json["items"][0]["reason"] == WHY
    assert browser_of(ada).get("/api/v1/programme/awards").status_code == 403
    assert browser_of(pia).get("/api/v1/programme/awards").json["items"][0]["handle"] == "ada"
