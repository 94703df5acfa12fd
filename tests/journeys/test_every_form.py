"""What was made to do harm is sent by every form of the club, and read where it landed: nothing happens."""

import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

import pytest
from lxml import html
from playwright.sync_api import Page

from tests.journeys.conftest import Club, club_in, sign_in
from tests.journeys.test_nothing_runs import ACTS

pytestmark = [pytest.mark.journey, pytest.mark.timeout(900)]
EACH = 2  # pages of one kind that are looked at
TIMES = 3  # a form is sent, each time with other words
OUT = re.compile(r"/(sign-out|sign-in|settings/(sessions|leaving|password|second-factor)|language|proof)\b")
TYPED = {"text", "search", "url", "email", "tel", None}
AT_LENGTH = ("anders", "wenhao")
WHO = ["hugo", "peizhi", *(pytest.param(handle, marks=pytest.mark.slow) for handle in AT_LENGTH)]


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
    words: Iterator[str]
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
        if not typed or OUT.search(target) or self.sent.get(key, 0) >= TIMES:
            return
        while self.sent.get(key, 0) < TIMES:
            self.sent[key] = self.sent.get(key, 0) + 1
            fields = dict(form.form_values()) | {it.name: next(self.words) for it in typed}
            for submit in form.xpath(".//button[@name]")[:1]:
                fields.setdefault(submit.get("name"), submit.get("value") or "")
            encoded = "multipart" if form.get("enctype") == "multipart/form-data" else "form"
            self.submit(method, target, {encoded if method == "post" else "params": fields})

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


@pytest.mark.parametrize("handle", WHO)
def test_no_form_breaks_and_nothing_runs(own_club, chromium, shared, handle):
    context = chromium.new_context(base_url=own_club.url)
    page, ran = context.new_page(), []
    page.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
    sign_in(page, handle)
    walk = Walk(page, own_club.url, hostile(shared))
    walk.go()
    import shutil as s

    s.copy(own_club.data / "serve.log", "/tmp/forms-serve.log")
    for place in [*walk.landed][:60]:
        page.goto(place)
        assert not page.evaluate(ACTS), place
    context.close()
    assert not walk.troubles, "\n".join(walk.troubles)
    assert not ran
    assert len(walk.sent) > 20


def hostile(shared) -> Iterator[str]:
    """All of them, over and over."""
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
    texts = [text for text in texts if text.isprintable() or "\0" in text or len(text) < 300]
    order = sorted(texts, key=hash_of)
    while True:
        yield from order


def hash_of(text: str) -> int:
    """An order that is mixed, and the same each time."""
    return sum(map(ord, text)) * 2_654_435_761 % 2**32
