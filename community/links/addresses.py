"""Addresses as members paste them: taken apart, and made comparable."""

import re
from typing import NamedTuple
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from community.links.refusals import NoAddress

PORTS = {"http": 80, "https": 443}
LONGEST = 2000
# Said of the way somebody came, not of the thing: the same page without them.
TRACKING = re.compile(
    r"(utm|pk|mtm|mc|hsa|vero|oly|ga|fb|ns|stm|piwik|matomo|wt)_|_(hs|ga|gl|branch|encoding)|trk"
    r"|aff(iliate)?_?(id)?$|(g|d|fb|msclk|y|tw|tt|click|click_|g?bra|wbra|li_fat_|igsh)(cl)?id$"
    r"|(igsh|epik|srsltid|ref_?|referrer|spm|scm|pvid|cjevent|irgwc|irclickid|linkcode|psc|suid|ut_sk|sp_tk|cpp"
    r"|bxsign|share\w*|sourcetype|short_name|tbsocialpopkey|qid|crid|sprefix|dib\w*|pd_rd_\w+|pf_rd_\w+)$",
    re.IGNORECASE,
)
# A whole one within a line that an app shared, Chinese words close upon it.
WRITTEN = re.compile(r"https?://[^\s<>\"'“”‘’「」『』【】《》，。；！？、（）]+", re.IGNORECASE)
BARE = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}(?:/\S*)?", re.IGNORECASE)
SAFE = "%/:=&?~+!$,;'@()*[]-._"


class Place(NamedTuple):
    """Where a page is."""

    scheme: str
    host: str  # in ASCII
    port: int
    target: str  # path and question

    @property
    def name(self) -> str:
        """As the Host line says it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        return f"{self.scheme}://{self.name}{self.target}"


def place_of(url: str) -> Place:
    """Raises NoAddress for what is no http or https, names a user, or cannot be read."""
    if len(url) > LONGEST:
        raise NoAddress
    try:
        parts = urlsplit(url.strip())
        scheme, port = parts.scheme, parts.port
        host = (parts.hostname or "").rstrip(".")
        ascii_host = host if ":" in host else host.encode("idna").decode()
    except ValueError as trouble:  # UnicodeError is one
        raise NoAddress from trouble
    if scheme not in PORTS or not ascii_host or parts.username is not None or parts.password is not None:
        raise NoAddress
    if not re.fullmatch(r"[a-z0-9._:-]+", ascii_host.lower()):
        raise NoAddress
    question = f"?{quote(parts.query, safe=SAFE)}" if parts.query else ""
    target = (quote(parts.path, safe=SAFE) or "/") + question
    return Place(scheme, ascii_host.lower(), port or PORTS[scheme], target)


def address_in(text: str) -> str:
    """The address in what was pasted: alone, within the line an app shared, or without its https.

    Raises NoAddress where there is none.
    """
    text = text.strip()
    if found := WRITTEN.search(text):
        return place_of(found[0]).url
    if BARE.fullmatch(text):
        return place_of(f"https://{text}").url
    raise NoAddress


def plain_address(url: str) -> str:
    """What is compared to know a page again: no scheme, no www, no tracking words, no fragment."""
    place = place_of(url)
    path, _, question = place.target.partition("?")
    kept = [
        (name, value)
        for name, value in parse_qsl(question, keep_blank_values=True)
        if not TRACKING.match(name)
    ]
    asked = f"?{urlencode(sorted(kept))}" if kept else ""
    return place.name.removeprefix("www.") + (path.rstrip("/") or "") + asked


def shop_of(url: str) -> str:
    """The name under which a shop is known on the web: its host without www and m."""
    return re.sub(r"^(www|m|mobile|wap|h5)\.(?=.+\.)", "", place_of(url).host)
