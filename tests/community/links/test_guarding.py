"""No pasted address makes the club knock at a door of its own house."""

import json
import socket

import pytest

from community.links import fetch, guarding
from community.links.addresses import place_of
from community.links.guarding import is_open, let_through, open_addresses
from community.links.refusals import NoAddress, NoAnswer, PrivateAddress, Unfetchable

HOUSE = [
    "127.0.0.1", "127.1.2.3", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.1.1",
    "169.254.169.254", "100.100.100.200", "100.64.0.1", "192.0.0.192", "192.0.2.1", "192.88.99.1",
    "198.18.0.1", "198.51.100.1", "203.0.113.5", "224.0.0.1", "240.0.0.1", "255.255.255.255",
    "168.63.129.16", "::1", "::", "::127.0.0.1", "::8.8.8.8", "::ffff:127.0.0.1",
    "::ffff:169.254.169.254", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1",
    "2002:7f00:1::",     "2002:808:808::", "2001:0:1::1", "2001:db8::1", "3fff::1", "fe80::1", "fe80::1%eth0",
    "fec0::1", "fc00::1", "fd00:ec2::254", "ff02::1", "100::1",
]  # fmt: skip
OPEN = [
    "8.8.8.8", "1.1.1.1", "104.16.0.1", "::ffff:8.8.8.8",
    "64:ff9b::808:808", "2606:4700::1111", "2001:4860:4860::8888",
]  # fmt: skip


@pytest.mark.parametrize("address", HOUSE)
def test_addresses_of_houses_are_not_open(address):
    assert not is_open(address)


@pytest.mark.parametrize("address", OPEN)
def test_addresses_of_the_internet_are(address):
    assert is_open(address)


def names(monkeypatch, **known):
    """A directory of our own, in which each name leads where the test says."""

    def asked(host, port, **_):
        if host not in known:
            raise socket.gaierror(-2, "unknown")
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port)) for ip in known[host]]

    monkeypatch.setattr(guarding.socket, "getaddrinfo", asked)


def test_of_a_name_only_the_open_addresses_are_called(monkeypatch):
    names(
        monkeypatch, **{"shop.example": ["10.0.0.1", "8.8.8.8", "::1"], "inside.example": ["10.0.0.1", "::1"]}
    )
    assert open_addresses(place_of("https://shop.example/"), 1) == ["8.8.8.8"]
    with pytest.raises(PrivateAddress):
        open_addresses(place_of("https://inside.example/"), 1)
    with pytest.raises(NoAnswer):
        open_addresses(place_of("https://nowhere.example/"), 1)


@pytest.mark.parametrize("port", [22, 25, 5432, 6379, 8000])
def test_other_ports_than_the_usual_are_not_called(monkeypatch, port):
    names(monkeypatch, **{"shop.example": ["8.8.8.8"]})
    with pytest.raises(PrivateAddress):
        open_addresses(place_of(f"http://shop.example:{port}/"), 1)


def test_what_was_looked_at_is_what_is_called(monkeypatch, shop):
    """A name that is open when asked, and leads into the house when asked again, is asked once."""
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    monkeypatch.setattr(
        guarding.socket,
        "getaddrinfo",
        lambda _host, port, **_: [(2, 1, 6, "", (ip, port)) for ip in next(answers)],
    )
    called = []
    monkeypatch.setattr(
        "community.links.hurrying.socket.create_connection",
        lambda place, _patience: (
            called.append(place) or pytest.fail("called") if len(called) else _line(called, place)
        ),
    )
    with pytest.raises(NoAnswer):
        fetch(f"http://rebinding.example:{shop.port}/")
    assert called == [("127.0.0.1", shop.port)]


def _line(called, place):
    called.append(place)
    raise ConnectionRefusedError


def test_the_door_for_tests_opens_one_port_and_closes(shop):
    shop.page("/", "<title>Here</title>")
    assert fetch(shop.at("/")).content
    with pytest.raises(PrivateAddress):
        fetch(f"http://127.0.0.1:{shop.port + 1}/")
    with let_through("127.0.0.2", shop.port):
        pass
    with pytest.raises(PrivateAddress):
        fetch(f"http://127.0.0.2:{shop.port}/")


@pytest.mark.parametrize(
    "url",
    [
        "http://2130706433/",
        "http://0x7f.1/",
        "http://0177.0.0.1/",
        "http://localhost/",
        "http://[::1]/",
        "http://127.1/",
    ],
)
def test_a_house_under_other_spellings_is_the_house(url):
    with pytest.raises((PrivateAddress, NoAnswer)):
        fetch(url, patience=2)


def test_every_strange_address_is_refused_or_leads_outside(shared, monkeypatch):
    names(monkeypatch)
    strange = json.loads((shared / "hostile/urls/urltestdata.json").read_text())
    for case in strange:
        if isinstance(case, dict):
            with pytest.raises(Unfetchable):
                fetch(case["input"], patience=1)


@pytest.mark.parametrize("url", ["ftp://a.example/", "file:///etc/passwd", "javascript:1", "//a.example", "", "http://",
                                 "http://a:b@c.example/", "http://a.example:x/", "http://a b/", "http://[::1",
                                 "gopher://a.example", "http://" + "a" * 3000])  # fmt: skip
def test_what_is_no_open_web_address_is_none(url):
    with pytest.raises(NoAddress):
        place_of(url)
