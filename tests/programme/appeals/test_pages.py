"""From the line in the passport to the answer, in pages and for programs."""

import re
from datetime import timedelta

from community import clock
from community.db import transaction
from community.engagement.activity import Deed
from community.engagement.record import record
from community.entrance.factors.going_on import FIELD
from tests.programme.appeals.conftest import ANSWER, WHY


def test_from_the_line_to_the_answer(ada, pia, returned, browser_of):
    adas, pias = browser_of(ada), browser_of(pia)
    passport = adas.get("/passport").text
    at = re.search(r'href="(/passport/lines/\d+/appeal)"', passport)[1]
    assert "Ask for another look" in passport
    form = adas.get(at).text
    assert "You returned something to Maison" in form
    wrong = adas.post(at, data={"text": " "})
    assert (wrong.status_code, "Say why" in wrong.text) == (422, True)
    mine = adas.post(at, data={"text": WHY}).location
    assert WHY.replace("'", "&#39;") in adas.get(mine).text
    assert adas.get(at).location == mine
    assert adas.post(at, data={"text": WHY}).status_code == 409
    assert "Somebody looks at it again" in adas.get("/passport").text

    assert "asks for another look" in pias.get("/notifications").text
    queue = pias.get("/programme/appeals").text
    assert "1 waits" in queue
    place = re.search(r'href="(/programme/appeals/\d+)"', queue)[1]
    page = pias.get(place).text
    assert "As a shop told it" in page
    assert pias.post(f"{place}/decision", data={"won": "1", "answer": ""}).status_code == 422
    assert pias.post(f"{place}/decision", data={"won": "1", "answer": ANSWER}).status_code == 303
    assert pias.post(f"{place}/decision", data={"won": "0", "answer": ANSWER}).status_code == 409

    told = adas.get(mine).text
    assert ANSWER in told
    assert "It counts again" in told
    assert "You were right" in adas.get("/notifications").text
    passport = adas.get("/passport").text
    assert "Taken back: You returned something" in passport
    assert "The return does not count any more" in passport
    assert "You bought at Maison" in passport
    assert "It counts again" in adas.get("/passport/appeals").text


def test_anothers_line_and_appeal_are_not_there(ada, ben, pia, returned, browser_of):
    at = f"/passport/lines/{returned.id}/appeal"
    bens = browser_of(ben)
    assert bens.get(at).status_code == 404
    assert bens.post(at, data={"text": WHY}).status_code == 404
    mine = browser_of(ada).post(at, data={"text": WHY}).location
    assert bens.get(mine).status_code == 404
    assert browser_of(pia).get(mine).status_code == 404
    place = mine.replace("/passport", "/programme")
    assert bens.get("/programme/appeals").status_code == 403
    assert bens.get(place).status_code == 403
    assert bens.post(f"{place}/decision", data={"won": "1", "answer": ANSWER}).status_code == 404


def test_a_line_that_gave_points_offers_nothing(ada, buys, browser_of):
    buys(ada, 1_000)
    page = browser_of(ada).get("/passport").text
    assert "You bought at Maison" in page
    assert "/passport/lines/" not in page


def test_the_passport_asks_no_more_questions_for_many_lines(ada, buys, browser_of, queries):
    def returns(n: int) -> None:
        facts = {"storefront": f"Shop {n}", "category": f"kind {n}", "amount": 100_000}
        with transaction():
            record(Deed.PURCHASE_MADE, by=ada, key=f"order {n}", **facts)
            record(Deed.PURCHASE_RETURNED, by=ada, key=f"return {n}", **facts)

    browser = browser_of(ada)
    returns(0)
    browser.get("/passport")
    with queries() as few:
        browser.get("/passport")
    for n in range(1, 6):
        returns(n)
    with queries() as many:
        browser.get("/passport")
    assert len(many) == len(few)


def test_the_same_for_programs(ada, ben, pia, returned, browser_of):
    adas, pias = browser_of(ada), browser_of(pia)
    at = f"/api/v1/me/score/entries/{returned.id}/appeal"
    assert browser_of(ben).post(at, json={"text": WHY}).status_code == 404
    assert adas.post(at, json={"text": " "}).status_code in {400, 422}
    made = adas.post(at, json={"text": WHY})
    assert (made.status_code, made.json["handle"], made.json["won"]) == (201, "ada", None)
    assert made.json["points"] < 0
    assert adas.post(at, json={"text": WHY}).status_code == 409
    assert [it["id"] for it in pias.get("/api/v1/programme/appeals").json["items"]] == [made.json["id"]]
    decision = f"/api/v1/programme/appeals/{made.json['id']}/decision"
    assert adas.post(decision, json={"won": True, "answer": ANSWER}).status_code == 403
    assert pias.post(decision, json={"won": True, "answer": ANSWER}).json["won"] is True
    assert pias.post(decision, json={"won": True, "answer": ANSWER}).status_code == 409
    (mine,) = adas.get("/api/v1/me/score/appeals").json["items"]
    assert mine["answer"] == ANSWER
    assert pias.get("/api/v1/programme/appeals").json["items"] == []
    assert pias.get("/api/v1/programme/appeals/decided").json["items"][0]["handle"] == "ada"
    assert adas.get("/api/v1/programme/appeals").status_code == 403
    assert adas.get("/api/v1/programme/appeals/decided").status_code == 403


def test_whoever_decides_shows_first_that_it_is_her(ada, pia, returned, browser_of):
    pias = browser_of(pia)
    mine = browser_of(ada).post(f"/passport/lines/{returned.id}/appeal", data={"text": WHY}).location
    place = f"{mine.replace('/passport', '/programme')}/decision"
    with clock.stopped(clock.now() + timedelta(minutes=11)):
        asked = pias.post(place, data={"won": "1", "answer": ANSWER})
        assert (asked.status_code, FIELD in asked.text, ANSWER in asked.text) == (403, True, True)
        program = pias.post(f"/api/v1{place}", json={"won": True, "answer": ANSWER})
        assert program.json["needs"] == "proof"
    assert "Somebody looks at it again" in browser_of(ada).get("/passport").text
