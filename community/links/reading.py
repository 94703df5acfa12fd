"""What a page says of itself, in the words shops use: JSON-LD, OpenGraph, microdata, its plain title."""

import re
from dataclasses import dataclass, field
from urllib.parse import urljoin

from lxml import etree, html

from community.links.addresses import place_of, shop_of
from community.links.offers import Offer, offer_in
from community.links.refusals import NoAddress

TITLE, WORDS = 300, 500


@dataclass(frozen=True)
class Found:
    """`url` is the page's own word for its address, if it is of the same shop."""

    url: str
    title: str = ""
    description: str = ""
    site: str = ""  # the shop's or paper's name
    picture: str | None = None
    offer: Offer = field(default_factory=Offer)


def read_page(content: bytes, url: str, charset: str | None = None) -> Found:
    """Never raises for what a page says, however broken."""
    page = _parsed(content, charset)
    if page is None:
        return Found(url, site=shop_of(url))
    said = _said(page)
    offer = offer_in(page, said)
    return Found(
        url=_own_address(page, said, url),
        title=line(offer.name or said.get("og:title") or said.get("twitter:title") or _title(page), TITLE),
        description=line(said.get("og:description") or said.get("description") or "", WORDS),
        site=line(said.get("og:site_name") or "", 60) or shop_of(url),
        picture=_picture(offer.picture or said.get("og:image") or said.get("twitter:image"), url),
        offer=offer,
    )


def _parsed(content: bytes, charset: str | None) -> etree._Element | None:
    for encoding in (charset or _charset_in(content), "utf-8"):
        try:
            return html.document_fromstring(content, parser=html.HTMLParser(encoding=encoding))
        except (etree.ParserError, etree.XMLSyntaxError, ValueError):
            return None
        except LookupError:  # a charset nobody knows
            continue
    return None


def _charset_in(content: bytes) -> str:
    found = re.search(rb"<meta[^>]{1,200}charset=[\"']?([\w-]{1,30})", content[:4096], re.IGNORECASE)
    return found[1].decode() if found else "utf-8"


def _said(page: etree._Element) -> dict[str, str]:
    """The meta lines, the first of each name."""
    said: dict[str, str] = {}
    for meta in page.iter("meta"):
        name = (meta.get("property") or meta.get("name") or "").strip().lower()
        if name and (content := (meta.get("content") or "").strip()):
            said.setdefault(name, content)
    return said


def _title(page: etree._Element) -> str:
    title = page.find(".//title")
    return title.text_content() if title is not None else ""


def _own_address(page: etree._Element, said: dict[str, str], url: str) -> str:
    canonical = next((link.get("href") for link in page.iter("link") if link.get("rel") == "canonical"), None)
    for own in (canonical, said.get("og:url")):
        try:
            place = place_of(urljoin(url, own or ""))
        except (NoAddress, ValueError):
            continue
        if own and shop_of(place.url) == shop_of(url) and place.target != "/":
            return place.url
    return url


def _picture(said: str | None, url: str) -> str | None:
    try:
        return place_of(urljoin(url, said)).url if said else None
    except (NoAddress, ValueError):
        return None


def line(text: str, most: int) -> str:
    """One line of text; what turns its direction or is no character at all is left out."""
    clean = re.sub(
        "[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]+", " ", text
    )
    return " ".join(clean.split())[:most]
