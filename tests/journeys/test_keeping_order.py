"""Those who keep order work through the queue at a desk, a colleague beside; reports come from a phone."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import answered

pytestmark = pytest.mark.journey
UNTIL_TOLD = 60_000  # ms: a decision is told once it cannot be undone any more
TITLES = ("Bowls at a third of the price", "More bowls, write to me", "The last bowls")


@pytest.fixture
def bowls(page_of):
    """Minh Quân offers bowls in three topics, and Beibei reports each on her phone."""
    his, hers = page_of("minhquan"), page_of("beibei", width=390, height=844)
    for title in TITLES:
        his.goto("/topics/new?board=table")
        his.locator("input[name=title]").fill(title)
        his.locator("textarea[name=text]").fill("By the dozen: call 0901 234 567.")
        his.locator("form[action='/topics'] button.main").click()
        his.wait_for_url("**/topics/*-*")
        report(hers, his.url, "selling", "He offers them in every room.")
    return his, hers


def report(page: Page, address: str, rule: str, text: str) -> None:
    number = address.split("/topics/")[1].split("-", maxsplit=1)[0]
    page.goto(f"/contributions/{number}/report")
    page.locator(f"input[name=rule][value={rule}]").check()
    page.locator("textarea[name=text]").fill(text)
    page.wait_for_function("() => document.documentElement.scrollWidth <= innerWidth")
    with answered(page):
        page.locator("main form button.main").click()


def case_of(page: Page, title: str):
    return page.locator("article.case", has_text=title)


def test_a_moderator_works_through_the_queue(bowls, page_of):
    his, hers = bowls
    desk, colleague = page_of("qingmei"), page_of("anders")
    decided = lines_of_the_log(desk)
    for page in (desk, colleague):
        page.goto("/moderation")
        for title in TITLES:
            expect(case_of(page, title)).to_be_visible()

    # The keys move from case to case, and open one.
    desk.keyboard.press("j")
    expect(desk.locator("article.case").first).to_be_focused()
    case_of(desk, TITLES[0]).get_by_role("link", name=TITLES[0]).click()
    expect(desk.locator("[data-case]")).to_contain_text("0901 234 567")
    expect(desk.locator("main")).to_contain_text("He offers them in every room.")

    # What is reported is not edited away, and whoever has the case has it.
    address = case_topic(desk)
    his.goto(f"{address}/edition")
    his.locator("textarea[name=text]").fill("A cup of tea with you all?")
    with answered(his):
        his.locator("main form button.main").click()
    with answered(desk):
        desk.locator("form[action$='/claim'] button").click()
    expect(desk.locator("[data-case]")).to_contain_text("0901 234 567")
    expect(desk.locator("[data-case]")).to_contain_text("A cup of tea")
    expect(case_of(colleague, TITLES[0])).to_contain_text("顾清梅")
    case = desk.url

    # Somebody else has it: a colleague is told so in words.
    colleague.goto(case)
    choose(colleague, "hide")
    colleague.locator("#decide button.main").click()
    expect(colleague.locator("[role=alert]")).to_contain_text("A colleague has this case")

    # Seen before it is said; then all three at once, each with its own line in the log.
    choose(desk, "warn", "The club is no market. Show one bowl, and tell its story.")
    desk.locator("#decide button[name=preview]").click()
    expect(desk.locator(".told-preview")).to_contain_text("Show one bowl")
    choose(desk, "hide", "The club is no market. Show one bowl, and tell its story.")
    for box in desk.locator("input[name=also]").all():
        box.check()
    desk.locator("#decide button.main").click()
    desk.wait_for_url("**/moderation")

    # One of them within half a minute back, as if nobody had decided; and kept instead, by a key.
    takes_one_back(desk, TITLES[2])
    for page in (desk, colleague):
        page.goto("/moderation")
        expect(case_of(page, TITLES[2])).to_be_visible()
        for title in TITLES[:2]:
            expect(case_of(page, title)).to_have_count(0)
    case_of(desk, TITLES[2]).focus()
    with answered(desk):
        desk.keyboard.press("a")
    expect(case_of(colleague, TITLES[2])).to_have_count(0)

    # Whoever wrote it reads why, whoever reported it hears of it, and a colleague need not look any more.
    his.goto("/reports")
    expect_soon(his, "main a[href^='/decisions/']", 2)
    his.locator("main a[href^='/decisions/']").first.click()
    expect(his.locator("main")).to_contain_text("Show one bowl")
    expect(his.locator("form#appeal")).to_be_visible()
    hers.goto("/reports")
    expect(hers.locator("main .chip.good")).to_have_count(2)
    hers.wait_for_function("() => document.documentElement.scrollWidth <= innerWidth")
    assert lines_of_the_log(desk) == decided + 4


def takes_one_back(page: Page, title: str) -> None:
    expect(page.locator("form[data-undo] button")).to_contain_text("3")  # all of them, by one press
    page.locator("form[data-undo]").get_by_role("link", name=title).click()
    with answered(page):
        page.locator("form[action$='/undoing'] button").click()


def lines_of_the_log(page: Page) -> int:
    """Those of what she decided, in this journey and before."""
    page.goto("/moderation/log?act=case.decided&by=qingmei")
    return page.locator("main tbody tr").count()


def choose(page: Page, measure: str, words: str = "") -> None:
    page.locator(f"input[name=measure][value={measure}]").check()
    page.locator("#decide textarea[name=words]").fill(words)


def case_topic(page: Page) -> str:
    return page.locator("[data-case] a[href^='/topics/']").first.get_attribute("href").split("-")[0]


def expect_soon(page: Page, what: str, count: int) -> None:
    """What a job tells when its time has come; the page is asked again until then."""
    for _ in range(UNTIL_TOLD // 2_000):
        if page.locator(what).count() >= count:
            return
        page.wait_for_timeout(2_000)
        page.reload()
    expect(page.locator(what)).to_have_count(count)
