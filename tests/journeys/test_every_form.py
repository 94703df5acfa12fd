"""What was made to do harm is sent by every form of the club, and read where it landed: nothing happens."""

import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from urllib.parse import urljoin, urlsplit

import pytest
from lxml import html
from playwright.sync_api import Page

from tests.journeys.conftest import Club, club_in, sign_in
from tests.journeys.test_nothing_runs import ACTS

pytestmark = [pytest.mark.journey, pytest.mark.timeout(900)]
EACH = 2  # pages of one kind that are looked at
TIMES = 3  # a form is sent, each time with other words
EVERY = None  # as often as there are words
AT_LENGTH = [pytest.mark.slow, pytest.mark.timeout(6 * 3600)]
APART = 101  # words lie between those of two fields of a form
OUT = re.compile(r"/(sign-out|sign-in|settings/(sessions|leaving|password|second-factor)|language|proof)\b")
TYPED = {"text", "search", "url", "email", "tel", None}
WHO = [
    pytest.param("hugo", TIMES, id="hugo"),
    pytest.param("peizhi", TIMES, id="peizhi"),
    pytest.param("anders", TIMES, marks=pytest.mark.slow, id="anders"),
    pytest.param("wenhao", TIMES, marks=pytest.mark.slow, id="wenhao"),
    pytest.param("hugo", EVERY, marks=AT_LENGTH, id="hugo, every word in every field"),
    pytest.param("peizhi", EVERY, marks=AT_LENGTH, id="peizhi, every word in every field"),
]


@pytest.fixture(scope="module")
def own_club(village, tmp_path_factory) -> Iterator[Club]:
    """A village of its own: it is not fit to be seen by others afterwards."""
    club = club_in(tmp_path_factory.mktemp("forms"))
    shutil.copytree(village, club.data, dirs_exist_ok=True)
    club.open()
    yield club
    club.close()


@dataclass
class Walk:
    """One member goes everywhere once, and sends each form she finds."""

    page: Page
    origin: str
    words: list[str]
    times: int
    turn: int = 0
    seen: dict[str, int] = field(default_factory=dict)
    sent: dict[tuple[str, ...], int] = field(default_factory=dict)
    waiting: list[str] = field(default_factory=list)
    landed: dict[str, None] = field(default_factory=dict)
    troubles: list[str] = field(default_factory=list)

    def go(self) -> None:
        self.waiting.append("/")
        while self.waiting:
            self.visit(self.waiting.pop(0))

    def visit(self, path: str) -> None:
        answer = self.page.request.get(self.origin + path, fail_on_status_code=False)
        if answer.status >= 500:
            self.troubles.append(f"GET {path}: {answer.status}")
        if "text/html" not in answer.headers.get("content-type", "") or answer.status != 200:
            return
        tree = html.fromstring(answer.text())
        for link in tree.xpath("//a/@href"):
            self.note(urljoin(path, link))
        for form in tree.xpath("//form"):
            self.send(form, path)

    def note(self, link: str) -> None:
        """Remember to go there, unless enough of the kind were seen."""
        parts = urlsplit(link)
        if parts.netloc or parts.scheme or OUT.search(parts.path) or not parts.path.startswith("/"):
            return
        kind = self.kind(parts.path)
        if self.seen.get(kind, 0) < EACH:
            self.seen[kind] = self.seen.get(kind, 0) + 1
            self.waiting.append(parts.path + (f"?{parts.query}" if parts.query else ""))

    def kind(self, path: str) -> str:
        return re.sub(r"/@?[^/]*\d[^/]*|/@[^/]+", "/*", path)

    def send(self, form: html.FormElement, path: str) -> None:
        target = urljoin(path, form.get("action") or path)
        method = (form.get("method") or "get").lower()
        typed = [it for it in form.inputs if it.name and is_typed(it)]
        key = (method, self.kind(urlsplit(target).path), *sorted({it.name for it in typed}))
        if not typed or OUT.search(target):
            return
        while self.sent.get(key, 0) < self.times:
            self.sent[key] = self.sent.get(key, 0) + 1
            fields = dict(form.form_values()) | self.filled(typed)
            for submit in form.xpath(".//button[@name]")[:1]:
                fields.setdefault(submit.get("name"), submit.get("value") or "")
            encoded = "multipart" if form.get("enctype") == "multipart/form-data" else "form"
            self.submit(method, target, {encoded if method == "post" else "params": fields})

    def filled(self, typed: list[html.HtmlElement]) -> dict[str, str]:
        """Each word comes to each field of a form that is sent as often as there are words."""
        self.turn += 1
        return {
            it.name: self.words[at % len(self.words)]
            for it, at in zip(typed, count(self.turn, APART), strict=False)
        }

    def submit(self, method: str, target: str, sent: dict[str, dict[str, str]]) -> None:
        address, headers = urljoin(self.origin, target), {"Origin": self.origin}
        answer = self.page.request.fetch(
            address, method=method.upper(), headers=headers, fail_on_status_code=False, **sent
        )
        if answer.status >= 500:
            self.troubles.append(f"{method} {target} {sent}: {answer.status}")
        self.landed[urlsplit(answer.url).path] = None


def is_typed(it: html.HtmlElement) -> bool:
    return it.tag == "textarea" or (it.tag == "input" and it.get("type") in TYPED and not it.get("disabled"))


@pytest.mark.parametrize(("handle", "times"), WHO)
def test_no_form_breaks_and_nothing_runs(own_club, chromium, shared, handle, times):
    context = chromium.new_context(base_url=own_club.url)
    page, ran = context.new_page(), []
    page.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
    sign_in(page, handle)
    words = hostile(shared)
    walk = Walk(page, own_club.url, words, times or len(words))
    walk.go()
    for place in [*walk.landed][:60]:
        page.goto(place)
        assert not page.evaluate(ACTS), place
    context.close()
    assert not walk.troubles, "\n".join(walk.troubles)
    assert not ran
    assert len(walk.sent) > 20


def hostile(shared) -> list[str]:
    """All of them, in an order that is mixed and the same each time."""
    lines = (shared / "hostile/xss-dompurify/cases.jsonl").read_text().splitlines()
    lines += (shared / "hostile/injection/payloads.jsonl").read_text().splitlines()
    texts = [json.loads(line)["payload"] for line in lines]
    texts += json.loads((shared / "hostile/strings/blns.json").read_text())
    texts += [
        "a\0b",
        "x" * 70_000,
        "\u202eright to left",
        "9" * 400,
        "-1",
        "1e999",
        "٣",
        "\ufeff",
        "é" * 3000,
    ]
    return sorted(set(texts), key=lambda text: sum(map(ord, text)) * 2_654_435_761 % 2**32)
