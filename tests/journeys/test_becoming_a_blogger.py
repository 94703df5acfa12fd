"""A member asks to be verified, is asked for more, and is: in two windows."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.journey
WORDS = "I photograph what other people throw away, and write down what it once cost them to have it."


@pytest.mark.parametrize(("width", "height", "handle"), [(390, 844, "mohua"), (1280, 900, "dora")])
def test_from_asking_to_the_badge(page_of, width, height, handle):
    member, moderator = page_of(handle, width=width, height=height), page_of("anders")
    member.goto("/bloggers")
    member.get_by_role("link", name="Become one").click()
    expect(member.locator(".criteria .met")).to_have_count(5)
    member.get_by_label("For which topics?").fill("Cameras, Second hand")
    member.get_by_label("What you write about").fill(WORDS)
    member.get_by_role("button", name="Send it").click()
    expect(member.locator("[name=pledge]")).to_be_focused()
    member.locator("[name=pledge]").check()
    member.get_by_role("button", name="Send it").click()
    expect(member.locator("main")).to_contain_text("Waits to be read")

    moderator.goto("/notifications")
    moderator.get_by_role("link", name="asks to be verified as a blogger").first.click()
    expect(moderator.locator("main")).to_contain_text(WORDS)
    moderator.get_by_role("button", name="Ask for more").click()
    expect(moderator.locator("[role=alert]")).to_contain_text("Say why")
    moderator.get_by_label("What they read").fill("Which of them did you photograph yourself?")
    moderator.get_by_role("button", name="Ask for more").click()
    expect(moderator.locator("main h1")).to_have_text("Applications")

    member.goto("/notifications")
    member.get_by_role("link", name="know more before we verify you").first.click()
    member.get_by_label("Your answer").fill("All of them.")
    member.get_by_role("button", name="Send", exact=True).click()
    expect(member.locator("main")).to_contain_text("All of them.")

    moderator.goto("/bloggers/applications")
    moderator.locator("article", has=moderator.locator(f"a[href='/@{handle}']")).get_by_role(
        "link", name="Read it"
    ).click()
    moderator.get_by_label("Verified for").fill("Cameras")
    moderator.get_by_role("button", name="Verify").click()

    member.goto(f"/@{handle}")
    expect(member.locator("main")).to_contain_text("Verified for Cameras until")
    member.goto("/bloggers/apply")
    expect(member.locator("main h1")).to_have_text("Your badge")
    member.wait_for_function("() => document.documentElement.scrollWidth <= innerWidth")
    member.goto("/chat/verified_writers")
    expect(member.locator("main")).to_contain_text("Writers")
