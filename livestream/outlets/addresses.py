"""Where an outlet is: rtmp:// or rtmps://, on the open internet, or where the club's settings say so."""

import socket
from typing import NamedTuple
from urllib.parse import urlsplit

from flask import current_app

from community.links.addresses import Place, place_of
from community.links.guarding import open_addresses
from community.links.refusals import NoAddress, NoAnswer, PrivateAddress
from livestream.outlets.models import NotRtmp, OwnNetwork
from livestream.outlets.states import Failed, Trouble

PORTS = {"rtmp": 1935, "rtmps": 443}
ALLOWED = (80, 443, *range(1024, 65536))  # below listens what understands other words
PATIENCE = 5.0  # seconds for a name


class RtmpPlace(NamedTuple):
    scheme: str
    host: str  # in ASCII
    port: int
    app: str

    @property
    def address(self) -> str:
        port = "" if self.port == PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{self.named}{port}/{self.app}"

    @property
    def named(self) -> str:
        return f"[{self.host}]" if ":" in self.host else self.host


def rtmp_place(address: str) -> RtmpPlace:
    """Raises NotRtmp for what is none, names a user, or has no path."""
    scheme, _colon, rest = address.strip().partition("://")
    if (scheme := scheme.lower()) not in PORTS:
        raise NotRtmp
    try:
        place = place_of(f"https://{rest}")
        port = urlsplit(f"https://{rest}").port or PORTS[scheme]
    except (NoAddress, ValueError) as trouble:
        raise NotRtmp from trouble
    app = place.target.strip("/")
    if not app or port not in ALLOWED:
        raise NotRtmp
    return RtmpPlace(scheme, place.host, port, app)


def ways_to(place: RtmpPlace) -> list[str]:
    """The addresses that may be called. Raises Failed."""
    try:
        if is_named_in_settings(place):
            found = socket.getaddrinfo(place.host, place.port, type=socket.SOCK_STREAM)
            return list(dict.fromkeys(str(address[0]) for *_what, address in found))
        return open_addresses(Place("https", place.host, place.port, "/"), PATIENCE, ALLOWED)
    except PrivateAddress as trouble:
        raise Failed(Trouble.PRIVATE) from trouble
    except (NoAnswer, OSError) as trouble:
        raise Failed(Trouble.UNREACHABLE) from trouble


def check_way(place: RtmpPlace) -> None:
    """Raises OwnNetwork. A name that leads nowhere just now may lead somewhere later."""
    try:
        ways_to(place)
    except Failed as failed:
        if failed.trouble is Trouble.PRIVATE:
            raise OwnNetwork from failed


def is_named_in_settings(place: RtmpPlace) -> bool:
    return f"{place.named}:{place.port}" in current_app.config["OUTLET_HOSTS"]
