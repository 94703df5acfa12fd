"""Two talk in a room, on a phone and at a desk: seen at once, kept through a broken line, found again."""

import io
import re
import time

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.journeys.conftest import answered

pytestmark = pytest.mark.journey
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
TO_TOP = "document.querySelector('[data-log]').scrollTop = 0"
MANY = """async (count) => {
  for (let number = 1; number <= count; number++) {
    const body = JSON.stringify({ text: `Sheep no. ${number}`, client_id: `sheep-${number}` });
    const headers = { "Content-Type": "application/json" };
    await fetch(`${location.pathname}/messages`, { method: "POST", body, headers });
  }
}"""


SAY_IT_BETTER = """text => {
  const id = document.querySelector("[data-root]").dataset.root;
  const headers = { "Content-Type": "application/json" };
  return fetch(`/chat/messages/${id}/edition`, { method: "POST", body: JSON.stringify({ text }), headers });
}"""


@pytest.mark.parametrize(("size", "who"), [(PHONE, "dora"), (DESK, "jiaqi")], ids=["phone", "desk"])
def test_two_talk_in_a_room(club, page_of, size, who):
    guest, host = page_of(who, **size), page_of("ting", **DESK)
    opens_a_room(host, f"Rain on the roof, {who}", who)
    finds_it(guest, f"Rain on the roof, {who}")
    are_there(host, guest)
    says_something(guest, host)
    feels_more_about_it(host, guest)
    says_it_better(guest, host)
    calls_by_name(host, guest)
    says_it_with_signs(host, guest)
    shows_a_list(guest, host)
    pins_it(host, guest)
    keeps_it_for_later(guest)
    answers_at_length(guest, host)
    goes_on_through_a_broken_line(club, guest, host)
    counts_sheep(host, guest)
    wants_quiet(guest, host)
    for page in (guest, host):
        page.wait_for_function("() => document.documentElement.scrollWidth <= innerWidth")


def test_a_first_word_in_an_open_room_moves_it_among_ones_own(club, page_of):
    page = page_of("ruolan", **DESK)
    page.goto("/chat")
    first = page.locator("[data-open-to-me]").first
    place = first.get_attribute("href")
    first.click()
    says(page, "Good evening, all")
    expect(page.locator(f'.room[href="{place}"]:not([data-open-to-me])')).to_be_visible()


def answers_at_length(guest: Page, host: Page) -> None:
    """In a thread: the other sees that there is an answer, finds it, and comes back to where it hangs."""
    question = log(guest).locator(".message", has_text="Who hears it?").first
    question.focus()
    with guest.expect_navigation():
        question.locator("[data-act=thread]").click()
    says(guest, "The gutter does, and so do I")
    asked = log(host).locator(".message", has_text="Who hears it?").first
    asked.locator(".message-thread", has_text="1 reply").click()
    expect(log(host)).to_contain_text("The gutter does, and so do I")
    says(host, "And the cat")
    expect(log(guest)).to_contain_text("And the cat")
    host.evaluate(SAY_IT_BETTER, "Who hears it? Anybody?")
    expect(guest.locator("[data-root]")).to_contain_text("Anybody?")  # above the thread, as it is now
    for page in (guest, host):
        page.locator(".thread-head").get_by_role("link", name=re.compile("Thread in")).click()
        expect(log(page).locator(".message-thread", has_text="2 replies")).to_be_visible()


def log(page: Page):
    return page.locator("[data-log]")


def says(page: Page, words: str) -> None:
    expect(page.locator("[data-entered]")).to_be_visible()  # the line is there
    page.locator("[data-words]").fill(words)
    page.locator("[data-words]").press("Enter")
    expect(log(page).locator(".message:not(.waiting)", has_text=words).last).to_be_visible()


def test_a_room_whose_script_the_line_took_is_there_again_with_the_line(club, page_of):
    page = page_of("anders", **DESK, service_workers="block")
    page.route("**/conversation-*.js", lambda script: script.abort())
    with page.expect_event("requestfailed", lambda request: "/conversation-" in request.url):
        page.goto("/chat/night-owls")
    page.unroute("**/conversation-*.js")
    club.close()
    club.open()
    expect(page.locator("[data-entered]")).to_be_visible(timeout=30_000)


def opens_a_room(host: Page, name: str, who: str) -> None:
    """A private one, with somebody in it at once."""
    host.goto("/chat/new")
    host.get_by_label("Name", exact=True).fill(name)
    host.get_by_label("Private").check()
    host.get_by_label("Let in at once").fill(f"@{who}")
    host.get_by_role("button", name="Open the room").click()
    expect(host.get_by_role("heading", name=name)).to_be_visible()
    says(host, "Who hears it?")


def finds_it(guest: Page, name: str) -> None:
    guest.goto("/chat")
    room = guest.locator("[data-room-list] a", has_text=name)
    expect(room.locator("[data-unread]")).to_have_text("1")
    room.click()
    expect(log(guest)).to_contain_text("Who hears it?")
    expect(log(guest).locator("[data-new]")).to_be_visible()


def are_there(host: Page, guest: Page) -> None:
    for page in (host, guest):
        expect(page.locator("[data-here-count]")).to_have_text("2")
    guest.locator("[data-words]").press_sequentially("I do")
    expect(host.locator("[data-writing]")).to_contain_text("is writing")


def says_something(guest: Page, host: Page) -> None:
    says(guest, "I do, from the attic.")
    expect(log(host)).to_contain_text("I do, from the attic.")
    expect(host.locator("[data-writing]")).to_have_text("")
    heard = log(host).locator(".message", has_text="from the attic")
    heard.hover()
    heard.get_by_role("button", name="Like").last.click()
    expect(
        log(guest).locator(".message", has_text="from the attic").locator("[data-like-count]")
    ).to_have_text("1")


def feels_more_about_it(host: Page, guest: Page) -> None:
    """The heart becomes another sign, for both; who felt it is a page."""
    heard = log(host).locator(".message", has_text="from the attic")
    heard.hover()
    heard.get_by_role("button", name="React").click()
    host.get_by_role("menuitemradio", name="Beautiful").click()
    expect(host.locator("[popover]")).to_be_hidden()
    seen = log(guest).locator(".message", has_text="from the attic").locator(".reactions")
    expect(seen.locator("[data-felt] .icon")).to_have_count(1)
    expect(heard.locator("form[data-reactions]")).to_have_attribute("data-mine", "beautiful")
    expect(seen.locator("[data-like-count]")).to_have_text("1")


def says_it_better(guest: Page, host: Page) -> None:
    says(guest, "It is lowd.")
    box = guest.locator("[data-words]")
    box.press("ArrowUp")
    expect(box).to_have_value("It is lowd.")
    box.fill("It is loud.")
    box.press("Enter")
    expect(log(host)).to_contain_text("It is loud.")
    expect(log(host).locator(".message", has_text="It is loud.")).to_contain_text("edited")
    says(guest, "Nobody should read this.")
    mine = log(guest).locator(".message", has_text="Nobody should read this.")
    mine.focus()
    mine.get_by_role("button", name="Take it back").click()
    guest.get_by_role("dialog").get_by_role("button", name="Take it back").click()
    expect(log(host)).not_to_contain_text("Nobody should read this.")
    expect(log(host)).to_contain_text("This message was taken back.")


def calls_by_name(host: Page, guest: Page) -> None:
    box = host.locator("[data-words]")
    box.press_sequentially("Bring tea, @")
    host.locator("[data-offers] li").first.wait_for()
    host.keyboard.press("ArrowDown")
    host.keyboard.press("ArrowUp")
    host.keyboard.press("Enter")
    assert re.search(r"@\w+ $", box.input_value())
    box.fill("")
    box.press_sequentially("All of you: @roo")
    host.locator("[data-offers] li", has_text="everybody").wait_for()
    host.keyboard.press("Enter")
    host.keyboard.press("Enter")
    host.get_by_role("dialog").get_by_role("button", name="Call them").click()
    expect(log(guest).locator("strong.mention")).to_have_text("@room")


def says_it_with_signs(host: Page, guest: Page) -> None:
    """By a name one begins, by a code one knows, and chosen from all of them without a mouse."""
    box = host.locator("[data-words]")
    box.press_sequentially("At 12:30 :sunfl")
    host.locator("[data-offers] li", has_text="sunflower").wait_for()
    host.keyboard.press("Enter")
    box.press_sequentially("and :heart:")
    expect(box).to_have_value("At 12:30 🌻 and ❤️")
    host.locator("[data-emoji-open]").press("Enter")
    host.locator("[data-emoji-search]").fill("wine")
    host.locator("[data-emoji-signs] button[title='wine glass']").wait_for()
    host.keyboard.press("ArrowDown")
    host.keyboard.press("Enter")
    expect(box).to_have_value("At 12:30 🌻 and ❤️🍷")
    box.press("Enter")
    expect(log(guest)).to_contain_text("At 12:30 🌻 and ❤️🍷")
    host.locator("[data-emoji-open]").click()
    expect(host.locator("[data-emoji-signs] button").first).to_have_text("🍷")  # what one took last
    host.keyboard.press("Escape")
    expect(host.locator("[data-emoji-menu]")).to_be_hidden()


def shows_a_list(guest: Page, host: Page) -> None:
    address = guest.evaluate("fetch('/lists').then((it) => it.text())").split('href="/lists/')[1:]
    number = next(found[0] for it in address if (found := re.match(r"\d+", it)))
    says(guest, f"Look: {guest.url.split('/chat')[0]}/lists/{number}")
    expect(log(host).locator(".message-thing b")).to_be_visible()
    guest.locator("[data-photo]").set_input_files(
        {"name": "roof.jpg", "mimeType": "image/jpeg", "buffer": b"\xff\xd8" + bytes(21_000_000)}
    )
    expect(guest.locator("[data-toasts]")).to_contain_text("too large")
    several = [{"name": f"{it}.png", "mimeType": "image/png", "buffer": photo(it)} for it in ("red", "navy")]
    guest.locator("[data-photo]").set_input_files(several)
    expect(guest.locator("[data-photo-shown] img")).to_have_count(2)
    says(guest, "Two roofs")
    expect(log(host).locator(".message", has_text="Two roofs").locator(".photo img")).to_have_count(2)
    expect(guest.locator("[data-photo-shown]")).to_be_hidden()


def photo(colour: str) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (320, 240), colour).save(file, "png")
    return file.getvalue()


def pins_it(host: Page, guest: Page) -> None:
    shown = log(host).locator(".message", has=host.locator(".message-thing"))
    seen = log(guest).locator(".message", has=guest.locator(".message-thing"))
    seen.focus()
    shown.hover()
    shown.get_by_role("button", name="Pin", exact=True).click()
    expect(guest.locator("[data-pins-count]")).to_have_text("1")
    expect(seen.get_by_role("link", name="Save for later")).to_be_visible()  # though it has changed
    guest.locator("[data-pins]").click()
    guest.get_by_role("link", name=re.compile("Look:")).click()
    expect(log(guest).locator(".message[data-pinned]")).to_be_in_viewport()
    keeps_its_tools(host, guest, shown)


def keeps_its_tools(host: Page, guest: Page, shown) -> None:
    """What changes below a resting pointer does not take them from the message chosen by keyboard."""
    chosen = log(guest).locator(".message", has_text="Who hears it?").first
    changing = log(guest).locator(".message[data-pinned]")
    expect(guest.locator("[data-here]")).to_be_visible()
    changing.hover()
    chosen.focus()
    shown.hover()
    shown.get_by_role("button", name="Take the pin out").click()
    expect(log(guest).locator(".message[data-pinned]")).to_have_count(0)
    expect(chosen.get_by_role("link", name="Save for later")).to_be_visible()


def goes_on_through_a_broken_line(club, guest: Page, host: Page) -> None:
    """The banner comes after five seconds; what was written meanwhile goes out once, in its order."""
    for page in (guest, host):
        expect(page.locator("[data-entered]")).to_be_visible()  # no script is still on its way
    club.close()
    for words in ("One while it was dark.", "Two while it was dark."):
        guest.locator("[data-words]").fill(words)
        guest.locator("[data-words]").press("Enter")
    banner = guest.locator("[data-toasts] .offline, [data-toasts] [data-offline]").or_(
        guest.get_by_text(re.compile("No connection|offline|connection", re.IGNORECASE)).first
    )
    time.sleep(2)
    expect(log(guest).locator(".waiting")).to_have_count(2)
    expect(banner.first).to_be_visible()
    club.open()
    expect(log(host)).to_contain_text("Two while it was dark.", timeout=30_000)
    expect(log(guest).locator(".waiting")).to_have_count(0)
    said = log(host).locator(".message", has_text="while it was dark.")
    expect(said).to_have_count(2)
    assert [words[:3] for words in said.locator(".message-text").all_inner_texts()] == ["One", "Two"]


def keeps_it_for_later(guest: Page) -> None:
    said = log(guest).locator(".message", has_text="Who hears it?").first
    room, words = guest.url, "Who hears it?"
    expect(guest.locator("[data-here]")).to_be_visible()
    said.focus()  # as a tap does on a phone
    said.get_by_role("link", name="Save for later").click()
    guest.get_by_label("A note to yourself").fill("It was me.")
    guest.get_by_role("button", name="Keep it").click()
    expect(log(guest).locator(".message", has_text=words).first).to_be_in_viewport()
    guest.goto("/bookmarks")
    kept = guest.get_by_role("article").filter(has_text="It was me.")
    expect(kept).to_contain_text(words)
    guest.goto(room)
    expect(guest.locator("[data-here]")).to_be_visible()


def counts_sheep(host: Page, guest: Page) -> None:
    """History comes as one scrolls, what is read stays in its place, and search leads back."""
    host.evaluate(MANY, 70)
    expect(log(guest)).to_contain_text("Sheep no. 70")
    guest.evaluate(TO_TOP)
    says(host, "Enough sheep.")
    expect(guest.locator("[data-latest]")).to_be_visible()
    assert guest.evaluate("document.querySelector('[data-log]').scrollTop") < 200
    guest.reload()
    expect(log(guest)).to_contain_text("Enough sheep.")
    for _ in range(6):
        guest.evaluate(TO_TOP)
        guest.wait_for_timeout(250)
    expect(log(guest)).to_contain_text("Who hears it?")
    numbers = [
        int(it)
        for it in guest.evaluate(
            "[...document.querySelectorAll('[data-log] .message')].map((it) => it.dataset.seq)"
        )
    ]
    assert numbers == list(range(1, len(numbers) + 1))
    guest.get_by_role("link", name="Search in this room").click()
    guest.get_by_label("Words to look for").fill("attic")
    guest.get_by_label("Words to look for").press("Enter")
    guest.get_by_role("link", name=re.compile("from the attic")).click()
    expect(log(guest).locator(".message", has_text="from the attic").first).to_be_in_viewport()


def wants_quiet(guest: Page, host: Page) -> None:
    guest.locator(".thread-acts [data-menu] summary").click()
    with answered(guest):
        guest.get_by_role("button", name="Mute for 8 hours").click()
    guest.goto("/chat")
    says(host, "Good night.")
    room = guest.locator("[data-room-list] a[data-muted]", has_text="Rain on the roof")
    expect(room).to_be_visible()
    expect(room.locator("[data-dot]")).to_be_hidden()
