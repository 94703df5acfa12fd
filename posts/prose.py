"""From what a member typed to what others read: Markdown, made safe, stored rendered."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from html import unescape
from typing import NamedTuple

import nh3

from community.pictures import Photo, Point, figure
from community.slugs import slug_of
from posts.markdown import markdown

TAGS = {
    "p", "br", "hr", "h2", "h3", "h4", "em", "strong", "s", "code", "pre", "blockquote",
    "ul", "ol", "li", "a", "div", "figure", "figcaption", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
ATTRIBUTES = {
    "a": {"href", "title"},
    "figure": {"data-photo", "data-embed"},
    "h2": {"id"},
    "h3": {"id"},
    "h4": {"id"},
    "ol": {"start"},
}
SCHEMES = {"http", "https", "mailto"}
HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
VIETNAMESE = re.compile(r"[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE)
_markdown = markdown()
_figures = re.compile(r'<figure data-photo="([^" ]+) ?([^"]*)"><figcaption>([^<]*)</figcaption></figure>')
_headings = re.compile(r'<(h[23]) id="([^"]+)">(.*?)</\1>')


class Heading(NamedTuple):
    id: str
    words: str


def no_photos(_digests: Sequence[str]) -> Mapping[str, Photo]:
    return {}


def nobody(_handles: Sequence[str]) -> Collection[str]:
    return ()


def rendered(
    text: str,
    photos: Callable[[Sequence[str]], Mapping[str, Photo]] = no_photos,
    members: Callable[[Sequence[str]], Collection[str]] = nobody,
    home: str = "",
) -> str:
    """Safe HTML of a member's Markdown.

    `photos` finds those it shows by their digests, `members` says which of the handles it names exist;
    each is asked once. Addresses that begin with `home` are ours.
    """
    shown: Mapping[str, Photo] = {}

    def look(digests: Sequence[str]) -> Mapping[str, Photo]:
        nonlocal shown
        shown = photos(digests) if digests else {}
        return shown

    env = {"photos": look, "members": lambda handles: members(handles) if handles else (), "home": home}
    html = clean(_markdown.render(readable(text), env))
    return _figures.sub(lambda it: _figure(shown, it), html)


def _figure(shown: Mapping[str, Photo], it: re.Match[str]) -> str:
    digest, *points = it[1].split("@")
    marks = [Point(*map(int, point.split(","))) for point in points]
    return figure(shown[digest], unescape(it[3]), unescape(it[2]), marks)


def readable(text: str) -> str:
    """Without what no database and no page can hold: zero bytes and halves of characters."""
    return text.replace("\0", "").encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def clean(html: str) -> str:
    """Nothing that could act is left; doing it again changes nothing."""
    return _cleaned(_cleaned(html))  # the first pass may leave attributes in an order the second would change


def _cleaned(html: str) -> str:
    return nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        allowed_classes={"a": {"mention"}, "div": {"gallery", "things"}},
        url_schemes=SCHEMES,
        attribute_filter=_leads_somewhere,
        link_rel="nofollow noopener ugc",
    )


def _leads_somewhere(_tag: str, attribute: str, value: str) -> str | None:
    """A second look at addresses: no browser may take a blank the first one missed for the end of it."""
    scheme = re.match(r"[^/?#]*?:", value.strip()) if attribute == "href" else None
    return None if scheme and scheme[0][:-1].lower() not in SCHEMES else value


def plain(html: str) -> str:
    """Its words alone; not those beneath photos, nor what stands for something else."""
    words = re.sub(r"<[^>]+>", " ", re.sub(r"<figure[ >].*?</figure>", " ", html, flags=re.DOTALL))
    return " ".join(unescape(words).split())


def headings_of(html: str) -> list[Heading]:
    """What a list of contents shows."""
    return [Heading(id, plain(words)) for _, id, words in _headings.findall(html)]


def excerpt_of(html: str, length: int = 200) -> str:
    """The beginning of a text, cut at a word, without its marks."""
    text = plain(html)
    if len(text) <= length:
        return text
    cut = text[:length]
    return (cut.rsplit(" ", 1)[0] if " " in cut[length // 2 :] else cut) + "…"


def minutes_to_read(html: str) -> int:
    """At 220 words a minute; a Chinese character counts as three quarters of a word."""
    text = plain(html)
    han = len(HAN.findall(text))
    words = len(re.findall(r"[^\W_]+", HAN.sub(" ", text)))
    return max(1, round((words + han * 0.75) / 220))


def language_of(text: str) -> str:
    """The language a text is most likely in, as HTML names it; empty where we cannot tell."""
    letters = len(re.findall(r"[^\W\d_]", text)) or 1
    if len(HAN.findall(text)) > letters / 5:
        return "zh-Hans"
    if len(VIETNAMESE.findall(text)) > letters / 25:
        return "vi"
    return "en" if len(re.findall(r"[A-Za-z]", text)) > letters * 0.95 else ""


__all__ = ["clean", "excerpt_of", "headings_of", "language_of", "minutes_to_read", "plain", "readable",
           "rendered", "slug_of"]  # fmt: skip
