"""`make shots`: the main pages of the village, phone and desk, light and dark, into docs/screenshots."""

import os
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.journeys.conftest import PASSWORD, QUIET, Club, sign_in
from tests.services import browser, free_port

PLACE = Path(__file__).parents[2] / "docs" / "screenshots"
PAGES = {
    "home": "/?view=latest",
    "stories": "/stories",
    "story": "a story",
    "list": "a list",
    "boards": "/boards",
    "topic": "a topic",
    "chat": "/chat/night-owls",
    "passport": "/passport",
    "profile": "/@ruolan",
}
FOUND = {
    "a story": ("/stories", "main a[href^='/stories/'][href*='-']"),
    "a list": ("/lists", "main a[href^='/lists/'][href*='november']"),
    "a topic": ("/boards/skincare-lab", "main a[href^='/topics/'][href*='repair']"),
}
SIZES = {"1280": (1280, 900), "390": (390, 844)}


def main() -> None:
    PLACE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        club = Club(free_port(), Path(folder))
        club.env = {**os.environ, "ZONE_DATA": folder, "PORT": str(club.port), "RATE_LIMITS": "off"}
        club.zone("migrate")
        club.zone("seed", "village", "--password", PASSWORD)
        club.open()
        chromium = playwright.chromium.launch(executable_path=browser(), args=QUIET)
        try:
            for size, (width, height) in SIZES.items():
                for scheme in ("light", "dark"):
                    context = chromium.new_context(
                        base_url=club.url,
                        viewport={"width": width, "height": height},
                        color_scheme=scheme,
                        reduced_motion="reduce",
                    )
                    shoot(context.new_page(), f"{size}-{scheme}")
                    context.close()
        finally:
            chromium.close()
            club.close()


def shoot(page: Page, kind: str) -> None:
    sign_in(page, "yuchen")
    for name, address in PAGES.items():
        page.goto(address_of(page, address))
        page.wait_for_load_state("networkidle")
        page.screenshot(path=PLACE / f"{name}-{kind}.jpg", type="jpeg", quality=82)


def address_of(page: Page, address: str) -> str:
    if address not in FOUND:
        return address
    shelf, link = FOUND[address]
    page.goto(shelf)
    return str(page.locator(link).first.get_attribute("href"))


if __name__ == "__main__":
    main()
