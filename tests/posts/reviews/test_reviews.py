"""A review: stars, whether one would buy it again, and what was said before."""

import re
from datetime import timedelta

import pytest

from community import clock, jobs
from community.contributions import Audience
from community.db import db, transaction
from community.engagement.standing import Standing
from community.products.finding import product_named
from community.products.merging import merge_products
from community.search import find
from posts.reviews.models import LONGEST, Review
from posts.reviews.writing import Opinion, write_review
from posts.shopping.filling import Piece, add
from posts.shopping.writing import begin
from tests.community.pictures.conftest import coast as picture
from tests.community.pictures.conftest import file_of, own_folder, photo  # noqa: F401


def sent(**fields):
    return {"stars": "5", "again": "yes", "text": "The zip is the *reason*.", "audience": "members"} | fields


def test_from_the_product_to_the_review_and_back(ada, ben, bag, browser_of):
    browser = browser_of(ada)
    assert "Nobody has reviewed it yet" in browser.get(bag.url).text
    assert "No purchase of yours" in browser.get(f"{bag.url}/review").text
    file = (file_of(picture()), "bag.jpg")
    answer = browser.post(f"{bag.url}/review", data=sent(file=file))
    it = db.session.query(Review).one()
    assert answer.location == it.url == f"/reviews/{it.id}-weekender"
    page = browser_of(ben).get(it.url).text
    for words in ("5 stars of five", "Would buy it again", "<em>reason</em>", bag.url):
        assert words in page
    assert "Confirmed purchase" not in page
    product = browser_of(ben).get(bag.url).text
    assert "5.0" in product
    assert "1 of 1 would buy it again" in product
    assert it.url in product
    for path in ("/", "/reviews", "/@ada/reviews"):
        assert it.url in browser_of(ben).get(path).text
    assert db.session.get(Standing, ada.id).points == 0  # nobody's books say that it was bought


def test_of_what_is_chosen_pasted_or_named(ada, bag, browser_of):
    browser = browser_of(ada)
    assert f"/products/{bag.id}/review" in browser.get("/reviews/new?q=weekender").text
    assert "does not know it yet" in browser.get("/reviews/new?q=teapot").text
    named = browser.post("/reviews/new", data={"name": "Teapot", "brand": "Yixing"})
    assert browser.get(named.location).status_code == 200
    again = browser.post("/reviews/new", data={"name": "teapot!", "brand": "yixing"})
    assert again.location == named.location
    assert browser.post("/reviews/new", data={}).status_code == 422
    answer = browser.post("/reviews/new", data={"address": "http://127.0.0.1/bag"})
    assert answer.status_code == 422
    assert 'value="http://127.0.0.1/bag"' in answer.text


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"stars": ""}, "one to five stars"),
        ({"stars": "6"}, "one to five stars"),
        ({"stars": "٣"}, "one to five stars"),
        ({"text": "x" * (LONGEST + 1)}, "at most 5,000 characters"),
        ({"purchase": "77"}, "not one of yours"),
        ({"purchase": "²"}, "not one of yours"),
        ({"disclosure": "sponsored"}, "Say who it was"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(ada, bag, browser_of, fields, words):
    answer = browser_of(ada).post(f"{bag.url}/review", data=sent(text="Zip, zip.") | fields)
    assert answer.status_code == 422
    assert words in answer.text
    if "text" not in fields:
        assert "Zip, zip." in answer.text
    assert not db.session.query(Review).count()


def test_one_member_one_review(ada, bag, review, browser_of):
    browser = browser_of(ada)
    assert browser.get(f"{bag.url}/review").location == f"/reviews/{review.id}/edition"
    again = browser.post(f"{bag.url}/review", data=sent())
    assert again.location == f"/reviews/{review.id}/edition"
    assert db.session.query(Review).count() == 1


def test_what_it_said_before_stays_readable(ada, ben, review, browser_of):
    browser = browser_of(ada)
    assert "It was never changed" in browser_of(ben).get(f"/reviews/{review.id}/history").text
    browser.post(f"/reviews/{review.id}/edition", data=sent(stars="2", again="no", text="It broke."))
    page = browser_of(ben).get(review.url).text
    assert "2 stars of five" in page
    assert "Would not buy it again" in page
    assert "edited" in page
    before = browser_of(ben).get(f"/reviews/{review.id}/history").text
    assert "4 stars of five" in before
    assert "The *zip* is the reason." in before
    browser.post(f"/reviews/{review.id}/edition", data=sent(stars="2", again="no", text="It broke."))
    assert browser_of(ben).get(f"/reviews/{review.id}/history").text.count("of five") == 1


def test_a_review_is_text_and_never_a_script(ada, ben, bag, browser_of):
    nasty = "<script>alert(1)</script> [x](javascript:alert(1)) <img src=x onerror=alert(1)>"
    browser_of(ada).post(f"{bag.url}/review", data=sent(text=nasty))
    it = db.session.query(Review).one()
    for path in (it.url, bag.url):
        page = browser_of(ben).get(path).text
        assert "<script>alert" not in page
        assert 'href="javascript' not in page
        assert "<img src=x" not in page


def test_a_review_for_few_is_not_counted_for_others(ada, ben, mia, bag, browser_of):
    it = write_review(bag, Opinion(1, text="Only for friends.", audience=Audience.FOLLOWERS), by=ada)
    assert it.url in browser_of(ben).get(bag.url).text
    page = browser_of(mia).get(bag.url).text
    assert it.url not in page
    assert "Nobody has reviewed it yet" in page
    for path in (it.url, f"/reviews/{it.id}/history", f"/reviews/{it.id}/edition"):
        assert browser_of(mia).get(path).status_code == 404
    assert browser_of(ben).post(f"/reviews/{it.id}/edition", data=sent()).status_code == 403


def test_what_stands_on_a_secret_list_is_not_told_to_others(ada, mia, browser_of):
    it = begin("Surprises", by=ada)
    add(it, Piece("A ring for Mia", "Secret", private=True), by=ada)
    ring = it.items[0].product
    assert browser_of(mia).get(f"{ring.url}/review").status_code == 404
    assert browser_of(mia).post(f"{ring.url}/review", data=sent()).status_code == 404
    assert browser_of(ada).get(f"{ring.url}/review").status_code == 200


def test_reviews_are_sifted_by_their_stars(ada, ben, mia, bag, browser_of):
    made = {n: write_review(bag, Opinion(n), by=who) for n, who in ((5, ada), (2, ben), (1, mia))}
    page = browser_of(ada).get(f"{bag.url}?stars=2").text
    assert made[2].url in page
    assert made[5].url not in page
    assert "2.7" in page
    for odd in ("stars=9", "stars=x", "stars=99999999999999999999", "confirmed=2"):
        assert made[5].url in browser_of(ada).get(f"{bag.url}?{odd}").text
    assert "No review is like that" in browser_of(ada).get(f"{bag.url}?stars=4").text


def test_removed_it_can_be_written_anew(ada, ben, bag, review, browser_of):
    browser = browser_of(ada)
    browser.post(f"/reviews/{review.id}/removal")
    assert review.url not in browser_of(ben).get(bag.url).text
    browser.post(f"{bag.url}/review", data=sent())
    second = db.session.query(Review).order_by(Review.id.desc()).first()
    assert second.id != review.id
    # Two reviews of one product by one member would not do: the first does not come back beside it.
    assert browser.post(f"/reviews/{review.id}/removal", data={"undo": "1"}).status_code == 404
    browser.post(f"/reviews/{second.id}/removal")
    assert browser.post(f"/reviews/{second.id}/removal", data={"undo": "1"}).status_code == 303


def test_reviews_go_with_a_product_that_is_merged(ada, ben, bag, moderator, review, browser_of):
    with transaction():
        other = product_named("Weekender bag", "Ardita")
        other.shown_at = clock.now()
    merge_products(bag, other, by=moderator)
    assert review.url in browser_of(ben).get(other.url).text
    assert browser_of(ben).get(f"/products/{bag.id}/review").status_code == 200


def test_a_review_is_found_by_its_words_and_its_product(ada, ben, review, browser_of):
    jobs.run_due()
    for words in ("zip reason", "ardita"):
        assert ("review", review.id) in [(hit.kind, hit.id) for hit in find(words).hits]
    assert review.url in browser_of(ben).get("/search?q=zip&kind=review").text


def test_a_product_page_asks_as_little_for_many_reviews(ada, ben, mia, bag, queries, browser_of):
    browser, most = browser_of(mia), []
    for who in (ada, ben):
        write_review(bag, Opinion(3, text="So so."), by=who)
        for path in (bag.url, "/reviews"):
            browser.get(path)
            with queries() as asked:
                assert browser.get(path).status_code == 200
            most.append(len(asked))
    assert most[:2] == most[2:]
    assert max(most) <= 14  # two of them ask what else stands beside a product


def test_strangers_and_odd_addresses(app, mia, review, browser_of):
    assert app.test_client().get(review.url).status_code == 401
    many = "9" * 20
    for path in (f"/reviews/{many}", f"/products/{many}/review", "/products/7/review"):
        assert browser_of(mia).get(path).status_code == 404
    assert browser_of(mia).get(f"/reviews/{review.id}").location == review.url
    with clock.stopped(clock.now() + timedelta(minutes=1)):
        assert re.search("data-when", browser_of(mia).get(review.url).text)
