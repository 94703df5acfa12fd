"""Kim adds second factors and removes them; each time she is told."""

import re
from datetime import timedelta

import pyotp
import pytest

from community import clock
from community.db import db
from community.entrance.factors.apps import MOST
from community.entrance.factors.models import AuthenticatorApp, Change, LockChange
from community.entrance.factors.recovery import codes_left

from .conftest import PASSWORD, shown

HERE = "/settings/second-factor"


@pytest.fixture
def kims(noon, kim, browser_of):
    return browser_of(kim)


def secret_on(page):
    return re.search(r'<code class="code">([A-Z2-7 ]+)</code>', page.text)[1].replace(" ", "")


def code_of(secret):
    return pyotp.TOTP(secret).at(int(clock.now().timestamp()))


def test_an_app_is_added_by_its_picture_and_a_code(kims, kim, letters):
    page = kims.get(f"{HERE}/app")
    assert "<svg" in page.text
    secret = secret_on(page)
    assert f"secret={secret}" in page.text
    assert secret_on(kims.get(f"{HERE}/app")) == secret  # also when the page is loaded again
    wrong = kims.post(f"{HERE}/apps", data={"code": "000000", "name": "Phone"})
    assert wrong.status_code == 422
    assert secret_on(wrong) == secret
    assert 'value="Phone"' in wrong.text
    assert kims.post(f"{HERE}/apps", data={"code": code_of(secret), "name": " Phone  one "}).location == HERE
    first = kims.get(HERE)
    codes = re.findall(r"<code>([a-z0-9-]{19})</code>", first.text)
    assert len(codes) == codes_left(kim) == 10
    assert "Phone one" in first.text
    assert codes[0] not in kims.get(HERE).text  # shown this once
    told = [it.get_body(("plain",)).get_content() for it in letters()]
    assert any("Phone one” was added" in text for text in told)
    assert secret_on(kims.get(f"{HERE}/app")) != secret


def test_a_recovery_code_is_not_readable_in_the_cookie(kims):
    secret = secret_on(kims.get(f"{HERE}/app"))
    kims.post(f"{HERE}/apps", data={"code": code_of(secret)})
    with kims.session_transaction() as carried:
        readable = str(dict(carried))
    codes = re.findall(r"<code>([a-z0-9-]{19})</code>", kims.get(HERE).text)
    assert len(codes) == 10
    assert not [code for code in codes if code in readable or code[:9] in readable]


def test_what_is_removed_opens_nothing_and_the_last_takes_the_codes_along(kims, phone, drawer, kim, letters):
    assert kims.post(f"{HERE}/apps/{phone.id}/removal").location == HERE
    assert db.session.query(AuthenticatorApp).count() == codes_left(kim) == 0
    assert db.session.query(LockChange).filter_by(what=Change.APP_REMOVED).count() == 1
    told = [it.get_body(("plain",)).get_content() for it in letters()]
    assert any("is no second factor any more" in text for text in told)


def test_another_members_factor_is_as_if_it_were_not_there(phone, mia, browser_of):
    mias = browser_of(mia)
    assert mias.post(f"{HERE}/apps/{phone.id}/removal").status_code == 404
    assert mias.post(f"{HERE}/passkeys/1/removal").status_code == 404
    assert "Kim" not in mias.get(HERE).text
    assert db.session.query(AuthenticatorApp).count() == 1


def test_new_codes_end_the_old_ones(kims, drawer, kim):
    from community.entrance.factors.recovery import use_code

    kims.post(f"{HERE}/recovery-codes")
    assert not use_code(kim, drawer[3])
    assert codes_left(kim) == 10


def test_without_a_factor_there_are_no_codes_to_make(kims, kim):
    assert kims.post(f"{HERE}/recovery-codes").status_code == 404
    assert codes_left(kim) == 0


def test_nobody_keeps_an_eye_on_more_than_five(kims, noon):
    for number in range(MOST + 1):
        with clock.stopped(noon + timedelta(minutes=number)):
            secret = secret_on(kims.get(f"{HERE}/app"))
            last = kims.post(f"{HERE}/apps", data={"code": code_of(secret)})
    assert last.status_code == 422
    assert "You have 5 already" in last.text


def test_a_stranger_is_asked_to_sign_in(stranger):
    assert stranger.get(HERE).status_code == 401
    assert stranger.post(f"{HERE}/apps").status_code == 401
    assert stranger.post("/settings/proof", data={"proof": PASSWORD}).status_code == 401


def test_programs_are_told_how_many(phone, drawer, kim, app):
    from community.entrance.tokens import Scope, create_token

    _token, word = create_token(kim, "", [Scope.ALL])
    told = app.test_client().get("/api/v1/me/second-factor", headers={"Authorization": f"Bearer {word}"}).json
    assert (told["apps"], told["passkeys"], told["recovery_codes_left"], told["missing"]) == (1, 0, 10, False)


def test_they_go_home_and_are_erased_with_her(phone, drawer, kim):
    from community.leaving.erasing import erase
    from community.leaving.takeouts import order_takeout

    assert order_takeout(kim)
    erase(kim, keeps_words=False)
    for model in (AuthenticatorApp, LockChange):
        assert db.session.query(model).count() == 0
    assert shown()


def test_where_no_browser_would_keep_a_passkey_it_is_said_why(kims, app, monkeypatch):
    why = "Passkeys are not possible here"
    assert why not in kims.get(HERE).text
    monkeypatch.setitem(app.config, "PUBLIC_URL", "http://192.0.2.7:8000")
    page = kims.get(HERE).text
    assert (why in page, "Add a passkey" in page) == (True, False)
