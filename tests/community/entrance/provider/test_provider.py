"""Kim comes in by her account of the mall; nobody else does by theirs."""

import time

import pytest

from community.db import db, transaction
from community.entrance.factors.models import Change, LockChange
from community.entrance.inviting import invite
from community.entrance.joining import join, newcomer
from community.entrance.provider.asking import Account
from community.entrance.provider.linking import link_account
from community.entrance.provider.models import ProviderLink
from community.entrance.sessions import COOKIE
from community.entrance.suspending import suspend

from .conftest import BACK, OTHERS

GO = "/sign-in/provider"


@pytest.fixture
def linked(mall, kim):
    return link_account(kim, Account(mall.address, "kim-at-the-mall", ""))


def goes(browser, mall, to=GO, **query):
    sent = browser.get(to, query_string=query)
    assert sent.location.startswith(f"{mall.address}/authorize"), sent.text
    return browser.get(mall.sends_back(sent.location))


def test_it_is_off_unless_the_club_says_so(stranger, kim, browser_of):
    assert "provider" not in stranger.get("/sign-in").text
    assert stranger.get(GO).status_code == stranger.get(BACK).status_code == 404
    assert browser_of(kim).get("/settings/provider").status_code == 404


def test_she_comes_in_and_goes_on_to_what_she_wanted(linked, mall, stranger):
    assert "Sign in with the mall" in stranger.get("/sign-in").text
    came = goes(stranger, mall, next="/@kim")
    assert came.location == "/@kim"
    assert stranger.get("/settings").status_code == 200
    assert mall.asked["code_challenge_method"] == "S256"
    assert mall.asked["scope"] == "openid email"
    assert mall.asked["redirect_uri"] == f"http://localhost{BACK}"


def test_never_to_another_site(linked, mall, stranger):
    assert goes(stranger, mall, next="//evil.example").location == "/"


@pytest.mark.parametrize(
    "says",
    [
        {"nonce": "another"},
        {"aud": "another club"},
        {"iss": "https://evil.example"},
        {"exp": int(time.time()) - 3600},
        {"sub": ""},
        {"sub": ["kim-at-the-mall"]},
    ],
    ids=lambda says: next(iter(says)),
)
def test_what_is_not_said_to_us_and_now_is_not_believed(linked, mall, stranger, says):
    mall.says = says
    refused = goes(stranger, mall)
    assert refused.status_code == 403
    assert "did not tell us who you are" in refused.text
    assert stranger.get_cookie(COOKIE) is None


def test_nor_what_somebody_else_has_signed(linked, mall, stranger):
    mall.key = OTHERS
    assert goes(stranger, mall).status_code == 403


def test_an_answer_to_another_browser_or_brought_twice_opens_nothing(linked, mall, stranger, app):
    address = mall.sends_back(stranger.get(GO).location)
    assert app.test_client().get(address).status_code == 403
    assert stranger.get(address).status_code == 303
    stranger.post("/sign-out")
    assert stranger.get(address).status_code == 403
    assert stranger.get(f"{BACK}?error=access_denied&error_description=%3Cscript%3E").status_code == 403
    assert stranger.get(BACK).status_code == 403


def test_an_account_that_nobody_linked_is_told_what_to_do(mall, kim, stranger):
    mall.says = {"email": "kim@example.org", "email_verified": True}
    refused = goes(stranger, mall)
    assert refused.status_code == 403
    assert "Sign in with your password, then link it" in refused.text
    assert db.session.query(ProviderLink).count() == 0


def test_whom_our_letter_reached_at_an_address_is_known_by_it(mall, lin, stranger):
    invitation, _link = invite(lin, email="nora@example.org")
    join(
        invitation,
        newcomer(handle="nora", name="Nora", email="nora@example.org", password="seven quiet lanterns"),
    )
    mall.says = {"sub": "nora", "email": "nora@example.org"}
    assert goes(stranger, mall).status_code == 403  # the mall does not say that it is hers
    mall.says["email_verified"] = "true"
    assert goes(stranger, mall).status_code == 403
    mall.says["email_verified"] = True
    assert goes(stranger, mall).location == "/"
    mall.says = {"sub": "nora again", "email": "nora@example.org", "email_verified": True}
    assert goes(stranger, mall).status_code == 403  # one account is hers, not every one


def test_a_second_factor_is_asked_as_ever(linked, mall, kim, stranger):
    import pyotp

    from community.entrance.factors.apps import add_app

    secret = pyotp.random_base32()
    add_app(kim, secret, pyotp.TOTP(secret).now(), "")
    assert goes(stranger, mall).location == "/sign-in/second-factor"
    assert stranger.get_cookie(COOKIE) is None


def test_a_suspended_member_stays_out(linked, mall, kim, stranger):
    suspend(kim)
    refused = goes(stranger, mall)
    assert refused.status_code == 403
    assert "suspended" in refused.text


def test_a_member_links_and_unlinks_and_is_told(mall, kim, browser_of, letters):
    kims = browser_of(kim)
    assert "Link my account" in kims.get("/settings/second-factor").text
    assert goes(kims, mall, "/settings/provider").location == "/settings/second-factor"
    assert "Unlink it" in kims.get("/settings/second-factor").text
    assert kims.post("/settings/provider/removal").location == "/settings/second-factor"
    assert db.session.query(ProviderLink).count() == 0
    kinds = [change.what for change in db.session.query(LockChange)]
    assert kinds == [Change.ACCOUNT_LINKED, Change.ACCOUNT_UNLINKED]
    assert len(letters()) == 2
    assert kims.post("/settings/provider/removal").status_code == 404


def test_another_site_cannot_begin_to_link(mall, kim, browser_of):
    kims = browser_of(kim)
    assert kims.get("/settings/provider", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert kims.get("/settings/provider", headers={"Sec-Fetch-Site": "same-origin"}).status_code == 302


def test_an_account_is_one_members(linked, mall, mia, browser_of):
    mias = browser_of(mia)
    taken = goes(mias, mall, "/settings/provider")
    assert taken.location == "/settings/second-factor"
    assert "linked already" in mias.get("/settings/second-factor").text
    assert [link.member_id for link in db.session.query(ProviderLink)] != [mia.id]


def test_linking_is_for_who_began_it(mall, kim, mia, browser_of):
    kims = browser_of(kim)
    address = mall.sends_back(kims.get("/settings/provider").location)
    kims.set_cookie(COOKIE, browser_of(mia).get_cookie(COOKIE).value)
    assert kims.get(address).status_code == 403
    assert db.session.query(ProviderLink).count() == 0


def test_the_only_way_in_is_not_taken_away(linked, kim, browser_of):
    with transaction():
        kim.password_hash = None
    kims = browser_of(kim)
    kims.post("/settings/provider/removal")
    assert "Set a password first" in kims.get("/settings/second-factor").text
    assert db.session.query(ProviderLink).count() == 1


def test_a_provider_that_does_not_answer_is_told_of(mall, app, stranger):
    app.config["OIDC_ISSUER"] = "http://127.0.0.1:9"
    assert stranger.get(GO).location == "/sign-in"
    assert "does not answer just now" in stranger.get("/sign-in").text
