"""A hidden advertisement is labelled, and on appeal given back."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import answered
from tests.journeys.test_keeping_order import UNTIL_TOLD, choose

pytestmark = pytest.mark.journey


def test_a_hidden_advertisement_is_labelled_and_on_appeal_given_back(page_of):
    author, reader = page_of("yanzi"), page_of("minhquan", width=390, height=844)
    score = points_of(author)
    reader.goto("/@yanzi")
    reader.locator("main a[href^='/stories/']").first.click()
    reader.wait_for_url("**/stories/*")
    story = reader.url
    number = story.split("/stories/")[1].split("-")[0]
    reader.goto(f"/contributions/{number}/report")
    reader.locator("input[name=rule][value=undisclosed]").check()
    reader.locator("textarea[name=text]").fill("The kiln thanked her for it.")
    with answered(reader):
        reader.locator("main form button.main").click()

    desk = page_of("qingmei")
    desk.goto("/moderation?rule=undisclosed")
    case = desk.locator("article.case", has=desk.locator("b", has_text=name_of_author(author)))
    case.locator("h2 a").click()
    desk.wait_for_url("**/moderation/cases/*")
    choose(desk, "label")
    desk.locator("#decide button.main").click()
    desk.wait_for_url("**/moderation")
    for place in (story, "/@yanzi"):
        reader.goto(place)
        expect(reader.locator("main .disclosure").first).to_be_visible()
    fits(reader)

    # Its author reads why, cannot take it off, and what it brought is gone.
    author.goto("/reports")
    soon(author, "main a[href^='/decisions/']")
    author.goto(f"{story.split('-')[0]}/settings")
    expect(author.locator("[name=disclosure]")).to_have_count(0)
    assert points_of(author) < score

    author.goto("/reports")
    author.locator("main a[href^='/decisions/']").first.click()
    author.locator("form#appeal textarea").fill("I paid for the clay myself.")
    with answered(author):
        author.locator("form#appeal button.main").click()
    second = page_of("peizhi")
    second.goto("/moderation?view=appeals")
    second.locator("article.case h2 a").first.click()
    second.locator("textarea[name=answer]").fill("You are right.")
    with answered(second):
        second.locator("form[action^='/moderation/appeals/'] button[value='1']").click()
    reader.goto(story)
    expect(reader.locator("main .disclosed-note")).to_have_count(0)
    for _ in range(20):
        if points_of(author) == score:
            return
        author.wait_for_timeout(1_000)
    assert points_of(author) == score


def points_of(page: Page) -> int:
    score: int = page.request.get("/api/v1/members/yanzi/score").json()["score"]
    return score


def fits(page: Page) -> None:
    page.wait_for_function("() => document.documentElement.scrollWidth <= innerWidth")


def name_of_author(page: Page) -> str:
    page.goto("/@yanzi")
    return page.locator("main h1").inner_text().splitlines()[0]  # her badges stand beneath


def soon(page: Page, what: str) -> None:
    for _ in range(UNTIL_TOLD // 2_000):
        if page.locator(what).count():
            return
        page.wait_for_timeout(2_000)
        page.reload()
    expect(page.locator(what)).not_to_have_count(0)
