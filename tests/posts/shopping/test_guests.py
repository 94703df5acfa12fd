"""Ada shows a list to her mother, who is no member: a link that ends, shows little and follows nobody."""

import re
from datetime import timedelta

import pytest
from PIL import Image
from sqlalchemy import select

from community import clock
from community.db import db, transaction
from community.entrance.sessions import COOKIE
from posts.shopping.filling import Piece, add
from posts.shopping.guest_routes import first_name
from posts.shopping.guests import MOST, GuestLink, GuestView, TooManyLinks, open_to_guests, revoke
from posts.shopping.inviting import accept, invite
from posts.shopping.publishing import remove
from posts.shopping.taking import take
from posts.shopping.writing import begin
from tests.posts.shopping.conftest import cny, piece_called


@pytest.fixture
def guest(app):
    return app.test_client()


def opened(it, by, **more):
    return f"/guest/{open_to_guests(it, by=by, **more)[1]}"


def test_a_link_is_made_shown_once_and_opens_signed_out(ada, basket, browser_of, guest):
    adas, at = browser_of(ada), f"/lists/{basket.id}/guests"
    made = adas.post(at, data={"name": "Mum", "days": "7", "prices": "1"}, follow_redirects=True).text
    address = re.search(r"/guest/[\w-]{20,}", made)[0]
    assert address not in adas.get(at).text
    page = guest.get(address)
    assert page.status_code == 200
    assert "For Mum, from Ada" in page.text
    assert "Repair cream 60 ml" in page.text
    assert "3,280" in page.text


def test_it_leads_to_the_club_by_whatever_name_that_was_asked(ada, basket, browser_of):
    adas, at = browser_of(ada), f"/lists/{basket.id}/guests"
    elsewhere = {"base_url": "http://evil.example"}
    adas.set_cookie(COOKIE, adas.get_cookie(COOKIE).value, domain="evil.example")
    page = adas.post(at, follow_redirects=True, **elsewhere).text
    made = adas.post(f"/api/v1/lists/{basket.id}/guest-links", json={}, **elsewhere).json
    assert "http://localhost/guest/" in page
    assert made["url"].startswith("http://localhost/guest/")
    assert "evil.example" not in page


def test_a_guest_sees_nothing_that_is_not_for_guests(ada, ben, mia, november, browser_of, guest):
    theirs = begin("Grandmother's silver", by=mia)
    add(theirs, Piece("Spoon"), by=mia)
    from posts.shopping.publishing import publish

    publish(theirs, by=mia)
    take(theirs.items[0], november, by=ada)
    invite(november, ben, by=ada)
    accept(november, by=ben)
    add(november, Piece("Kettle", note="Ben likes it"), by=ben)
    with transaction():
        ada.name = "Ada Lovelace"
    page = guest.get(opened(november, ada)).text
    assert "Spoon" in page
    for secret in ("Lovelace", "Ben", "Mia", "Grandmother", "A ring", "Secret", "7,777", "/@", "Four things"):
        assert secret not in page, secret


@pytest.mark.parametrize(
    ("choice", "there", "gone"),
    [
        ({"prices": False}, "Repair cream", "1,190"),
        ({"notes": True}, "Four things", "A ring"),
        ({"wanted_only": True}, "Repair cream", "Metodo"),
    ],
)
def test_the_owner_says_what_a_guest_sees(ada, basket, guest, choice, there, gone):
    page = guest.get(opened(basket, ada, **choice)).text
    assert there in page
    assert gone not in page


def test_it_is_kept_from_search_engines_and_caches(ada, basket, guest):
    answer = guest.get(opened(basket, ada))
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert '<meta name="robots" content="noindex, nofollow">' in answer.text
    assert not answer.headers.getlist("Set-Cookie")


def test_it_ends(ada, basket, guest):
    link, word = open_to_guests(basket, by=ada, days=1)
    with clock.stopped(clock.now() + timedelta(hours=23)):
        assert guest.get(f"/guest/{word}").status_code == 200
    with clock.stopped(clock.now() + timedelta(hours=25)):
        answer = guest.get(f"/guest/{word}")
    assert answer.status_code == 404
    assert "This link opens nothing" in answer.text
    assert "November" not in answer.text
    assert link.word_hash != word


def test_it_is_closed_by_hand_with_the_list_or_with_its_owner(ada, basket, browser_of, guest):
    first, second = opened(basket, ada), opened(basket, ada)
    link = db.session.scalars(select(GuestLink)).first()
    page = browser_of(ada).post(f"/lists/{basket.id}/guests/{link.id}/revocation", follow_redirects=True).text
    assert "opens nothing any more" in page
    assert [guest.get(first).status_code, guest.get(second).status_code] == [404, 200]
    with transaction():
        ada.suspended_at = clock.now()
    assert guest.get(second).status_code == 404
    with transaction():
        ada.suspended_at = None
    remove(basket, by=ada)
    assert guest.get(second).status_code == 404


def test_openings_are_counted_by_the_hour_and_nothing_else_is_kept(ada, basket, browser_of, guest):
    address = opened(basket, ada)
    noon = clock.now().replace(hour=12, minute=10)
    for minutes in (0, 5, 70):
        with clock.stopped(noon + timedelta(minutes=minutes) - timedelta(days=1)):
            guest.get(address)
    assert [view.times for view in db.session.scalars(select(GuestView).order_by(GuestView.hour))] == [2, 1]
    assert set(GuestView.__table__.columns.keys()) == {"link_id", "hour", "times"}
    assert "opened 3 times" in browser_of(ada).get(f"/lists/{basket.id}/guests").text


def test_photos_open_with_the_link_and_only_those_of_the_list(ada, basket, browser_of, guest, app):
    from io import BytesIO

    file, other = BytesIO(), BytesIO()
    Image.new("RGB", (64, 48), "peru").save(file, "PNG")
    Image.new("RGB", (64, 48), "navy").save(other, "PNG")
    for name, photo, private in (("Jar", file, ""), ("Box", other, "1")):
        photo.seek(0)
        said = {"name": name, "private": private, "file": (photo, "x.png")}
        browser_of(ada).post(f"/lists/{basket.id}/items", data=said)
    address = opened(basket, ada)
    jar, box = piece_called(basket, "Jar").photo, piece_called(basket, "Box").photo
    assert f"{address}/photos/{jar}" in guest.get(address).text
    shown = guest.get(f"{address}/photos/{jar}")
    assert (shown.status_code, shown.mimetype) == (200, "image/webp")
    shown.close()
    assert guest.get(f"{address}/photos/{box}").status_code == 404
    assert guest.get(f"{address}/photos/nonsense").status_code == 404
    assert guest.get(f"/guest/{'x' * 24}/photos/{jar}").status_code == 404


def test_links_are_the_owners(ada, ben, basket, november, browser_of, guest):
    link, _word = open_to_guests(november, by=ada)
    at = f"/lists/{november.id}/guests"
    for path in (at, f"{at}/{link.id}/revocation"):
        assert browser_of(ben).post(path).status_code == 403, path
        assert guest.post(path).status_code == 401, path
    assert browser_of(ben).get(at).status_code == 403
    other = begin("Other", by=ada)
    assert browser_of(ada).post(f"/lists/{other.id}/guests/{link.id}/revocation").status_code == 404
    assert link.is_open


def test_there_are_not_more_than_one_keeps_in_mind(ada, basket):
    links = [open_to_guests(basket, by=ada)[0] for _ in range(MOST)]
    with pytest.raises(TooManyLinks):
        open_to_guests(basket, by=ada)
    revoke(links[0], by=ada)
    open_to_guests(basket, by=ada)


@pytest.mark.parametrize("word", ["x", "%00", "..%2f..%2fetc", "a" * 3000, "\u202e", "%ff"])
def test_a_word_of_no_link_opens_nothing(guest, word):
    assert guest.get(f"/guest/{word}").status_code == 404


@pytest.mark.parametrize(
    ("name", "first"), [("Ting Jiang", "Ting"), ("陈晓雯", "晓雯"), ("Ada", "Ada"), ("李", "李")]
)
def test_a_first_name_is_no_family_name(name, first):
    assert first_name(name) == first


def test_a_price_seen_in_private_is_not_told_to_a_guest_by_another_list(ada, mia, basket, guest):
    mias = begin("Mia's", by=mia)
    add(mias, Piece("Repair cream 60 ml", price=cny(999)), by=mia)
    assert "999" not in guest.get(opened(basket, ada)).text
