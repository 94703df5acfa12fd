"""Two windows, one evening: from an invitation to a line of chat that survives the server."""

import io
import re
import urllib.request
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.journey
GPS, MAKE = 0x8825, 0x010F


def camera_photo(folder: Path) -> Path:
    """As a phone writes it: turned, with its make and the place it was taken at."""
    picture = Image.linear_gradient("L").resize((1200, 900)).convert("RGB")
    exif = Image.Exif()
    exif[MAKE], exif[0x0112] = "Pocket", 6
    exif.get_ifd(GPS).update({1: "N", 2: (44.0, 18.0, 30.0), 3: "E", 4: (9.0, 12.0, 0.0)})
    path = folder / "harbour.jpg"
    picture.save(path, "JPEG", exif=exif)
    return path


def invitation_from(inviter: Page) -> str:
    inviter.goto("/invitations")
    inviter.locator("form[action='/invitations'] button[type=submit]").click()
    return inviter.locator(".invitation-made .code").inner_text()


def comes_in(newcomer: Page, link: str) -> None:
    newcomer.goto(link)
    newcomer.get_by_label("Your name").fill("Nora Winther")
    newcomer.get_by_label("Handle").fill("nora")
    newcomer.get_by_label("E-mail").fill("nora@example.org")
    newcomer.locator("input[name=password]").fill("three boats and a lantern")
    newcomer.get_by_role("button", name="Become a member").click()
    newcomer.wait_for_url(re.compile(r"/(\?.*)?$"))


def publishes_a_story(author: Page, photo: Path) -> None:
    author.goto("/stories/new")
    author.locator("[name=title]").fill("A harbour before breakfast")
    author.locator("#paper").fill("Nobody was there but the ropes.")
    author.locator("[data-photos]").set_input_files(photo)
    expect(author.locator("[name=text]")).to_have_value(re.compile(r"!\[.*\]\(photo:\S+\)"))
    author.locator("button[name=then][value=publish]").first.click()
    author.locator("form[action$='/publication'] button[type=submit]").click()
    expect(author.locator("h1", has_text="A harbour before breakfast")).to_be_visible()


def holds_nothing_private(picture: bytes) -> bool:
    exif = Image.open(io.BytesIO(picture)).getexif()
    return MAKE not in exif and not exif.get_ifd(GPS)


def test_an_evening_in_the_club(club, window, page_of, tmp_path):
    ruolan, nora = page_of("ruolan"), window()

    comes_in(nora, invitation_from(ruolan))
    publishes_a_story(nora, camera_photo(tmp_path))

    shown = nora.locator(".prose img[src*='/media/'], .prose source").first
    address = shown.get_attribute("src") or str(shown.get_attribute("srcset")).split()[0]
    cookie = "; ".join(f"{one['name']}={one['value']}" for one in nora.context.cookies())
    asked = urllib.request.Request(club.url + address, headers={"Cookie": cookie})
    assert holds_nothing_private(urllib.request.urlopen(asked).read())

    nora.goto("/passport")
    score = nora.locator(".ring-score")
    expect(score).to_have_text("10")
    ruolan.goto("/?view=latest")
    card = ruolan.locator("article", has_text="A harbour before breakfast")
    card.locator("button[data-reaction]").click()
    expect(score).to_have_text("12")
    nora.reload()
    expect(nora.locator("[data-ledger]")).to_contain_text("He Ruolan liked “A harbour before breakfast”")


def test_a_list_is_published_after_its_owner_saw_what_others_will_see(page_of):
    ting, sukin = page_of("ting"), page_of("sukin")
    ting.goto("/lists/new")
    ting.locator("[name=title]").fill("For a rainy Sunday")
    ting.locator("main form button[type=submit]").first.click()
    ting.wait_for_url(re.compile(r"/lists/\d+"))
    listed = re.search(r"/lists/(\d+)", ting.url)
    assert listed
    ting.goto(f"/lists/{listed[1]}/items/new")
    ting.locator("[name=name]").fill("Umbrella with a wooden handle")
    ting.locator("[name=price]").fill("1,280")
    ting.locator(".list-editor button[type=submit]").first.click()
    ting.wait_for_url(lambda address: "/items" not in address)
    ting.goto(f"/lists/{listed[1]}/publication")
    expect(ting.locator(".preview")).to_contain_text("Umbrella with a wooden handle")
    ting.locator("form[action$='/publication'] button[type=submit]").click()

    sukin.goto("/lists")
    sukin.get_by_role("link", name="For a rainy Sunday").first.click()
    expect(sukin.locator("main")).to_contain_text("¥")
    expect(sukin.locator("main")).to_contain_text("Umbrella with a wooden handle")


def test_what_is_said_while_the_server_is_away_arrives_once(club, page_of):
    ting, yuchen = page_of("ting"), page_of("yuchen")
    for page in (ting, yuchen):
        page.goto("/chat/night-owls")
        expect(page.locator("[data-words]")).to_be_enabled()
    says(ting, "Anybody awake?")
    expect(yuchen.locator("[data-log]")).to_contain_text("Anybody awake?")

    club.close()
    says(yuchen, "I am, but the club is not.")
    club.open()

    expect(ting.locator("[data-log]")).to_contain_text("I am, but the club is not.", timeout=30_000)
    ting.reload()
    assert ting.locator("[data-log] .message", has_text="I am, but the club is not.").count() == 1


def says(page: Page, words: str) -> None:
    page.locator("[data-words]").fill(words)
    page.locator("[data-words]").press("Enter")


def test_a_chinese_word_is_found_inside_a_sentence(club, page_of):
    club.zone("work", "--once")
    yuchen = page_of("yuchen")
    yuchen.goto("/search?q=机械")
    expect(yuchen.locator("main")).to_contain_text("一块表走慢了四秒")
