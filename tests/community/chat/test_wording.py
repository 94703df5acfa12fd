"""What was typed and what is read: light marks, names, and nothing that a browser would run."""

import json
import re
from html.parser import HTMLParser

import pytest

from community.chat.messages import say
from community.chat.wording import CALLS, handles_in, rendered

MARKS = [
    (
        "*so* **very** `x<y` ~~not~~",
        "<p><em>so</em> <strong>very</strong> <code>x&lt;y</code> <s>not</s></p>",
    ),
    ("one\ntwo", "<p>one<br>\ntwo</p>"),
    ("see https://a.example/?q=1&r=2", 'href="https://a.example/?q=1&amp;r=2"'),
    ("[here](https://a.example)", '<a href="https://a.example" rel="nofollow noopener ugc">here</a>'),
    ("# no title\n- no list\n![no](https://a.example/picture.png)", "# no title"),
    ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>"),
    ("<b onclick=x>bold</b>", "&lt;b onclick=x&gt;"),
]


@pytest.mark.parametrize(("text", "html"), MARKS)
def test_light_marks(text, html):
    assert html in rendered(text, {})


def test_names_are_called_where_they_are_names():
    names = {"ben": "Ben <3", "ada": "Ada"}
    html = rendered("@ben, ask @Ada. Not me@ben.example, not `@ben`, not @nobody", names)
    assert html.count('class="mention"') == 2
    assert '<a class="mention" href="/@ben" rel="nofollow noopener ugc">@Ben &lt;3</a>' in html
    assert "@nobody" in html


def test_a_crowd_is_not_called():
    assert len(handles_in(" ".join(f"@m{number}" for number in range(50)))) == CALLS


def test_no_payload_runs_wherever_a_message_is_shown(app, ada, ben, owls, shared, browser_of):
    lines = (shared / "hostile/xss-dompurify/cases.jsonl").read_text().splitlines()
    payloads = [json.loads(line) for line in lines]
    texts = [it.get("payload") or it.get("dirty") or next(iter(it.values())) for it in payloads]
    for number, text in enumerate(texts):
        said = str(text).strip().replace("\0", "")[:4000]
        if said:
            say(owls, said, by=ada, client_id=str(number))
            assert_harmless(rendered(said, {"ada": said[:40]}))
    page = browser_of(ben).get(owls.url).text
    assert_harmless(page[page.index("data-log") : page.index('id="latest"')])


def test_naughty_words_are_kept_as_they_are(app, ada, owls, shared, browser_of):
    browser = browser_of(ada)
    for number, words in enumerate(json.loads((shared / "hostile/strings/blns.json").read_text())):
        if not words.strip("\0 \n\r\t").strip():
            continue
        sent = {"text": words, "client_id": str(number)}
        answer = browser.post(f"{owls.url}/messages", json=sent)
        assert answer.status_code == 201, words
    assert browser.get(owls.url).status_code == 200


class Harmless(HTMLParser):
    """Fails at whatever runs: scripts, handlers, frames, addresses that are code."""

    TEXT = frozenset({"p", "br", "em", "strong", "s", "code", "pre", "blockquote", "a"})
    FRAME = frozenset({"article", "div", "span", "b", "svg", "use", "time", "button", "img", "small", "form"})

    def handle_starttag(self, tag, attrs):
        assert tag in self.TEXT | self.FRAME, tag
        for name, value in attrs:
            assert not name.startswith("on"), name
            assert name not in {"style", "srcdoc", "formaction"}, name
            assert name != "action" or re.fullmatch(r"/contributions/\d+/reaction", value), value
            if name in {"href", "src"}:
                assert (value or "").split(":")[0].lower() not in {"javascript", "data", "vbscript"}, value


def assert_harmless(html: str) -> None:
    reader = Harmless()
    reader.feed(html[html.index("<") :] if "<" in html else html)
    reader.close()
