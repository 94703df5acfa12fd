"""The fetcher reads so much and so long, follows few redirects, and checks each."""

import gzip
import time

import pytest

from community.links import fetch, look_at, look_for_picture, post, why_not
from community.links.refusals import (
    NoAnswer,
    NoPage,
    OtherKind,
    PrivateAddress,
    TooLarge,
    Unfetchable,
    WanderingAddress,
)
from tests.community.links.conftest import drips


def test_a_page_is_read_and_the_asker_says_who_it_is(shop):
    answer = fetch(shop.page("/bag?colour=red", "<title>A bag</title>"))
    assert (answer.url, answer.content) == (shop.at("/bag?colour=red"), b"<title>A bag</title>")
    _path, said = shop.asked[0]
    assert "MembersZone" in said["User-Agent"]
    assert said["Host"] == f"127.0.0.1:{shop.port}"
    assert not {"Cookie", "Authorization", "Referer"} & set(said)


def test_packed_pages_are_unpacked_as_far_as_we_read(shop):
    shop.page("/", gzip.compress(b"<title>Packed</title>"), Content_Encoding="gzip")
    assert fetch(shop.at("/")).content == b"<title>Packed</title>"
    bomb = shop.page("/bomb", gzip.compress(b"\0" * 30_000_000), Content_Encoding="gzip")
    with pytest.raises(TooLarge):
        fetch(bomb)
    assert len(fetch(bomb, cut=True).content) == 2_000_000
    with pytest.raises(OtherKind):
        fetch(shop.page("/br", b"x", Content_Encoding="br"))
    with pytest.raises(NoAnswer):
        fetch(shop.page("/torn", b"\x1f\x8b\x08nonsense", Content_Encoding="gzip"))


def test_redirects_are_followed_a_little_way(shop):
    shop.page("/end", "<title>The end</title>")
    shop.page("/short", "", 302, Location="/end?")
    shop.page("/end?", "<title>Asked</title>")
    assert fetch(shop.page("/start", "", 301, Location=shop.at("/end"))).url == shop.at("/end")
    assert fetch(shop.at("/short")).url == shop.at("/end")
    with pytest.raises(WanderingAddress):
        fetch(shop.page("/circle", "", 302, Location="/circle"))
    assert len([path for path, _ in shop.asked if path == "/circle"]) == 6
    with pytest.raises(NoPage):
        fetch(shop.page("/nowhere", "", 302))


@pytest.mark.parametrize(
    "inside",
    [
        "http://127.0.0.1:22/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::ffff:10.0.0.1]/",
        "http://[fd00::1]/",
    ],
)
def test_a_redirect_does_not_lead_into_the_house(shop, inside):
    with pytest.raises(PrivateAddress):
        fetch(shop.page("/open", "", 302, Location=inside))


@pytest.mark.parametrize(
    "away", ["file:///etc/passwd", "ftp://a.example/", "http://u:p@a.example/", "javascript:alert(1)"]
)
def test_nor_to_what_is_no_page(shop, away):
    with pytest.raises(Unfetchable):
        fetch(shop.page("/open", "", 302, Location=away))


def test_a_slow_server_is_left_after_our_patience_not_its_own(shop):
    shop.pages["/"] = drips
    begun = time.monotonic()
    with pytest.raises(NoAnswer):
        fetch(shop.at("/"), patience=0.2)
    assert time.monotonic() - begun < 0.5


def test_one_that_says_nothing_and_one_that_says_nonsense(shop):
    shop.pages["/quiet"] = lambda handler: handler.connection.close()
    shop.pages["/nonsense"] = lambda handler: handler.wfile.write(b"SSH-2.0-OpenSSH\r\n\r\n")
    shop.pages["/headers"] = lambda handler: handler.wfile.write(b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 5000)
    for path in ("/quiet", "/nonsense", "/headers"):
        with pytest.raises(NoAnswer):
            fetch(shop.at(path), patience=1)


def test_only_pages_are_pages_and_only_pictures_pictures(shop):
    pdf = shop.page("/film", b"%PDF", Content_Type="application/pdf")
    with pytest.raises(OtherKind):
        fetch(pdf)
    with pytest.raises(OtherKind):
        look_for_picture(pdf)
    photo = shop.page("/photo", b"\x89PNG", Content_Type="image/png")
    assert look_for_picture(photo).read() == b"\x89PNG"
    with pytest.raises(NoPage) as refused:
        fetch(shop.at("/gone"))
    assert refused.value.status == 404


def test_something_is_told_once(shop):
    answer = post(shop.page("/hook", "no", 410), b"{}", {"Content-Type": "application/json"})
    assert (answer.status, answer.content) == (410, b"no")
    assert post(shop.page("/moved", "", 302, Location="/hook"), b"{}", {}).status == 302
    with pytest.raises(PrivateAddress):
        post("http://127.0.0.1/", b"", {})


def test_every_refusal_has_its_sentence(app):
    with app.test_request_context():
        kinds = Unfetchable.__subclasses__()
        said = {why_not(kind(404) if kind is NoPage else kind()) for kind in kinds}
    assert len(kinds) == 8
    assert len(said) == 8
    assert all(sentence.endswith(".") for sentence in said)


def test_looking_answers_what_the_page_says(shop):
    found = look_at(shop.page("/", "<title> A  bag </title><meta property='og:image' content='/bag.jpg'>"))
    assert (found.title, found.picture, found.site) == ("A bag", shop.at("/bag.jpg"), "127.0.0.1")
