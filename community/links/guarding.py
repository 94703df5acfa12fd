"""Which servers may be asked: those on the open internet. The address looked at is the one we call."""

import socket
from collections.abc import Container, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from community.links.addresses import PORTS, Place
from community.links.refusals import NoAnswer, PrivateAddress

# Called global by the registries, but within somebody's house: a cloud talks to its own machines there.
HOUSES = [ip_network("168.63.129.16/32"), ip_network("192.88.99.0/24"), ip_network("192.0.0.0/24")]
OPEN_V6 = ip_network("2000::/3")
TUNNELS = [ip_network("2001::/23"), ip_network("2002::/16"), ip_network("3fff::/20")]
TRANSLATED = ip_network("64:ff9b::/96")  # an IPv4 address in its last 32 bits
MOST = 4  # addresses of one name that are tried
_let_through: set[tuple[str, int]] = set()
_asking = ThreadPoolExecutor(8, "names")  # asking for a name knows no end of patience by itself


def is_open(address: str) -> bool:
    """Is it on the open internet? Forms that hold an IPv4 address are judged by that."""
    ip = ip_address(address.partition("%")[0])
    if isinstance(ip, IPv6Address):
        inner = ip.ipv4_mapped or (IPv4Address(int(ip) & 0xFFFFFFFF) if ip in TRANSLATED else None)
        if inner is None:
            return ip in OPEN_V6 and ip.is_global and not any(ip in net for net in TUNNELS)
        ip = inner
    return ip.is_global and not ip.is_multicast and not any(ip in net for net in HOUSES)


def open_addresses(
    place: Place,
    patience: float,
    ports: Container[int] = frozenset(PORTS.values()),
    *,
    within: bool = False,
) -> list[str]:
    """Where a name leads, without what is not open. Raises PrivateAddress if nothing is left.

    With `within` nothing is left out: whoever runs the server said where to call.
    """
    found = list(dict.fromkeys(_asked(place, patience)))
    usual = place.port in ports
    kept = [ip for ip in found if within or (usual and is_open(ip)) or (ip, place.port) in _let_through]
    if not kept:
        raise PrivateAddress
    return kept[:MOST]


def _asked(place: Place, patience: float) -> Iterator[str]:
    asking = _asking.submit(socket.getaddrinfo, place.host, place.port, type=socket.SOCK_STREAM)
    try:
        answers = asking.result(max(patience, 0))
    except (OSError, UnicodeError, TimeoutError) as trouble:
        raise NoAnswer from trouble
    for *_what, address in answers:
        yield str(address[0])


@contextmanager
def let_through(ip: str, port: int) -> Iterator[None]:
    """For tests: one port of one address of this machine. Nothing in the house calls it; a test says so."""
    _let_through.add((ip, port))
    try:
        yield
    finally:
        _let_through.discard((ip, port))
