"""The same through the doors for programs."""

from datetime import timedelta

import pytest

from community import clock
from community.engagement.standing import Tier, standing_of
from community.jobs import run_due
from tests.programme.selection.conftest import asked

API = "/api/v1"


def test_a_round_through_the_api(three, pia, pol, small, browser_of):
    ada, *_ = three
    pias, pols, adas = browser_of(pia), browser_of(pol), browser_of(ada)
    sets = pias.get(f"{API}/programme/criteria").json["items"]
    assert {it["name"] for it in sets} >= {"apass-2026", "small"}
    closes_on = f"{clock.today() + timedelta(days=30)}"
    new = {"name": "Winter", "criteria": small, "capacity": 1, "closes_on": closes_on}
    made = pias.post(f"{API}/programme/rounds", json=new)
    assert (made.status_code, made.json["state"]) == (201, "looking")
    at = made.headers["Location"]
    run_due()
    round_ = pias.get(at).json
    assert (round_["passed"], round_["considered"], round_["prepared_by"]) == (3, 4, "pia")
    first = pias.get(f"{at}/candidates?limit=1").json
    assert first["items"][0]["handle"] == "ada"
    assert first["items"][0]["values"]["orders_2"] == 2
    second = pias.get(f"{at}/candidates?limit=1&cursor={first['next']}").json
    assert second["items"][0]["handle"] == "ben"
    assert [one["handle"] for one in pias.get(f"{at}/near-misses").json["items"]] == ["zoe"]
    mark = {"looked_at": round_["looked_at"]}
    assert pias.post(f"{at}/sending").status_code == 409
    assert pias.post(f"{at}/signature", json=mark).status_code == 403
    assert pols.post(f"{at}/signature", json={"looked_at": "then"}).status_code == 409
    assert pols.post(f"{at}/signature", json=mark).json["state"] == "signed"
    assert pias.post(f"{at}/sending").json["state"] == "sent"
    run_due()
    (mine,) = adas.get(f"{API}/me/apass-invitations").json["items"]
    assert (mine["state"], mine["benefits"]) == ("invited", ["A seat at the table"])
    assert all(line["is_met"] for line in mine["rests_on"])
    answer = adas.post(f"{API}/me/apass-invitations/{mine['id']}/answer", json={"answer": "accept"})
    assert answer.json["state"] == "accepted"
    assert standing_of(ada.id).tier is Tier.APASS
    again = adas.post(f"{API}/me/apass-invitations/{mine['id']}/answer", json={"answer": "decline"})
    assert again.status_code == 409
    assert pias.get(f"{API}/programme/retention").json["items"][0]["accepted"] == 1
    assert pias.post(f"{at}/cancellation").status_code == 409


@pytest.mark.parametrize("path", ["criteria", "rounds", "retention"])
def test_members_are_refused(path, ada, browser_of):
    assert browser_of(ada).get(f"{API}/programme/{path}").status_code == 403


def test_anothers_invitation_is_not_there(sent, three, browser_of):
    ada, ben, *_ = three
    it = asked(sent(), ada)
    theirs = browser_of(ben).post(f"{API}/me/apass-invitations/{it.id}/answer", json={"answer": "accept"})
    assert theirs.status_code == 404
    assert browser_of(ben).get(f"{API}/programme/rounds/{it.round_id}/candidates").status_code == 404


def test_what_is_wrong_is_said(pia, small, browser_of):
    closes_on = f"{clock.today() + timedelta(days=2)}"
    new = {"name": "Winter", "criteria": small, "capacity": 1, "closes_on": closes_on}
    told = browser_of(pia).post(f"{API}/programme/rounds", json=new)
    assert (told.status_code, told.json["detail"]) == (
        422,
        "Choose a day that leaves everybody the days to answer.",
    )
