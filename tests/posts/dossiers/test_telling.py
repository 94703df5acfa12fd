"""Mia tells of a fake and shows it; all who tell of the same pair share one dossier."""

from datetime import timedelta
from io import BytesIO

import pytest

from community import clock
from community.db import db
from community.moderation.models import LookedAtLately, SayWhy, TooLong
from posts.dossiers import models  # pytest would take a Testimony for a test
from posts.dossiers.judging import judge
from posts.dossiers.models import (
    Dossier,
    NoPhoto,
    NoSeller,
    Sign,
    ToldAlready,
    TooManyPhotos,
    Verdict,
)
from posts.dossiers.reporting import Account, tell_of_fake
from tests.community.pictures.conftest import coast, file_of
from tests.posts.dossiers.conftest import SHOP


def main(page: str) -> str:
    return page.split("<main")[1].split("</main>", maxsplit=1)[0]


def test_it_has_a_number_a_page_and_waits_for_moderators(moderator, dossier, mia, browser_of):
    page = main(browser_of(mia).get(dossier.url).text)
    for words in (
        f"Case {dossier.id}",
        "Saddle bag",
        SHOP,
        "The seams are glued.",
        "No. 4711",
        "Seams, hinges",
    ):
        assert words in page
    assert "Waits for a moderator" in page
    assert "Saddle bag" in browser_of(mia).get("/dossiers").text
    theirs = browser_of(moderator)
    assert "told of as a fake, and waits" in theirs.get("/notifications").text
    assert "Told of as a fake" in theirs.get("/moderation?kind=fake").text
    assert "Mia" in main(theirs.get(dossier.url).text)


def test_it_is_nobody_elses_to_read_nor_known_to_who_has_it(dossier, bag, ben, ada, kim, browser_of):
    for stranger in (ada, kim, ben):
        assert browser_of(stranger).get(dossier.url).status_code == 404
        assert browser_of(stranger).get(f"/api/v1/dossiers/{dossier.id}").status_code == 404
        assert "Saddle bag" not in main(browser_of(stranger).get("/dossiers").text)
    assert "isputed" not in browser_of(ben).get(bag.list.url).text
    assert "genuine" not in browser_of(ben).get("/notifications").text


def test_a_second_who_tells_of_it_joins_the_dossier_and_reads_her_own_words_alone(
    dossier, bag, ada, photo, browser_of
):
    again = tell_of_fake(bag.product, Account(SHOP.upper(), "Mine smells of glue.", photos=[photo]), by=ada)
    assert again.id == dossier.id
    page = browser_of(ada).get(dossier.url).text
    assert "Mine smells of glue." in page
    assert "The seams are glued." not in page
    assert "4711" not in page
    with pytest.raises(ToldAlready):
        tell_of_fake(bag.product, Account(SHOP, "Again.", photos=[photo]), by=ada)


def test_of_another_seller_it_is_another_dossier(dossier, bag, ada, photo):
    other = tell_of_fake(bag.product, Account("Flagship", "Odd.", photos=[photo]), by=ada)
    assert other.id != dossier.id


def test_what_is_missing_or_too_much_is_said(bag, account, mia, photo):
    told = {"seller": SHOP, "text": "Odd.", "photos": [photo]}
    for wrong, refusal in (
        ({"seller": "  "}, NoSeller),
        ({"photos": []}, NoPhoto),
        ({"photos": ["w1h1-000000-" + "0" * 40]}, NoPhoto),
        ({"text": " "}, SayWhy),
        ({"text": "x" * 2_001}, TooLong),
        ({"order": "x" * 121}, TooLong),
    ):
        with pytest.raises(refusal):
            tell_of_fake(bag.product, Account(**told | wrong), by=mia)
    assert db.session.query(Dossier).count() == 0


def test_seven_photos_are_too_many(bag, mia):
    from PIL import Image

    from community.pictures import store

    many = [store(file_of(Image.new("RGB", (20, 20), (n, n, n))), by=mia).digest for n in range(7)]
    with pytest.raises(TooManyPhotos):
        tell_of_fake(bag.product, Account(SHOP, "Odd.", photos=many), by=mia)


def test_the_form_keeps_photos_and_words_where_something_is_missing(bag, mia, browser_of):
    hers, place = browser_of(mia), f"{bag.product.url}/dossiers"
    assert place in hers.get(bag.product.url).text
    assert "Is it a fake?" in hers.get(place).text
    sent = {"seller": SHOP, "text": " ", "sign": ["work", "nonsense"], "file": (file_of(coast()), "a.png")}
    refused = hers.post(place, data=sent, content_type="multipart/form-data")
    assert refused.status_code == 422
    assert "Say why" in refused.text
    assert 'name="photo" value="w' in refused.text
    kept = refused.text.split('name="photo" value="')[1].split('"')[0]
    done = hers.post(place, data={"seller": SHOP, "text": "Odd.", "sign": "work", "photo": kept})
    assert done.status_code == 303
    told = db.session.query(models.Testimony).one()
    assert (told.signs, [each.digest for each in told.photos]) == (Sign.WORK, [kept])
    assert hers.post(place, data={"seller": SHOP, "text": "Odd.", "photo": kept}).headers["Location"] == (
        f"/dossiers/{told.dossier_id}"
    )


def test_what_is_no_photo_is_refused_in_words(bag, mia, browser_of):
    sent = {"seller": SHOP, "text": "Odd.", "file": (BytesIO(b"no photo"), "a.png")}
    refused = browser_of(mia).post(
        f"{bag.product.url}/dossiers", data=sent, content_type="multipart/form-data"
    )
    assert refused.status_code == 422
    assert "not a photo we can show" in refused.text


def test_what_was_found_fake_is_not_told_of_again_and_what_was_not_only_after_a_day(
    dossier, bag, mia, ada, photo, moderator
):
    judge(dossier, Verdict.UNPROVEN, "The photos show nothing.", by=moderator)
    with pytest.raises(LookedAtLately):
        tell_of_fake(bag.product, Account(SHOP, "But look.", photos=[photo]), by=ada)
    with clock.stopped(clock.now() + timedelta(hours=25)):
        assert tell_of_fake(bag.product, Account(SHOP, "But look.", photos=[photo]), by=ada).id != dossier.id


def test_a_product_that_only_its_owner_knows_of_is_doubted_by_nobody_else(ben, mia, browser_of):
    from posts.shopping.filling import Piece, add
    from posts.shopping.writing import begin

    piece = add(begin("Mine", by=ben), Piece("A secret"), by=ben)
    assert browser_of(mia).get(f"{piece.product.url}/dossiers").status_code == 404
    assert browser_of(mia).post(f"{piece.product.url}/dossiers", data={}).status_code == 404
    assert browser_of(ben).get(f"{piece.product.url}/dossiers").status_code == 200
