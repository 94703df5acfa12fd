"""A fake is told of on a phone, voted on blind, found, and appealed against by whoever has it."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import HOUSE, answered

pytestmark = pytest.mark.journey
SELLER = "Marketplace, Lune reseller"
PHOTO = HOUSE / "static/icon-512.png"


def test_a_fake_is_told_of_voted_on_blind_found_and_appealed_against(page_of):
    phone, desk, reader = page_of("minhquan", width=390, height=844), page_of("qingmei"), page_of("laowei")
    here = told_of(phone)
    disputed_by(desk)
    marked(reader, "disputed")
    for expert, vote, words in (
        ("ruolan", "fake", "The pump is of the old model."),
        ("linh", "unsure", "Không thấy rõ đáy."),
    ):
        voted(page_of(expert), here, vote, words, unseen_by=desk)
    desk.goto(here)
    expect(desk.locator("#votes")).to_contain_text("The pump is of the old model.")
    desk.locator("input[name=verdict][value=fake]").check()
    desk.locator("textarea[name=words]").fill("The code is of another batch.")
    with answered(desk):
        desk.locator("form[action$='/verdict'] button.main").click()
    marked(reader, "fake")
    phone.goto(here)
    expect(phone.locator("main")).to_contain_text("The code is of another batch.")
    owner = page_of("sukin")
    appealed_by(owner, desk, here)
    answered_by(page_of("peizhi"), here)
    owner.goto(here)
    expect(owner.locator("main")).to_contain_text("The photos do not show enough.")
    marked(reader, None)


def told_of(phone: Page) -> str:
    phone.goto("/products?q=cleansing")
    phone.locator("main article a", has_text="Cleansing milk").click()
    phone.locator("main a[href$='/dossiers']").click()
    phone.locator("[name=seller]").fill(SELLER)
    phone.locator("[name=order]").fill("MP-90011")
    phone.locator("input[type=file]").set_input_files(PHOTO)
    phone.locator("input[name=sign][value=number]").check()
    phone.locator("textarea[name=text]").fill("The code leads nowhere.")
    phone.locator("main form button.main").click()
    phone.wait_for_url(re.compile(r"/dossiers/\d+$"))
    fits(phone)
    expect(phone.locator("main")).to_contain_text("The code leads nowhere.")
    expect(phone.locator("main")).not_to_contain_text("MP-88213")  # what another told
    return phone.url


def disputed_by(desk: Page) -> None:
    """And asks those who are verified for the brand; nothing is decided before they have spoken."""
    desk.goto("/moderation")
    desk.get_by_role("link", name="Cleansing milk").click()
    expect(desk.locator("main")).to_contain_text("The code leads nowhere.")
    with answered(desk):
        desk.locator("form[action$='/dispute'] button.main").click()
    expect(desk.locator("form[action$='/verdict']")).to_have_count(0)


def voted(page: Page, here: str, vote: str, words: str, unseen_by: Page) -> None:
    """Without names, orders and others' votes."""
    page.goto(here)
    for hidden in ("MP-90011", "Minh Quân", "The pump is of the old model."):
        expect(page.locator("main")).not_to_contain_text(hidden)
    unseen_by.goto(here)
    expect(unseen_by.locator("main")).not_to_contain_text("The pump is of the old model.")
    page.locator(f"input[name=vote][value={vote}]").check()
    page.locator("form#vote textarea[name=text]").fill(words)
    with answered(page):
        page.locator("form#vote button.main").click()


def appealed_by(owner: Page, decided: Page, here: str) -> None:
    """Who has it reads in private what to do; who decided does not decide again."""
    owner.goto("/notifications")
    owner.get_by_role("link", name="confirmed as a fake").first.click()
    expect(owner.locator("main")).to_contain_text("money back")
    expect(owner.locator("main")).not_to_contain_text("Minh Quân")
    owner.locator("textarea[name=appeal]").fill("The seal was whole when it came.")
    with answered(owner):
        owner.locator("form#appeal button.main").click()
    decided.goto(here)
    expect(decided.locator("form[action$='/decision']")).to_have_count(0)


def answered_by(second: Page, here: str) -> None:
    second.goto(here)
    second.locator("input[name=verdict][value=unproven]").check()
    second.locator("textarea[name=answer]").fill("The photos do not show enough.")
    with answered(second):
        second.locator("form[action$='/decision'] button.main").click()


def marked(page: Page, word: str | None) -> None:
    """Of the piece on the list, and on the product's page."""
    for place in ("/lists", "/products?q=cleansing"):
        page.goto(place)
        name = "The three I rotate" if place == "/lists" else "Cleansing milk"
        page.locator("main article a", has_text=name).first.click()
        page.wait_for_url(re.compile(r"/(lists|products)/\d+"))
        marks = page.locator("main .pair-mark")
        if word:
            expect(marks.and_(page.locator(f".{word}")).first).to_be_visible()
        else:
            expect(marks).to_have_count(0)


def fits(page: Page) -> None:
    page.wait_for_function("() => document.documentElement.scrollWidth <= innerWidth")
