"""Somebody locks the door twice: with an app, and with a passkey that the browser keeps."""

import re
import time
from collections.abc import Iterator

import pyotp
import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import PASSWORD, Club, club_in

pytestmark = pytest.mark.journey
HERE = "/settings/second-factor"


@pytest.fixture(scope="module")
def named(tmp_path_factory) -> Iterator[Club]:
    """A club with a name: browsers keep keys for names, not for numbers."""
    club = club_in(tmp_path_factory.mktemp("named"))
    club.env |= {"PUBLIC_URL": f"http://localhost:{club.port}", "WORKERS": "0"}
    club.zone("migrate")
    for handle in ("pocket", "desk", "keyed"):
        who = ("--handle", handle, "--email", f"{handle}@journey.example", "--password", PASSWORD)
        club.zone("member", "create", *who)
    club.open()
    yield club
    club.close()


def at(club: Club, path: str) -> str:
    return f"http://localhost:{club.port}{path}"


def types_the_password(page: Page, club: Club, handle: str) -> None:
    page.goto(at(club, "/sign-in"))
    page.locator("[name=name]").fill(handle)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("form[action='/sign-in'] button[type=submit]").click()


def shown_by(secret: str) -> str:
    """Nearer than five seconds to the next code we wait for it."""
    if time.time() % 30 > 25:
        time.sleep(6)
    return pyotp.TOTP(secret).now()


@pytest.mark.parametrize(("width", "handle", "scripts"), [(390, "pocket", False), (1280, "desk", True)])
def test_an_app_on_a_phone_and_without_scripts(named, window, width, handle, scripts):
    member = window(width=width, java_script_enabled=scripts)
    types_the_password(member, named, handle)
    member.wait_for_url(at(named, "/"))
    member.goto(at(named, f"{HERE}/app"))
    expect(member.locator(".qr svg")).to_be_visible()
    secret = member.locator("code.code").inner_text().replace(" ", "")
    member.locator("[name=code]").fill(shown_by(secret))
    member.get_by_role("button", name="Add it").click()
    expect(member.locator(".recovery-codes li")).to_have_count(10)
    recovery = member.locator(".recovery-codes code").first.inner_text()

    again = window(width=width, java_script_enabled=scripts)
    types_the_password(again, named, handle)
    again.wait_for_url("**/sign-in/second-factor")
    again.locator("[name=code]").fill("000000")
    again.get_by_role("button", name="Go on").click()
    expect(again.get_by_role("alert").first).to_contain_text("does not fit")
    again.locator("[name=code]").fill(recovery)
    again.get_by_role("button", name="Go on").click()
    expect(again).to_have_url(re.compile(HERE))
    expect(again.locator("main")).to_contain_text("9 codes are left")


def test_a_passkey(named, window):
    member = window()
    keeps_keys(member)
    types_the_password(member, named, "keyed")
    member.wait_for_url(at(named, "/"))
    member.goto(at(named, HERE))
    member.get_by_role("button", name="Add a passkey").click()
    expect(member.locator(".recovery-codes li")).to_have_count(10)
    expect(member.locator("main")).to_contain_text("My passkey")
    member.context.clear_cookies()
    types_the_password(member, named, "keyed")
    member.wait_for_url("**/sign-in/second-factor")
    member.get_by_role("button", name="Use a passkey").click()
    member.wait_for_url(at(named, "/"))
    member.goto(at(named, HERE))
    expect(member.locator("main")).to_contain_text("last used")
    member.goto(at(named, "/settings/proof?next=/settings/tokens"))
    member.get_by_role("button", name="Use a passkey").click()
    member.wait_for_url(at(named, "/settings/tokens"))


def keeps_keys(page: Page) -> None:
    line = page.context.new_cdp_session(page)
    line.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    line.send("WebAuthn.addVirtualAuthenticator", {"options": options})
