"""Ada pastes the address of a shop, waits for a price, and hears that it is there."""

import re
import subprocess
import sys

import pytest
from playwright.sync_api import expect

from tests.community.pictures.conftest import coast, file_of
from tests.journeys.conftest import HOUSE, PASSWORD, Club, sign_in
from tests.services import free_port, until_alive
from tests.shops import shop  # noqa: F401

pytestmark = [pytest.mark.journey, pytest.mark.timeout(300)]


class ClubBesideAShop(Club):
    """An empty club of two, that may look at one shop on this machine."""

    def __init__(self, data, shop_port: int) -> None:
        super().__init__(free_port(), data)
        self.shop_port = shop_port
        self.env = {
            "PATH": "/usr/bin:/bin",
            "ZONE_DATA": str(data),
            "PORT": str(self.port),
            "RATE_LIMITS": "off",
        }
        self.env |= {"PYTHONPATH": str(HOUSE)}

    def beside(self, what: str) -> list[str]:
        return [sys.executable, "-m", "tests.journeys.beside_a_shop", str(self.shop_port), what]

    def open(self) -> None:
        log = (self.data / "serve.log").open("ab")
        self.process = subprocess.Popen(self.beside("serve"), cwd=HOUSE, env=self.env, stdout=log, stderr=log)
        until_alive(self.port, self.data / "serve.log")

    def night(self) -> None:
        subprocess.run(self.beside("night"), cwd=HOUSE, env=self.env, check=True, timeout=60)


@pytest.fixture
def club(shop, tmp_path):  # noqa: F811
    club = ClubBesideAShop(tmp_path, shop.port)
    club.zone("migrate")
    for handle in ("ada", "mia"):
        club.zone(
            "member", "create", "--handle", handle, "--email", f"{handle}@example.org", "--password", PASSWORD
        )
    club.open()
    yield club
    club.close()


@pytest.fixture
def address(shop):  # noqa: F811
    """Of a page that sells a bag."""
    shop.page("/bag.jpg", file_of(coast(600, 600)).read(), Content_Type="image/jpeg")
    return shop.sells("/bag", "Weekender", "3280", brand="Ardita", image="/bag.jpg")


def test_an_address_is_pasted_and_its_price_waited_for(club, window, shop, address):  # noqa: F811
    """Ada sits at her desk, Mia has her phone."""
    ada, mia = window(), window(390, scheme="dark")
    sign_in(ada, "ada")
    sign_in(mia, "mia")
    begin_list(ada, "November")
    paste(ada, address)
    ada.get_by_role("link", name="Weekender").first.click()
    expect(ada.get_by_role("heading", name="Weekender", level=1)).to_be_visible()
    expect(ada.get_by_text("Only you know of it")).to_be_visible()
    product = re.sub(r"[?#].*", "", ada.url)
    assert mia.goto(product).status == 404

    shop.sells("/bag", "Weekender", "2624", brand="Ardita", image="/bag.jpg")
    club.night()
    hear_of_the_drop(ada)
    ada.goto(product)
    expect(ada.locator(".spark-line")).to_be_visible()
    ada.get_by_text("All prices seen").click()
    expect(ada.get_by_role("cell", name=re.compile("2,624")).first).to_be_visible()

    publish(ada, "November")
    find_and_take(mia)
    for page in (ada, mia):
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")


def begin_list(page, title: str) -> None:
    page.goto("/lists/new")
    page.get_by_label("Title").fill(title)
    page.get_by_role("main").locator("form button[type=submit]").first.click()
    page.get_by_role("link", name="Add a piece").first.click()


def paste(page, address: str) -> None:
    """First one that leads into the house, then that of the shop."""
    page.get_by_label("Address of the shop's page").fill("http://192.168.1.1/router")
    page.get_by_role("button", name="Look there").click()
    expect(page.get_by_role("alert").first).to_contain_text("not on the open internet")
    page.get_by_label("Address of the shop's page").fill(f"{address}?utm_source=friends")
    page.get_by_role("button", name="Look there").click()
    expect(page.get_by_text("Found at The Corner Shop")).to_be_visible()
    expect(page.get_by_label("Name", exact=True)).to_have_value("Weekender")
    expect(page.get_by_label("Price", exact=True)).to_have_value("3280")
    page.get_by_label("Price you wait for").fill("3000")
    page.get_by_role("button", name="Add it", exact=True).click()
    expect(page.get_by_text("you wait for")).to_be_visible()


def hear_of_the_drop(page) -> None:
    page.goto("/notifications")
    told = page.get_by_role("main").get_by_text("“Weekender” costs").first
    expect(told).to_contain_text("The Corner Shop")
    expect(told).to_contain_text("3,280")
    told.click()
    expect(page.get_by_text("Your price is here")).to_be_visible()


def publish(page, title: str) -> None:
    page.goto("/lists/mine")
    page.get_by_role("link", name=title).first.click()
    page.get_by_role("link", name="Publish…").first.click()
    page.get_by_role("main").locator("form[action$='/publication'] button").click()


def find_and_take(page) -> None:
    page.goto("/products")
    page.get_by_label("Search products").fill("weekender")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Weekender").first.click()
    expect(page.get_by_text("November")).to_be_visible()
    page.get_by_role("button", name="Add to my list").click()
    expect(page.get_by_text("is on “My list” now")).to_be_visible()
