"""Every page, on a phone and on a desk, in light and dark: readable by everybody, as wide as the screen."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.journeys.conftest import sign_in

pytestmark = pytest.mark.journey
PAGES = [
    "/",
    "/?view=latest",
    "/stories",
    "/stories/new",
    "/lists",
    "/lists/new",
    "/tips",
    "/tips/new",
    "/reviews",
    "/reviews/new",
    "/boards",
    "/boards/skincare-lab",
    "/topics/new",
    "/boards/is-it-real",
    "/boards/held",
    "/boards/skincare-lab/feed",
    "/bloggers",
    "/bloggers/apply",
    "/bookmarks",
    "/drafts",
    "/chat",
    "/chat/night-owls",
    "/chat/night-owls/pins",
    "/chat/new",
    "/passport",
    "/passport/weeks",
    "/passport/rules",
    "/passport/next",
    "/passport/invitations",
    "/passport/awards",
    "/passport/appeals",
    "/passport/stamps",
    "/trips",
    "/live",
    "/rules",
    "/rules/log",
    "/reports",
    "/settings/second-factor",
    "/@ruolan",
    "/@ruolan/feed",
    "/search?q=watch",
    "/settings",
    "/settings/sessions",
    "/settings/leaving",
    "/settings/sharing",
    "/reposts/asked",
    "/@ting/reposts",
    "/?view=following",
    "/invitations",
    "/nowhere",
]
STICKS_OUT = """() => [...document.querySelectorAll(".card")].flatMap((card) => {
  const box = card.getBoundingClientRect();
  const goesItsOwnWay = (it) => {
    for (; it && it !== card; it = it.parentElement) {
      const { overflowX, position } = getComputedStyle(it);
      if (overflowX !== "visible" || ["absolute", "fixed"].includes(position)) return true;
    }
  };
  return [...card.querySelectorAll("*")]
    .filter((it) => {
      const { left, right, width } = it.getBoundingClientRect();
      return width && (left < box.left - 1 || right > box.right + 1) && it.checkVisibility();
    })
    .filter((it) => !goesItsOwnWay(it))
    .slice(0, 1)
    .map((it) => it.outerHTML.slice(0, 120));
})"""
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "dark")])
def test_every_page_is_readable_by_everybody(page_of, width, scheme):
    page = page_of("yuchen", width=width, scheme=scheme)
    troubles = []
    for address in [*PAGES, *found_on(page)]:
        page.goto(address)
        troubles += [f"{address} at {width} px: {trouble}" for trouble in seen_on(page)]
    assert not troubles, "\n".join(troubles)


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
def test_pages_of_the_team_are_readable_by_everybody(page_of, width, scheme):
    page = page_of("anders", width=width, scheme=scheme)
    troubles = []
    page.goto("/editorial?view=answered")
    sent = page.locator("main article h2 a").first.get_attribute("href")
    for address in (
        "/editorial",
        sent,
        "/editorial?view=answered",
        f"{sent}/changes",
        "/bloggers/applications",
        "/moderation",
        "/moderation/log",
        "/circles",
    ):
        page.goto(address)
        troubles += [f"{address} at {width} px: {trouble}" for trouble in seen_on(page)]
    assert not troubles, "\n".join(troubles)


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "dark")])
def test_pages_of_the_programme_are_readable_by_everybody(page_of, width, scheme):
    page = page_of("wenhao", width=width, scheme=scheme)
    troubles = []
    figures = [f"insights{view}" for view in ("", "/spending", "/categories", "/cohorts")]
    for address in ("rounds", "rounds/new", "criteria", "retention", "awards", "appeals", *figures):
        page.goto(f"/programme/{address}")
        troubles += [f"{address} at {width} px: {trouble}" for trouble in seen_on(page)]
    assert not troubles, "\n".join(troubles)


def seen_on(page) -> list[str]:
    """What is wrong with how the page lies and how it is read out."""
    sideways = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    found = Axe().run(page, options=RULES).response["violations"]
    return [
        *(["it scrolls sideways"] if sideways else []),
        *(f"out of its card: {html}" for html in page.evaluate(STICKS_OUT)),
        *(f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found),
    ]


def found_on(page) -> list[str]:
    """One of each, as their pages name them."""
    links = []
    for shelf, item in (
        ("/stories", "/stories/"),
        ("/lists", "/lists/"),
        ("/search?q=watch&kind=topic", "/topics/"),
        ("/tips", "/tips/"),
        ("/reviews", "/reviews/"),
        ("/products", "/products/"),
        ("/trips", "/trips/"),
    ):
        page.goto(shelf)
        there = (link.get_attribute("href") for link in page.locator(f"main a[href^='{item}']").all())
        links.append(next(link for link in there if re.match(rf"{item}\d+", link)))
    return [*links, repost_form(links[0]), "/reposts/" + repost_by(page, "ting")]


def repost_form(story: str) -> str:
    return f"/contributions/{re.search(r'[0-9]+', story)[0]}/repost"


def repost_by(page, handle: str) -> str:
    page.goto(f"/@{handle}/reposts")
    return page.locator(".repost .who-line a").first.get_attribute("href").rpartition("/")[2]


@pytest.mark.parametrize("language", ["zh_Hans", "vi"])
def test_the_club_speaks_the_language_of_its_reader(club, window, language):
    handles = {"zh_Hans": ("yanzi", "首页"), "vi": ("linh", "Trang chủ")}
    handle, home = handles[language]
    page = window()
    sign_in(page, handle)
    assert page.locator("html").get_attribute("lang") == language.replace("_", "-")
    assert home in page.locator(".rail").inner_text()
