"""One page fades into the next where movement is welcome, and no browser complains."""

import pytest

pytestmark = pytest.mark.journey
TELL = "addEventListener('pagereveal', (it) => { window.fades = Boolean(it.viewTransition); })"


@pytest.mark.parametrize(("motion", "fades"), [("no-preference", True), ("reduce", False)])
def test_pages_fade_into_each_other(window, motion, fades):
    page = window(reduced_motion=motion)
    page.add_init_script(TELL)
    page.goto("/sign-in")
    page.locator("a[href='/sign-in/forgotten']").click()
    page.wait_for_url("**/forgotten")
    page.wait_for_function("() => 'fades' in window")
    assert page.evaluate("window.fades") is fades
