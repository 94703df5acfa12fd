"""What members type is shown safely, whatever it is, and in a time that grows with its length only."""

import json
import re
import time

import pytest
from lxml import html as lxml_html

from posts.prose import (
    clean,
    excerpt_of,
    headings_of,
    minutes_to_read,
    plain,
    readable,
    rendered,
    slug_of,
)

ALLOWED = {
    "a": {"href", "title", "class", "rel"},
    "ol": {"start"},
    "figure": {"data-photo", "data-embed"},
    "div": {"class"},
}
HEADINGS = {"h2": {"id"}, "h3": {"id"}, "h4": {"id"}}


def harmless(html: str) -> None:
    """Only known tags with known attributes, and addresses that lead somewhere rather than do something."""
    readable_by_lxml = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "", html)
    for element in lxml_html.fragment_fromstring(readable_by_lxml, create_parent="main").iter():
        assert isinstance(element.tag, str), html
        assert element.tag not in {"script", "style", "iframe", "svg", "math", "form", "img", "template"}, (
            html
        )
        allowed = (ALLOWED | HEADINGS).get(element.tag, set())
        assert set(element.attrib) <= allowed, html
        scheme = re.match(r"[^/?#]*?:", element.get("href", "/"))
        assert not scheme or scheme[0].lower() in {"http:", "https:", "mailto:"}, html


def every_hostile_text(shared):
    for line in (shared / "hostile/xss-dompurify/cases.jsonl").read_text().splitlines():
        case = json.loads(line)
        yield from (value for value in case.values() if isinstance(value, str))
    for file in (shared / "hostile/html5lib").glob("*.test"):
        inputs = [test["input"] for test in json.loads(file.read_text()).get("tests", [])]
        yield from (text for text in inputs if isinstance(text, str))
    yield from json.loads((shared / "hostile/strings/blns.json").read_text())


def test_nothing_hostile_acts_and_sanitising_twice_is_once(shared):
    count = 0
    for text in every_hostile_text(shared):
        for html in (rendered(text), rendered(f"> {text}\n\n[a]({text} 'b')\n"), clean(readable(text))):
            harmless(html)
            assert clean(html) == html, text
        count += 1
    assert count > 1000


@pytest.mark.parametrize(
    "typed",
    [
        "[click](javascript:alert(1))",
        "[click](JaVaScRiPt&colon;alert(1))",
        "[click](data:text/html,<script>alert(1)</script>)",
        "![x](javascript:alert(1))",
        "![x](https://evil.example/track.gif)",
        '[a](https://b.example "onmouseover=alert(1)")',
        "<javascript:alert(1)>",
        "<img src=x onerror=alert(1)>",
        "[x]: javascript:alert(1)\n\n[x]",
        "```html\n<script>alert(1)</script>\n```",
        "## <svg onload=alert(1)>",
        '## "><script>alert(1)</script>',
        '![" onload="alert(1)](photo:w1h1)',
    ],
)
def test_known_tricks_lead_nowhere(typed):
    html = rendered(typed)
    harmless(html)
    assert "<img" not in html


LONG = 40_000
PATHOLOGICAL = [
    "[", "![", "*a ", "**a", "_", "*_", ">", "> ", "- ", "[](", "<", "&", "http://", "http:// ", "www.", "a@",
    "@ada ", "~~a", "|a", "# a\n", "[a]: b\n", "[a", "\\", "a](b", "x://a ", "mailto:", "![a](photo:x) ",
    "![a](http://x/y) ", "1. a\n", "a***", "<!--", "&#1", "```\n", "[x][y]", "a.", "\n", "\t", "汉", "😀",
]  # fmt: skip


@pytest.mark.parametrize("piece", PATHOLOGICAL)
def test_time_grows_with_length_and_not_with_its_square(piece):
    def seconds(length: int) -> float:
        text = (piece * (length // len(piece) + 1))[:length]
        began = time.process_time()
        html = rendered(text, members=lambda _handles: {"ada"})
        plain(html), headings_of(html), excerpt_of(html), minutes_to_read(html)
        return time.process_time() - began

    for _ in range(5):  # a busy machine disturbs a measure, but not five of them
        short, long = seconds(LONG // 4), seconds(LONG)
        if long < max(11 * short, 0.5):  # four times the length; its square would be sixteen
            return
    pytest.fail(f"{short:.2f} s for a quarter, {long:.2f} s for all")


def test_headings_stand_below_the_title_and_can_be_pointed_to():
    html = rendered("# One\n\n## One\n\n### *Two* `three`\n\n###### Deep")
    assert '<h2 id="h-one">One</h2>' in html
    assert '<h2 id="h-one--2">One</h2>' in html
    assert '<h3 id="h-two-three">' in html
    assert '<h4 id="h-deep">' in html
    assert [heading.words for heading in headings_of(html)] == ["One", "One", "Two three"]


def test_only_those_who_exist_are_named():
    asked = []

    def members(handles):
        asked.append(sorted(handles))
        return {"ada"}

    html = rendered("@ada and @Ada, @bob. (@ada) a@ada.com [@ada](/x) `@ada` @adam", members=members)
    assert html.count('class="mention"') == 3
    assert asked == [["ada", "adam", "bob"]]
    assert "/@bob" not in html


def test_an_address_is_a_link_as_it_is_typed():
    html = rendered("See https://example.org/a_b_c*d, www.example.org and me@example.org.")
    assert 'href="https://example.org/a_b_c*d"' in html
    assert 'href="http://www.example.org"' in html
    assert 'href="mailto:me@example.org"' in html
    assert html.count("nofollow") == 3


def test_photos_stand_between_paragraphs(monkeypatch):
    from posts import prose

    monkeypatch.setattr(prose, "figure", lambda _photo, words, alt, _points: f"[{words}{alt and ': ' + alt}]")
    html = rendered("Before ![A & <b>](photo:one) after *it*\n\n![](photo:one)", dict.fromkeys)
    assert html == "<p>Before </p>[A & <b>]\n<p> after <em>it</em></p>\n[]\n"


def test_a_title_beneath_a_photo_leaves_its_words_to_those_who_cannot_see_it(monkeypatch):
    from posts import prose

    monkeypatch.setattr(prose, "figure", lambda _photo, words, alt, _points: f"[{words}: {alt}]")
    assert (
        rendered('![A "grey" cup](photo:one "Cup & saucer")', dict.fromkeys)
        == '[Cup & saucer: A "grey" cup]\n'
    )
    assert rendered('![A grey cup](photo:one " ")', dict.fromkeys) == "[: A grey cup]\n"


def test_photos_with_a_paragraph_to_themselves_stand_side_by_side(monkeypatch):
    from posts import prose

    monkeypatch.setattr(prose, "figure", lambda _photo, words, _alt, _points: f"[{words}]")
    html = rendered("Before\n\n![a](photo:one)\n![b](photo:two)\n\nAfter", dict.fromkeys)
    assert html == '<p>Before</p>\n<div class="gallery">\n[a]\n[b]\n</div>\n<p>After</p>\n'
    assert "gallery" not in rendered("![a](photo:one) and ![b](photo:two)", dict.fromkeys)
    assert "gallery" not in rendered("![a](photo:one)", dict.fromkeys)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("[List](/lists/7)", "/lists/7"),
        ("[List](/lists/7-winter-coats)", "/lists/7"),
        ("https://zone.example/lists/7-winter-coats", "/lists/7"),
        ("[Piece](/lists/7-winter#piece-12)", "/lists/7#piece-12"),
        ("[**It**](/products/3)", "/products/3"),
        ("https://shop.example/a?b=c&d", "https://shop.example/a?b=c&amp;d"),
        ("<https://shop.example/a>", "https://shop.example/a"),
    ],
)
def test_a_link_alone_in_its_paragraph_stands_for_what_it_leads_to(typed, shown):
    html = rendered(f"Before\n\n{typed}\n\nAfter", home="https://zone.example")
    assert f'<figure data-embed="{shown}"><a href=' in html
    assert plain(html) == "Before After"
    assert clean(html) == html


@pytest.mark.parametrize(
    "typed",
    [
        "See https://shop.example",
        "[the shop](https://shop.example)",
        "> https://shop.example",
        "- https://shop.example",
        "[Me](/me)",
        "[List](/lists/7/edition)",
        "[List](//lists/7)",
        "https://zone.example.evil/lists/7 x",
        "me@example.org",
        "https://a.example https://b.example",
    ],
)
def test_other_links_stay_links(typed):
    assert "data-embed" not in rendered(typed, home="https://zone.example")


def test_what_a_text_says_without_its_marks():
    html = rendered("## Title\n\nOne &amp; *two*\n\n- three")
    assert plain(html) == "Title One & two three"
    assert excerpt_of("<p>" + "word " * 100 + "</p>").endswith("word…")
    assert excerpt_of("<p>" + "汉" * 300 + "</p>") == "汉" * 200 + "…"


def test_slugs_are_of_any_script():
    assert slug_of("Three days — on the Coast!") == "three-days-on-the-coast"
    assert slug_of("三天，一个包") == "三天-一个包"
    assert slug_of("Đà Lạt sớm") == "đà-lạt-sớm"
    assert slug_of("!!!") == ""
    assert len(slug_of("long " * 100)) <= 60


def test_zero_bytes_and_half_characters_are_left_out():
    assert readable("a\0b") == "ab"
    assert rendered("half \ud83d of one") == rendered("half \ufffd of one")
