"""Somebody locks the door twice: with an app, and with a passkey that the browser keeps."""

import re
import time

import pyotp
import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import PASSWORD, club_in

pytestmark = pytest.mark.journey
HERE = "/settings/second-factor"


def types_the_password(page: Page, handle: str, club: str = "") -> None:
    page.goto(f"{club}/sign-in")
    page.locator("[name=name]").fill(handle)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("form[action='/sign-in'] button[type=submit]").click()


def comes_to_the_second_step(page: Page, handle: str, club: str = "") -> None:
    types_the_password(page, handle, club)
    page.wait_for_url("**/sign-in/second-factor")
    page.wait_for_function("() => document.documentElement.scrollWidth <= innerWidth")


def shown_by(secret: str) -> str:
    """Nearer than five seconds to the next code we wait for it."""
    if time.time() % 30 > 25:
        time.sleep(6)
    return pyotp.TOTP(secret).now()


@pytest.mark.parametrize(("width", "scripts"), [(390, False), (1280, True)])
def test_an_app_on_a_phone_and_without_scripts(club, window, page_of, width, scripts):
    handle = f"locked{width}"
    who = ("--handle", handle, "--email", f"{handle}@journey.example", "--password", PASSWORD)
    club.zone("member", "create", *who)
    member = page_of(handle, width=width, java_script_enabled=scripts)
    member.goto(f"{HERE}/app")
    expect(member.locator(".qr svg")).to_be_visible()
    secret = member.locator("code.code").inner_text().replace(" ", "")
    member.locator("[name=code]").fill(shown_by(secret))
    member.get_by_role("button", name="Add it").click()
    expect(member.locator(".recovery-codes li")).to_have_count(10)
    recovery = member.locator(".recovery-codes code").first.inner_text()

    again = window(width=width, java_script_enabled=scripts)
    comes_to_the_second_step(again, handle)
    again.locator("[name=code]").fill("000000")
    again.get_by_role("button", name="Go on").click()
    expect(again.get_by_role("alert")).to_contain_text("does not fit")
    again.locator("[name=code]").fill(recovery)
    again.get_by_role("button", name="Go on").click()
    expect(again).to_have_url(re.compile(HERE))
    expect(again.locator("main")).to_contain_text("9 codes are left")


@pytest.fixture
def named_club(tmp_path):
    """Browsers keep keys for names, not for numbers."""
    club = club_in(tmp_path)
    named = f"http://localhost:{club.port}"
    club.env |= {"PUBLIC_URL": named, "WORKERS": "0"}
    club.zone("migrate")
    who = ("--handle", "keyed", "--email", "keyed@journey.example", "--password", PASSWORD)
    club.zone("member", "create", *who)
    club.open()
    yield named
    club.close()


def test_a_passkey(named_club, window):
    member = window()
    keeps_keys(member)
    types_the_password(member, "keyed", named_club)
    member.wait_for_url(f"{named_club}/")
    member.goto(f"{named_club}{HERE}")
    member.get_by_role("button", name="Add a passkey").click()
    expect(member.locator(".recovery-codes li")).to_have_count(10)
    expect(member.locator("main")).to_contain_text("My passkey")
    member.context.clear_cookies()
    comes_to_the_second_step(member, "keyed", named_club)
    member.get_by_role("button", name="Use a passkey").click()
    member.wait_for_url(f"{named_club}/")
    member.goto(f"{named_club}{HERE}")
    expect(member.locator("main")).to_contain_text("last used")


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
