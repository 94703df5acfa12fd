"""What is dangerous in wrong hands asks once more who is there, when signing in is over ten minutes ago."""

from datetime import timedelta

import pytest

from community import clock

from .conftest import PASSWORD, shown

DANGEROUS = [
    "/settings/password",
    "/settings/tokens",
    "/settings/leaving",
    "/settings/takeouts",
    "/settings/second-factor/apps",
    "/settings/second-factor/apps/1/removal",
    "/settings/second-factor/passkeys/challenge",
    "/settings/second-factor/passkeys",
    "/settings/second-factor/recovery-codes",
]


@pytest.fixture
def kims(noon, kim, browser_of):
    return browser_of(kim)


@pytest.fixture
def later(noon):
    with clock.stopped(noon + timedelta(minutes=11)) as moment:
        yield moment


@pytest.mark.parametrize("address", DANGEROUS)
def test_after_ten_minutes_it_is_asked(kims, later, address):
    asked = kims.post(address, headers={"Referer": "http://localhost/settings/somewhere"})
    assert asked.status_code == 303
    assert asked.location == "/settings/proof?next=/settings/somewhere"
    told = kims.post(address, headers={"Accept": "application/json"})
    assert (told.status_code, told.json["needs"], told.json["at"]) == (403, "proof", "/settings/proof")


@pytest.mark.parametrize("address", ["/api/v1/tokens", "/api/v1/me/takeouts"])
def test_of_programs_in_a_browser_too(kims, later, address):
    assert kims.post(address, json={}).json["needs"] == "proof"


def test_the_password_is_a_proof_for_who_has_no_second_factor(kims, later):
    assert "Password" in kims.get("/settings/proof?next=/settings/tokens").text
    wrong = kims.post("/settings/proof", data={"proof": "wrong", "next": "/settings/tokens"})
    assert wrong.status_code == 403
    assert kims.post("/settings/tokens", data={"scopes": "read"}).location.startswith("/settings/proof")
    right = kims.post("/settings/proof", data={"proof": PASSWORD, "next": "/settings/tokens"})
    assert right.location == "/settings/tokens"
    assert kims.post("/settings/tokens", data={"scopes": "read"}).status_code == 201


def test_a_code_is_for_who_has_one_and_the_password_no_longer(kims, phone, later):
    assert kims.post("/settings/proof", data={"proof": PASSWORD}).status_code == 403
    assert kims.post("/settings/proof", data={"proof": shown()}).status_code == 303
    assert kims.post("/settings/tokens", data={"scopes": "read"}).status_code == 201


def test_a_clock_that_is_put_back_keeps_no_proof_fresh(kims, noon):
    with clock.stopped(noon - timedelta(hours=2)):
        assert kims.get("/settings").status_code == 200
        assert kims.post("/settings/tokens", data={"scopes": "read"}).location.startswith("/settings/proof")
    with clock.stopped(noon - timedelta(seconds=30)):
        assert kims.post("/settings/tokens", data={"scopes": "read"}).status_code == 201


def test_proof_leads_to_no_other_site(kims):
    given = kims.post("/settings/proof", data={"proof": PASSWORD, "next": "//evil.example"})
    assert given.location == "/"


def test_proof_is_given_in_one_browser_for_that_browser(kims, kim, browser_of, noon):
    others = browser_of(kim)
    with clock.stopped(noon + timedelta(minutes=11)):
        kims.post("/settings/proof", data={"proof": PASSWORD})
        assert kims.post("/settings/tokens", data={"scopes": "read"}).status_code == 201
        assert others.post("/settings/tokens", data={"scopes": "read"}).status_code == 303


def test_guessing_ends_here_too(kims, limited):
    tries = [kims.post("/settings/proof", data={"proof": "wrong"}).status_code for _ in range(6)]
    assert tries == [403] * 5 + [429]


def test_who_decides_over_others_proves_it_first(lin, browser_of, noon):
    lins = browser_of(lin)
    with clock.stopped(noon + timedelta(minutes=11)):
        asked = lins.post("/bloggers/applications/1/decision")
    assert asked.status_code == 403
    assert "Is it you?" in asked.text


def test_a_program_was_let_in_with_a_proof(kim, app, noon):
    from community.entrance.tokens import Scope, create_token

    _token, word = create_token(kim, "", [Scope.ALL])
    with clock.stopped(noon + timedelta(days=30)):
        made = app.test_client().post("/api/v1/tokens", json={}, headers={"Authorization": f"Bearer {word}"})
    assert made.status_code == 201


@pytest.fixture
def strict(app):
    app.config["STAFF_SECOND_FACTOR"] = True
    yield
    app.config["STAFF_SECOND_FACTOR"] = False


def test_staff_without_a_factor_may_only_add_one_where_the_club_says_so(strict, lin, kim, browser_of):
    lins, kims = browser_of(lin), browser_of(kim)
    assert lins.get("/stories").location == "/settings/second-factor"
    assert lins.get("/api/v1/me", headers={"Accept": "application/json"}).json["needs"] == "second factor"
    assert "your role" in lins.get("/settings/second-factor").text
    assert lins.get("/settings/second-factor/app").status_code == 200
    assert kims.get("/settings").status_code == 200
    assert kims.get("/stories").status_code == 200
