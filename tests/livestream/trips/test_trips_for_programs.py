"""Pia's program plans a trip, Ben's reads and follows it."""

import pytest

from livestream.questions.asking import ask
from tests.community.api.conftest import program_of  # noqa: F401
from tests.livestream.trips.conftest import local, words


@pytest.fixture
def pias(pia, program_of):  # noqa: F811
    return program_of(pia)


@pytest.fixture
def bens(ben, program_of):  # noqa: F811
    return program_of(ben)


def body(**fields):
    known = ("title", "place", "time_zone", "begins", "ends", "text")
    return {name: getattr(words(), name) for name in known} | fields


def test_programs_plan_show_and_follow_a_trip(pias, bens):
    made = pias.post("/trips", body(disclosure="sponsored", sponsor="Orsa"))
    assert made.status_code == 201
    it = made.get_json()
    here = f"/trips/{it['id']}"
    assert (it["phase"], it["sponsor"], it["published_at"]) == ("planned", "Orsa", None)
    assert bens.get(here).status_code == 404
    stopped = pias.post(f"{here}/stops", {"name": "The lake", "begins": local(4), "spot": "45.9, 9.2"})
    assert [stop["name"] for stop in stopped.get_json()["stops"]] == ["The lake"]
    assert pias.patch(here, {"title": "Ten days"}).get_json()["place"] == "Alba, Italy"
    assert bens.post(f"{here}/publication").status_code == 404
    assert pias.post(f"{here}/publication").status_code == 201
    assert bens.post(f"{here}/following", {"following": True}).get_json()["followed"]
    assert [(card["title"], card["followed"]) for card in bens.get("/trips").get_json()["items"]] == [
        ("Ten days", True)
    ]
    assert bens.patch(here, {"title": "Mine"}).status_code == 403
    assert bens.delete(here).status_code == 403
    assert pias.delete(here).status_code == 204
    assert bens.get(here).status_code == 404


def test_what_is_wrong_is_said_by_its_field(pias, bens):
    assert bens.post("/trips", body()).status_code == 403
    refused = pias.post("/trips", body(ends=local(1)))
    assert refused.status_code == 422
    assert refused.get_json()["errors"] == {"ends": "It ends before it begins. Choose a later end."}
    late = pias.post("/trips", body(begins="soon"))
    assert "Give a day and a time" in late.get_json()["detail"]


def test_questions_are_told_with_their_stop(trip, ben, bens):
    ask(trip.stops[0], "Which bottle?", by=ben)
    told = bens.get(f"/trips/{trip.id}").get_json()
    assert told["travellers"][0]["handle"] == "ada"
    assert [(one["text"], one["by"], one["answer"]) for one in told["stops"][0]["questions"]] == [
        ("Which bottle?", "ben", None)
    ]


def test_programs_ask_weigh_and_answer(trip, ada, mia, bens, program_of):  # noqa: F811
    here = f"/trips/{trip.id}/stops/{trip.stops[0].id}/questions"
    asked = bens.post(here, {"text": "Which bottle?"})
    assert asked.status_code == 201
    question = f"/questions/{asked.get_json()['id']}"
    assert program_of(mia).post(f"{question}/weight", {"weighed": True}).get_json()["weights"] == 1
    assert bens.post(f"{question}/weight", {"weighed": True}).status_code == 403
    assert bens.post(f"{question}/answer", {"text": "Mine"}).status_code == 403
    told = program_of(ada).post(f"{question}/answer", {"text": "The dark one.", "product": "A bottle"})
    assert told.get_json()["answered_by"] == "ada"
    assert "on this trip" not in bens.post(here, {"text": "One more"}).text
    assert bens.post(here, {"text": " "}).get_json()["errors"]["text"].startswith("Ask something")
    assert program_of(mia).delete(question).status_code == 403
    assert bens.delete(question).status_code == 204
