"""A tip: a photo and a line, from the form to the line in the ledger, and gone again."""

import re
from datetime import timedelta

import pytest

from community import clock, jobs
from community.contributions import Audience
from community.db import db, transaction
from community.engagement.standing import Standing
from community.products.finding import product_named
from community.realtime import socketio
from community.search import find
from posts.tips.models import LINE, Tip
from posts.tips.writing import TipWords, share_tip
from tests.community.api.conftest import adas, mias, program_of  # noqa: F401
from tests.community.pictures.conftest import coast as picture
from tests.community.pictures.conftest import file_of, own_folder, photo  # noqa: F401


@pytest.fixture
def tip(ada, photo):  # noqa: F811
    return share_tip(TipWords("Ask for the lining: it is only shown to who asks.", photo.digest), by=ada)


def points_of(member):
    standing = db.session.get(Standing, member.id)
    return standing.points if standing else 0


def sent(**fields):
    return {"line": "Ask for the lining.", "audience": "members", **fields}


def test_a_tip_is_shared_read_and_liked(app, ada, ben, browser_of):
    bens_screen = socketio.test_client(app, flask_test_client=browser_of(ben))
    file = (file_of(picture()), "lining.jpg")
    answer = browser_of(ada).post("/tips", data=sent(file=file, alt="A blue lining"))
    it = db.session.query(Tip).one()
    assert answer.location == it.url == f"/tips/{it.id}-ask-for-the-lining"
    assert points_of(ada) == 3
    news = [each["args"][0] for each in bens_screen.get_received() if each["name"] == "feed.new"]
    assert [one["kind"] for one in news] == ["tip"]
    page = browser_of(ben).get(it.url).text
    assert "Ask for the lining." in page
    assert 'alt="A blue lining"' in page
    browser_of(ben).post(f"/contributions/{it.id}/like")
    assert points_of(ada) == 5
    assert "You shared the tip" in browser_of(ada).get("/passport").text
    assert it.url in browser_of(ben).get("/").text
    assert it.url in browser_of(ben).get("/tips").text
    assert it.url in browser_of(ben).get("/@ada/tips").text


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"line": "  "}, "Say it in one line"),
        ({"line": "x" * (LINE + 1)}, f"at most {LINE} characters"),
        ({"photo": "nothing"}, "choose a photo"),
        ({"disclosure": "gifted"}, "Say who it was"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(ada, photo, browser_of, fields, words):  # noqa: F811
    answer = browser_of(ada).post("/tips", data=sent(photo=photo.digest, alt="A lining") | fields)
    assert answer.status_code == 422
    assert words in answer.text
    assert 'value="A lining"' in answer.text
    assert not db.session.query(Tip).count()


def test_a_photo_that_came_is_kept_while_the_line_is_mended(ada, browser_of):
    browser = browser_of(ada)
    file = (file_of(picture()), "lining.jpg")
    first = browser.post("/tips", data=sent(line="", file=file))
    kept = re.search(r'name="photo"\s+value="([\w-]+)"', first.text).group(1)
    assert browser.post("/tips", data=sent(photo=kept)).status_code == 303
    assert db.session.query(Tip).one().cover == kept


def test_what_is_no_photo_is_refused_in_words(ada, browser_of):
    import io

    answer = browser_of(ada).post("/tips", data=sent(file=(io.BytesIO(b"<svg onload=alert(1)>"), "x.jpg")))
    assert answer.status_code == 422
    assert 'id="file-error"' in answer.text


def test_a_changed_tip_says_so_and_counts_once(ada, ben, tip, browser_of):
    browser = browser_of(ada)
    assert tip.title in browser.get(f"/tips/{tip.id}/edition").text
    browser.post(f"/tips/{tip.id}/edition", data=sent(photo=tip.cover, line="Ask for the other lining."))
    page = browser_of(ben).get(f"/tips/{tip.id}", follow_redirects=True).text
    assert "Ask for the other lining." in page
    assert "edited" in page
    assert points_of(ada) == 3


def test_a_tip_for_followers_is_for_nobody_else(ada, ben, mia, photo, browser_of):  # noqa: F811
    it = share_tip(TipWords("Only for you", photo.digest, audience=Audience.FOLLOWERS), by=ada)
    assert browser_of(ben).get(it.url).status_code == 200
    for path in (it.url, f"/tips/{it.id}/edition"):
        assert browser_of(mia).get(path).status_code == 404
    for path in ("/", "/tips", "/@ada/tips"):
        assert "Only for you" not in browser_of(mia).get(path).text
    assert browser_of(ben).post(f"/tips/{it.id}/removal").status_code == 403
    assert browser_of(ben).get(f"/tips/{it.id}/edition").status_code == 403


def test_what_only_its_author_reads_gives_no_points(ada, tip, photo, browser_of):  # noqa: F811
    assert points_of(ada) == 3
    edit = sent(line=tip.title, photo=tip.cover, audience="only_me")
    browser_of(ada).post(f"/tips/{tip.id}/edition", data=edit)
    assert points_of(ada) == 0
    browser_of(ada).post(f"/tips/{tip.id}/edition", data=edit | {"audience": "members"})
    assert points_of(ada) == 3


def test_removing_can_be_undone_for_half_a_minute(ada, ben, tip, browser_of):
    browser = browser_of(ada)
    gone = browser.post(f"/tips/{tip.id}/removal")
    assert points_of(ada) == 0
    assert 'name="undo"' in browser.get(gone.location).text
    assert 'name="undo"' not in browser_of(ben).get(gone.location).text
    assert browser_of(ben).get(tip.url).status_code == 404
    browser.post(f"/tips/{tip.id}/removal", data={"undo": "1"})
    assert browser_of(ben).get(tip.url).status_code == 200
    assert points_of(ada) == 3
    browser.post(f"/tips/{tip.id}/removal")
    with clock.stopped(clock.now() + timedelta(minutes=1)):
        late = browser.post(f"/tips/{tip.id}/removal", data={"undo": "1"}, follow_redirects=True)
    assert "too long ago" in late.text
    assert browser_of(ben).get(tip.url).status_code == 404


def test_a_product_one_may_not_know_is_not_told_by_a_tip(ada, mia, photo, browser_of):  # noqa: F811
    with transaction():
        secret = product_named("A ring", "Secret")
        known = product_named("A bag")
        known.shown_at = clock.now()
    browser = browser_of(ada)
    assert "A ring" not in browser.get(f"/tips/new?product={secret.id}").text
    assert "A bag" in browser.get(f"/tips/new?product={known.id}").text
    browser.post("/tips", data=sent(photo=photo.digest, product=secret.id))
    assert db.session.query(Tip).one().product_id is None


def test_a_tip_is_answered_kept_and_found(ada, ben, tip, browser_of):
    browser = browser_of(ben)
    browser.post(f"/contributions/{tip.id}/replies", data={"text": "I did not know."})
    assert "I did not know." in browser.get(tip.url).text
    browser.post(f"/contributions/{tip.id}/bookmark", data={"note": "for Milan"})
    assert tip.title in browser.get("/bookmarks").text
    jobs.run_due()
    assert ("tip", tip.id) in [(hit.kind, hit.id) for hit in find("lining").hits]
    assert tip.url in browser.get("/search?q=lining&kind=tip").text
    assert not find("lining", "review").hits


def test_pages_ask_little_however_many_there_are(ada, mia, photo, queries, browser_of):  # noqa: F811
    browser, asked_first = browser_of(mia), {}
    for many in (1, 12):
        for nth in range(many):
            it = share_tip(TipWords(f"Tip {many} {nth}", photo.digest), by=ada)
        for path in ("/tips", f"/tips/{it.id}-{it.slug}", "/@ada/tips"):
            browser.get(path)
            with queries() as asked:
                assert browser.get(path).status_code == 200
            assert len(asked) <= 12, "\n\n".join(asked)
            kind = path.partition(str(it.id))[0]
            assert len(asked) <= asked_first.setdefault(kind, len(asked))


def test_a_page_of_tips_goes_on(ada, mia, photo, browser_of):  # noqa: F811
    for nth in range(30):
        share_tip(TipWords(f"Tip number {nth};", photo.digest), by=ada)
    first = browser_of(mia).get("/tips").text
    more = re.search(r'href="(/tips\?before=\d+)"', first).group(1)
    second = browser_of(mia).get(more).text
    seen = [re.findall(r"Tip number (\d+);</a>", page) for page in (first, second)]
    assert [int(n) for n in seen[0] + seen[1]] == list(range(29, -1, -1))


def test_strangers_and_odd_addresses(app, mia, tip, browser_of):
    assert app.test_client().get(tip.url).status_code == 401
    assert browser_of(mia).get("/tips/99999999999999999999").status_code == 404
    assert browser_of(mia).get(f"/tips/{tip.id}-wrong").location == tip.url
    many = "9" * 20
    assert browser_of(mia).get(f"/tips?before={many}&removed={many}").status_code == 200


def test_programs_share_tips(adas, mias, ada, photo, tip):  # noqa: F811
    made = adas.post("/tips", {"line": "Two lines are a story.", "photo": photo.digest, "alt": "Blue"})
    assert made.status_code == 201
    it = made.get_json()
    assert (it["line"], it["alt"], it["product"]) == ("Two lines are a story.", "Blue", None)
    here = f"/tips/{it['id']}"
    assert mias.patch(here, {"line": "Mine"}).status_code == 403
    assert adas.patch(here, {"line": "One line is a tip."}).get_json()["photo"] == photo.digest
    refused = adas.post("/tips", {"line": "No photo"}).get_json()
    assert refused["errors"] == {"photo": "A tip shows something: choose a photo."}
    assert adas.post("/tips", {"line": "x", "photo": photo.digest, "product": 999}).status_code == 404
    assert [card["id"] for card in mias.get("/tips").get_json()["items"]] == [it["id"], tip.id]
    assert adas.delete(here).status_code == 204
    assert mias.get(here).status_code == 404
