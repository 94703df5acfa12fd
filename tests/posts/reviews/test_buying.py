"""The purchase behind a review: a shop's books say it, and say when it went back."""

import re
from datetime import timedelta

from community.db import db
from community.engagement.standing import Standing
from posts.reviews.buying import purchases_of
from posts.reviews.models import Review
from posts.reviews.writing import Opinion, write_review
from tests.community.api.conftest import adas, mias, program_of  # noqa: F401
from tests.posts.reviews.conftest import MAY

FOR_THE_REVIEW = 20


def points_of(member):
    return db.session.get(Standing, member.id).points


def test_a_confirmed_purchase_is_offered_marked_and_worth_something(ada, ben, bag, bought, browser_of):
    before = points_of(ada)
    form = browser_of(ada).get(f"{bag.url}/review").text
    line = re.search(r'name="purchase"\s+value="(\d+)"\s+checked', form).group(1)
    assert "Order ORDER-A1" in form
    browser_of(ada).post(f"{bag.url}/review", data={"stars": "5", "text": "Kept.", "purchase": line})
    it = db.session.query(Review).one()
    assert points_of(ada) == before + FOR_THE_REVIEW
    for path in (it.url, bag.url, "/"):
        page = browser_of(ben).get(path).text
        assert "Confirmed purchase" in page
        assert "ORDER-A1" not in page
        assert "3,280" not in page
    assert "which you bought and kept" in browser_of(ada).get("/passport").text


def test_what_goes_back_takes_the_mark_and_the_points_along(ada, ben, bag, bought, sends_back, browser_of):
    purchase = purchases_of(bag, ada)[0]
    it = write_review(bag, Opinion(5, purchase_id=purchase.id), by=ada)
    kept = points_of(ada)
    sends_back()
    page = browser_of(ben).get(it.url).text
    assert "Confirmed purchase" not in page
    assert "Bought, and sent back" in page
    assert "Confirmed purchase" not in browser_of(ben).get("/reviews").text
    assert points_of(ada) <= kept - FOR_THE_REVIEW
    assert not purchases_of(bag, ada)


def test_what_is_bought_again_after_it_went_back_is_confirmed_again(ada, bag, bought, sends_back, books):
    it = write_review(bag, Opinion(5, purchase_id=purchases_of(bag, ada)[0].id), by=ada)
    sends_back()
    assert not db.session.get(Review, it.id).is_confirmed
    books(f"A2,ada@example.org,Ardita Weekender,1,3280,CNY,{MAY.date()},Flagship,bags")
    assert db.session.get(Review, it.id).is_confirmed


def test_of_two_one_may_go_back(ada, bag, bought, books, sends_back):
    books(f"A2,ada@example.org,Weekender,1,3280,CNY,{(MAY - timedelta(days=2)).date()},Flagship,bags")
    it = write_review(bag, Opinion(5, purchase_id=purchases_of(bag, ada)[0].id), by=ada)
    sends_back()
    assert len(purchases_of(bag, ada)) == 1
    assert it.purchase.product == "Weekender"
    assert db.session.get(Review, it.id).is_confirmed


def test_nobody_borrows_anothers_purchase(ada, ben, bag, bought, browser_of):
    line = purchases_of(bag, ada)[0]
    assert not purchases_of(bag, ben)
    answer = browser_of(ben).post(f"{bag.url}/review", data={"stars": "5", "purchase": str(line.id)})
    assert answer.status_code == 422
    assert "ORDER-A1" not in answer.text


def test_points_are_given_once_a_day_and_once_a_review(ada, bag, bought, browser_of):
    before = points_of(ada)
    line = purchases_of(bag, ada)[0]
    it = write_review(bag, Opinion(5, purchase_id=line.id), by=ada)
    for stars in ("4", "3", "5"):
        fields = {"stars": stars, "purchase": str(line.id), "text": stars}
        browser_of(ada).post(f"/reviews/{it.id}/edition", data=fields)
    assert points_of(ada) == before + FOR_THE_REVIEW
    browser_of(ada).post(f"/reviews/{it.id}/edition", data={"stars": "5", "purchase": ""})
    assert points_of(ada) == before
    browser_of(ada).post(f"/reviews/{it.id}/removal")
    assert points_of(ada) == before


def test_reviews_are_sifted_by_purchase(ada, ben, bag, bought, browser_of):
    confirmed = write_review(bag, Opinion(4, purchase_id=purchases_of(bag, ada)[0].id), by=ada)
    other = write_review(bag, Opinion(2), by=ben)
    page = browser_of(ben).get(f"{bag.url}?confirmed=1").text
    assert confirmed.url in page
    assert other.url not in page
    both = browser_of(ben).get(bag.url).text
    assert both.index(confirmed.url) < both.index(other.url)


def test_programs_write_reviews(adas, mias, ada, bag, bought):  # noqa: F811
    line = purchases_of(bag, ada)[0]
    there = f"/products/{bag.id}/reviews"
    assert adas.post(there, {"stars": 6}).status_code == 422
    assert adas.post(there, {"stars": 5, "purchase": 999}).get_json()["errors"].keys() == {"purchase"}
    made = adas.post(there, {"stars": 5, "again": True, "text": "*Kept*.", "purchase": line.id})
    assert made.status_code == 201
    it = made.get_json()
    assert (it["stars"], it["again"], it["confirmed"], it["product"]) == (5, True, True, bag.id)
    assert adas.post(there, {"stars": 4}).status_code == 409
    here = f"/reviews/{it['id']}"
    assert mias.patch(here, {"stars": 1}).status_code == 403
    assert adas.patch(here, {"stars": 3}).get_json()["text"] == "*Kept*."
    assert [one["stars"] for one in mias.get(f"{here}/history").get_json()["items"]] == [5]
    assert mias.get(f"/products/{bag.id}").get_json()["stars"] == {"3": 1}
    assert [card["id"] for card in mias.get("/reviews").get_json()["items"]] == [it["id"]]
    assert adas.delete(here).status_code == 204
    assert mias.get(here).status_code == 404
