"""Ben narrows his question, reads on without meeting anything twice, and is understood in spite of a slip."""

from datetime import timedelta
from html import unescape

import pytest

from community import clock, jobs
from community.db import db, transaction
from community.members import Role
from community.quiet.keeping import mute_word, silence
from community.quiet.models import How
from community.search import Reader, find
from community.search.asking import narrowed_by
from community.search.guessing import slips_between
from posts.blog.models import Story
from posts.finding.models import Searched
from posts.finding.remembering import KEPT, remembered_of
from posts.forum.models import Board
from posts.forum.opening import open_topic
from posts.replies.writing import reply


@pytest.fixture
def story(ada):
    def story(title, html="jam", *, by=ada, days_ago=1):
        at = clock.now() - timedelta(days=days_ago)
        with transaction():
            it = Story(author=by, title=title, text=html, html=html, published_at=at)
            db.session.add(it)
        return it

    return story


def found(text, **more):
    jobs.run_due()
    return [hit.id for hit in find(text, **more).hits]


def test_a_board_and_a_photo_narrow(ada, ben, story):
    with transaction():
        lab, tea = Board(slug="lab", name="Lab"), Board(slug="tea", name="Tea")
        db.session.add_all([lab, tea])
    here = open_topic(lab, "Quince soap", "Which?", by=ada)
    there = open_topic(tea, "Quince tea", "Which?", by=ada)
    reply(there, "With marzipan.", by=ben)
    shown = story("Quince with a photo", '<p><img src="/media/x"></p>')
    story("Quince without")
    assert found("quince board:lab") == [here.id]
    assert found("marzipan board:tea") == [there.id]
    assert found("marzipan board:lab") == []
    assert found("quince has:photo") == found("has:photo") == [shown.id]
    assert found("quince nonsense has:photo") == [shown.id], "some of the words, but with a photo"
    assert found("quince has:wings") == []
    with transaction():
        here.board_id = tea.id
    assert found("quince board:lab") == []
    assert set(found("quince board:tea")) == {here.id, there.id}


def test_the_newest_first(story):
    old = story("Quince quince", days_ago=40)
    new = story("Autumn", "Some quince.", days_ago=2)
    assert found("quince") == [old.id, new.id]
    assert found("quince", reader=Reader(newest=True)) == [new.id, old.id]


def test_reading_on_meets_each_once_while_things_come_and_go(story):
    there = [story(f"Quince {number}", days_ago=number + 1) for number in range(9)]
    jobs.run_due()
    newest, met, place = Reader(newest=True), [], None
    for _ in range(5):
        page = find("quince", after=place, reader=newest, per_page=2)
        met += [hit.id for hit in page.hits]
        if not page.more:
            break
        place = page.hits[-1].place
        story("Quince, new", days_ago=0)
        with transaction():
            there[0].removed_at = clock.now()
        jobs.run_due()
    assert met == [it.id for it in there]


def test_whoever_is_not_heard_is_not_found_by_this_reader(ada, ben, mia, story, browser_of):
    story("Quince of Ada")
    story("Quince of Mia", by=mia)
    with transaction():
        mia.bio = "Quince, too."
    jobs.run_due()
    assert browser_of(ben).get("/search?q=quince").text.count("data-item") == 3
    silence(mia, How.MUTE, by=ben)
    page = browser_of(ben).get("/search?q=quince").text
    assert (page.count("data-item"), "of Mia" in page) == (1, False)
    titles = [it["title"] for it in browser_of(ben).get("/search/suggestions?q=quince").json["items"]]
    assert titles == ["Quince of Ada"]
    mute_word("quince", by=ben)
    assert "data-item" not in browser_of(ben).get("/search?q=quince").text
    assert browser_of(ada).get("/search?q=quince").text.count("data-item") == 3


def test_chips_take_operators_away(ben, story, browser_of):
    story("Quince")
    assert narrowed_by("quince author:ada before:lunch has:photo") == [
        ("author:ada", "quince before:lunch has:photo"),
        ("has:photo", "quince author:ada before:lunch"),
    ]
    jobs.run_due()
    page = unescape(browser_of(ben).get("/search?q=quince+author:ada&kind=story").text)
    assert 'href="/search?q=quince&kind=story">author:ada' in page


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("marzipna", "marzipan"), ("marzpan", "marzipan"), ("Marzipann author:ada", "marzipan author:ada")],
)
def test_a_slip_is_understood(ben, story, browser_of, typed, meant):
    story("Marzipan and nougat")
    jobs.run_due()
    page = browser_of(ben).get("/search", query_string={"q": typed}).text
    assert "Did you mean" in page
    assert f">{meant}</a>" in page


def test_a_known_word_and_a_short_one_are_taken_as_they_are(ben, story, browser_of):
    story("Marzipan")
    jobs.run_due()
    for typed in ("marzipan", "mar", "zzzzzzzz", "霜霜霜霜"):
        assert "Did you mean" not in browser_of(ben).get(f"/search?q={typed}").text


@pytest.mark.parametrize(
    ("one", "other", "slips"), [("jam", "jam", 0), ("jma", "jam", 1), ("jams", "jam", 1), ("pan", "jam", 2)]
)
def test_slips_are_counted(one, other, slips):
    assert slips_between(one, other, 2) == slips


def test_searches_are_remembered_for_oneself_and_forgotten(ada, ben, story, browser_of):
    story("Quince")
    jobs.run_due()
    browser = browser_of(ben)
    assert 'data-remember="quince"' in browser.get("/search?q=quince").text
    assert "data-remember" not in browser.get("/search?q=nothingatall").text
    for number in range(12):
        with clock.stopped(clock.now() + timedelta(seconds=number)):
            browser.post("/search/remembered", data={"q": f" quince  {number}"})
    assert remembered_of(ben) == [f"quince {number}" for number in range(11, 11 - KEPT, -1)]
    assert "Your last searches" in browser.get("/search").text
    assert "Your last searches" not in browser_of(ada).get("/search").text
    browser.post("/search/remembered/removal", data={"q": "quince 11"})
    assert "quince 11" not in remembered_of(ben)
    browser.post("/search/remembered/removal")
    assert db.session.query(Searched).count() == 0


def test_the_index_is_looked_after_by_administrators(ada, story, browser_of):
    story("Quince")
    assert browser_of(ada).get("/search/index").status_code == 403
    assert browser_of(ada).post("/search/index").status_code == 403
    with transaction():
        ada.role = Role.ADMINISTRATOR
    browser = browser_of(ada)
    assert "There is no index" in browser.get("/search/index").text
    jobs.run_due()
    assert "It is not behind" in browser.get("/search/index").text
    story("Medlar")
    assert "It is 1 change behind" in browser.get("/search/index").text
    browser.post("/search/index")
    assert find("quince").hits, "the old one answers"
    jobs.run_due()
    assert find("medlar").hits


def test_a_program_looks_after_the_index(ada, ben, story, browser_of):
    story("Quince")
    door = "/api/v1/search/index"
    assert browser_of(ben).get(door).status_code == 403
    assert browser_of(ben).post(door).status_code == 403
    with transaction():
        ada.role = Role.ADMINISTRATOR
    hers = browser_of(ada)
    assert hers.get(door).json["written_at"] is None
    assert hers.post(door).status_code == 204
    jobs.run_due()
    condition = hers.get(door).json
    assert (condition["waiting"], condition["documents"] > 0) == (0, True)
    assert {"kind": "story", "rows": 1, "found": 1} in condition["kinds"]


def test_a_program_asks_while_one_types_and_forgets_what_was_asked(ada, ben, story, browser_of):
    quince = story("Quince")
    jobs.run_due()
    bens, api = browser_of(ben), "/api/v1/search/suggestions"
    proposed = bens.get(f"{api}?q=qui&kind=story").json
    assert ([it["url"] for it in proposed["items"]], proposed["total"]) == ([quince.url], 1)
    assert bens.get(f"{api}?q=qui&kind=topic").json["items"] == []
    for text in ("quince", "medlar", "sloe"):
        bens.post("/search/remembered", data={"q": text})
    assert {it["q"] for it in bens.get("/api/v1/me/searches").json["items"]} == {"quince", "medlar", "sloe"}
    assert browser_of(ada).get("/api/v1/me/searches").json["items"] == []
    bens.delete("/api/v1/me/searches?q=medlar")
    assert {it["q"] for it in bens.get("/api/v1/me/searches").json["items"]} == {"quince", "sloe"}
    assert bens.delete("/api/v1/me/searches").status_code == 204
    assert bens.get("/api/v1/me/searches").json["items"] == []
