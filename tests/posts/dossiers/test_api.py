"""The whole of a dossier as programs play it; and what leaves the club with whoever leaves."""

import json
from zipfile import ZipFile

import pytest

from community.db import db
from community.genuine import marks_of
from community.leaving.erasing import erase
from community.leaving.packing import pack
from community.products.merging import merge_products, part_again
from posts.dossiers.appealing import appeal_to
from posts.dossiers.models import Dossier, DossierAppeal, Evidence, ExpertOpinion, Verdict, Vote
from posts.shopping.filling import Piece, add
from posts.shopping.writing import begin
from tests.posts.dossiers.conftest import BRAND, SHOP


def test_programs_tell_ask_vote_decide_and_appeal(
    moderator, nia, bag, mia, ben, kim, dora, photo, browser_of
):
    hers, mods = browser_of(mia), browser_of(moderator)
    told = {"seller": SHOP, "order": "4711", "text": "Glued.", "signs": ["work"], "photos": [photo]}
    place = f"/api/v1/products/{bag.product_id}/dossiers"
    made = hers.post(place, json=told)
    assert made.status_code == 201
    here = f"/api/v1/dossiers/{made.json['id']}"
    assert made.headers["Location"].endswith(here)
    assert made.json["testimonies"] == [
        {"text": "Glued.", "order": "4711", "signs": ["work"], "photos": [photo], "by": "mia"}
    ]
    assert hers.post(place, json=told).status_code == 409
    nothing = hers.post(place, json=told | {"photos": []})
    assert (nothing.status_code, list(nothing.json["errors"])) == (422, ["photos"])
    assert mods.get("/api/v1/dossiers").json["items"][0]["seller"] == SHOP
    stranger = mods.post(f"{here}/dispute", json={"experts": [mia.id]})
    assert (stranger.status_code, list(stranger.json["errors"])) == (422, ["experts"])
    assert mods.post(f"{here}/dispute", json={"experts": [kim.id, dora.id]}).json["asked"] == 2
    seen = browser_of(kim).get(here).json["testimonies"][0]
    assert (seen["by"], seen["order"], seen["photos"]) == (None, "", [photo])
    for expert in (kim, dora):
        sent = {"vote": "fake", "signs": ["work"], "text": "Glue."}
        assert browser_of(expert).post(f"{here}/vote", json=sent).json["opinions"] == []
    assert [it["vote"] for it in mods.get(here).json["opinions"]] == ["fake", "fake"]
    verdict = mods.post(f"{here}/verdict", json={"verdict": "fake", "words": "Glue."})
    assert (verdict.status_code, verdict.json["verdict"]) == (201, "fake")
    assert browser_of(ben).post(f"{here}/appeals", json={"text": "My receipt."}).status_code == 201
    appeal = db.session.query(DossierAppeal).one()
    answer = {"verdict": "genuine", "words": "Right."}
    place = f"/api/v1/dossiers/appeals/{appeal.id}/decision"
    assert mods.post(place, json=answer).status_code == 403
    assert browser_of(nia).post(place, json=answer).json["verdict"] == "genuine"
    assert browser_of(mia).get("/api/v1/dossiers").json["items"] == []
    assert len(browser_of(mia).get("/api/v1/dossiers?all=true").json["items"]) == 1


def test_what_one_told_goes_home_with_one_and_the_verdict_stays(found_fake, bag, mia, kim, ada, tmp_path):
    told = _packed(mia, tmp_path / "mia.zip")
    assert "The seams are glued." in told
    assert "No. 4711" in told
    assert "Glue, where they sew." not in told
    assert "Glue, where they sew." in _packed(kim, tmp_path / "kim.zip")
    for leaver in (mia, kim):
        erase(leaver, keeps_words=False)
    db.session.expire_all()
    assert db.session.query(Evidence).count() == 0
    assert [seat.vote for seat in db.session.query(ExpertOpinion)] == [Vote.UNSURE]
    it = db.session.query(Dossier).one()
    assert (it.verdict, it.testimonies) == (Verdict.FAKE, [])
    assert [mark.word for mark in marks_of([bag.product_id])] == ["fake"]


def test_a_moderator_who_leaves_is_named_no_more(found_fake, moderator, browser_of, nia):
    erase(moderator, keeps_words=False)
    db.session.expire_all()
    page = browser_of(nia).get(found_fake.url)
    assert page.status_code == 200
    assert db.session.query(Dossier).one().verdict is Verdict.FAKE


def test_two_products_that_become_one_share_their_marks_and_part_with_them_again(
    found_fake, bag, ada, moderator
):
    other = add(begin("Hers", by=ada), Piece("Saddle bag, brown", BRAND, SHOP), by=ada).product
    merge = merge_products(bag.product, other, by=moderator)
    assert [mark.word for mark in marks_of([other.id])] == ["fake"]
    part_again(merge, by=moderator)
    assert marks_of([other.id]) == []


@pytest.mark.parametrize("many", [1, 6])
def test_a_page_with_many_of_them_asks_no_more_than_one_with_one(
    many, moderator, bag, mia, photo, browser_of, queries
):
    from posts.dossiers.reporting import Account, tell_of_fake

    for n in range(many):
        tell_of_fake(bag.product, Account(f"Shop {n}", "Odd.", photos=[photo]), by=mia)
    browser = browser_of(moderator)
    with queries() as asked:
        assert browser.get("/dossiers").status_code == 200
    assert len(asked) <= 12
    with queries() as asked:
        assert browser.get("/moderation").status_code == 200
    assert len(asked) <= 30


def test_a_verdict_that_is_appealed_is_read_by_who_appealed_alone(found_fake, ben, mia, browser_of):
    appeal_to(found_fake, "Here is my receipt.", by=ben)
    assert "Here is my receipt." in browser_of(ben).get(found_fake.url).text
    assert "Here is my receipt." not in browser_of(mia).get(found_fake.url).text


def _packed(member, file) -> str:
    pack(member, file)
    with ZipFile(file) as box:
        return json.dumps(
            [box.read(name).decode(errors="ignore") for name in box.namelist() if name.endswith(".json")]
        )
