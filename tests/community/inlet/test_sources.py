"""Administrators let sites in; a key is shown once, renewed without a gap, and opens only the inlet."""

import logging

import pytest
from sqlalchemy import select

from community.db import db
from community.entrance.tokens import Scope
from community.inlet.models import Source, SourceKey
from tests.community.api.conftest import Program
from tests.community.inlet.conftest import purchase

HERE = "/settings/sources"


def word_in(page):
    return page.text.split('id="made">')[1].split("<")[0]


def test_a_site_is_let_in_and_its_key_is_shown_once(app, peizhi, ada, browser_of, caplog):
    caplog.set_level(logging.DEBUG)
    browser = browser_of(peizhi)
    assert "No site tells anything yet" in browser.get(HERE).text
    made = browser.post(HERE, data={"name": "Travel-CN"})
    assert made.status_code == 201
    word = word_in(made)
    assert word not in browser.get(HERE).text
    assert word not in caplog.text
    assert db.session.scalar(select(SourceKey.key_hash)) != word
    told = Program(app.test_client(), word).post("/activity", {"events": [purchase()]})
    assert (told.status_code, told.json["accepted"]) == (201, 1)
    page = browser.get(HERE).text
    assert "1 event kept" in page
    assert "last used" in page


def test_a_key_is_renewed_without_a_gap_and_the_old_one_is_taken_back(app, peizhi, mall, ada, browser_of):
    browser = browser_of(peizhi)
    here = f"{HERE}/{mall.source.id}/keys"
    renewed = Program(app.test_client(), word_in(browser.post(here)))
    for program in (mall, renewed):
        assert program.post("/activity", {"events": []}).status_code == 201
    assert browser.post(here).status_code == 422
    first = db.session.scalar(select(SourceKey.id).order_by(SourceKey.id))
    assert browser.post(f"{here}/{first}/removal").status_code == 303
    refused = mall.post("/activity", {"events": [purchase()]})
    assert refused.status_code == 401
    assert "Ask an administrator" in refused.json["detail"]
    assert renewed.post("/activity", {"events": [purchase()]}).json["accepted"] == 1


def test_a_source_without_keys_says_so(peizhi, mall, browser_of):
    browser = browser_of(peizhi)
    key = db.session.scalar(select(SourceKey.id))
    browser.post(f"{HERE}/{mall.source.id}/keys/{key}/removal")
    assert "nothing comes in from it" in browser.get(HERE).text
    assert browser.post(f"{HERE}/{mall.source.id + 1}/keys/{key}/removal").status_code == 404


@pytest.mark.parametrize("name", ["", "a b", "商城", "-x", "x" * 41, "a:b"])
def test_a_source_is_named_in_a_short_word(peizhi, browser_of, name):
    answer = browser_of(peizhi).post(HERE, data={"name": name})
    assert answer.status_code == 422
    assert "short word" in answer.text


def test_two_sources_are_not_of_one_name(peizhi, mall, browser_of):
    assert "of this name already" in browser_of(peizhi).post(HERE, data={"name": "mall"}).text


def test_nobody_else_lets_sites_in(peizhi, mall, ada, browser_of):
    browser = browser_of(ada)
    assert browser.get(HERE).status_code == 403
    assert HERE not in browser.get("/settings").text
    assert HERE in browser_of(peizhi).get("/settings").text
    for address in (HERE, f"{HERE}/{mall.source.id}/keys", f"{HERE}/{mall.source.id}/keys/1/removal"):
        assert browser.post(address, data={"name": "mine"}).status_code == 403
    assert db.session.scalars(select(Source.name)).all() == ["mall"]


def test_a_key_opens_nothing_but_the_inlet_and_tells_for_its_own_source_alone(app, mall, ada):
    assert mall.get("/me").status_code == 401
    assert mall.post("/stories", {"title": "x", "text": "y"}).status_code == 401
    assert mall.post("/activity", {"source": "travel", "events": []}).status_code == 403
    assert mall.post("/activity", {"source": 7}).status_code == 422
    assert Program(app.test_client(), "mzs_none").post("/activity", {"events": []}).status_code == 401
    assert Program(app.test_client()).post("/activity", {"events": []}).status_code == 401


def test_an_administrators_own_token_tells_for_any_source(program_of, peizhi, ada):
    program = program_of(peizhi, Scope.ACTIVITY)
    told = program.post("/activity", {"source": "tickets", "events": [purchase()]})
    assert told.json["accepted"] == 1
    assert program.post("/activity", {"source": "No Name", "events": []}).status_code == 422
    assert program_of(peizhi, Scope.READ).post("/activity", {"source": "x", "events": []}).status_code == 403


def test_a_member_cannot_tell_of_herself(program_of, mall, ada):
    told = program_of(ada, Scope.ALL).post("/activity", {"source": "mall", "events": [purchase()]})
    assert told.status_code == 403


def test_a_batch_has_a_limit(mall):
    refused = mall.post("/activity", {"events": [purchase(f"o{n}") for n in range(501)]})
    assert refused.status_code == 422
    assert refused.json["errors"] == {"events": "That is too much at once: at most 500."}
    assert mall.post("/activity", {"events": ["x" * 1_000_000]}).status_code == 413


def test_the_same_idempotency_key_is_answered_the_same(program_of, peizhi, ada):
    program = program_of(peizhi)
    body = {"source": "mall", "events": [purchase()]}
    first, second = (program.post("/activity", body, Idempotency_Key="k1").json for _ in range(2))
    assert first == second


def test_the_description_says_what_an_event_is(stranger_reads):
    batch = stranger_reads["components"]["schemas"]["Batch"]
    assert set(batch["properties"]["events"]["items"]["required"]) == {"key", "member", "deed", "occurred_at"}


@pytest.fixture
def stranger_reads(app):
    return app.test_client().get("/api/v1/openapi.json").json
