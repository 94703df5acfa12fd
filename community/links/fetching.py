"""The one fetcher: asks open servers only, checks every redirect, reads so much and so long."""

import time
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from email.message import Message
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException, HTTPResponse
from urllib.parse import urljoin

from community.links.addresses import Place, place_of
from community.links.hurrying import Hurried, call
from community.links.refusals import NoAnswer, NoPage, OtherKind, TooLarge, WanderingAddress

NAME = "MembersZone"
AGENT = f"Mozilla/5.0 (compatible; {NAME}/1.0; link preview)"
PATIENCE = 8.0  # seconds for all of it, redirects included
REDIRECTS = 5
MOST = 2_000_000  # bytes of a page once they are unpacked
PIECE = 65_536
PAGES = ("text/html", "application/xhtml+xml")
GZIP_OR_ZLIB = zlib.MAX_WBITS | 32


@dataclass(frozen=True)
class Answer:
    url: str  # where it was found at last
    status: int
    headers: Message
    content: bytes

    @property
    def kind(self) -> str:
        return self.headers.get_content_type()

    @property
    def charset(self) -> str | None:
        return self.headers.get_content_charset()


def fetch(
    url: str,
    *,
    kinds: tuple[str, ...] = PAGES,
    most: int = MOST,
    cut: bool = False,
    patience: float = PATIENCE,
) -> Answer:
    """What is at an address, if it is of these kinds. Raises an Unfetchable.

    A kind may be the beginning of one: "image/". With `cut` too long a page is read as far as `most`. Hold no
    transaction meanwhile: it takes seconds.
    """
    ends = time.monotonic() + patience
    place = place_of(url)
    for _ in range(REDIRECTS + 1):
        line = call(place, ends)
        try:
            response = _asked(line, place, "GET", {"Accept": ", ".join(_accepted(kinds))})
            if onwards := _sent_on(response, place):
                place = onwards
                continue
            if response.status != HTTPStatus.OK:
                raise NoPage(response.status)
            if not response.headers.get_content_type().startswith(kinds):
                raise OtherKind
            return Answer(place.url, response.status, response.headers, _content(response, most, cut=cut))
        except (OSError, HTTPException, ValueError, zlib.error) as trouble:
            raise NoAnswer from trouble
        finally:
            line.hang_up()
    raise WanderingAddress


def post(url: str, body: bytes, headers: Mapping[str, str], *, patience: float = PATIENCE) -> Answer:
    """Tell another server something, once: no redirect is followed, every status is an answer."""
    return send("POST", url, body, headers, patience=patience)


def send(
    method: str,
    url: str,
    body: bytes,
    headers: Mapping[str, str],
    *,
    patience: float = PATIENCE,
    within: bool = False,
) -> Answer:
    """As `post`, by any method. `within`: also to machines of our own house, at any port.

    That is for addresses from the command line alone, never for what a member or another site said.
    """
    place = place_of(url)
    line = call(place, time.monotonic() + patience, within=within)
    try:
        response = _asked(line, place, method, headers, body)
        return Answer(place.url, response.status, response.headers, _content(response, PIECE, cut=True))
    except (OSError, HTTPException, ValueError, zlib.error) as trouble:
        raise NoAnswer from trouble
    finally:
        line.hang_up()


def _accepted(kinds: tuple[str, ...]) -> list[str]:
    return [f"{kind}*" if kind.endswith("/") else kind for kind in kinds]


def _asked(
    line: Hurried, place: Place, method: str, headers: Mapping[str, str], body: bytes | None = None
) -> HTTPResponse:
    connection = HTTPConnection(place.host, place.port)
    connection.sock = line
    connection.auto_open = 0
    said = {
        "Host": place.name,
        "User-Agent": AGENT,
        "Accept-Encoding": "gzip",
        "Accept-Language": "en, zh;q=0.8, vi;q=0.7",
        "Connection": "close",
        **headers,
    }
    connection.request(method, place.target, body, said)
    return connection.getresponse()


def _sent_on(response: HTTPResponse, place: Place) -> Place | None:
    """The next place, checked like the first; a redirect that names none is a page that is not there."""
    if response.status not in {301, 302, 303, 307, 308}:
        return None
    if not (location := response.headers.get("Location")):
        raise NoPage(response.status)
    said = location.encode("latin-1", "replace").decode("utf-8", "replace")
    return place_of(urljoin(place.url, said))


def _content(response: HTTPResponse, most: int, *, cut: bool) -> bytes:
    packed = response.headers.get("Content-Encoding", "").strip().lower()
    if packed not in {"", "identity", "gzip", "x-gzip", "deflate"}:
        raise OtherKind
    unpack = zlib.decompressobj(GZIP_OR_ZLIB) if packed not in {"", "identity"} else None
    content = bytearray()
    while piece := response.read(PIECE):
        content += unpack.decompress(piece, most + 1 - len(content)) if unpack else piece
        if len(content) > most:
            if not cut:
                raise TooLarge
            break
    return bytes(content[:most])
