"""Nothing that stood in a story is lost: who wrote what, when, what changed, and the way back."""

from datetime import timedelta

import pytest

from community import clock
from community.db import db
from community.watched.keeping import watch
from community.watched.models import Act
from posts.blog.models import Story, StoryRevision, Words
from posts.blog.publishing import publish
from posts.blog.writing import keep_draft, revise, write


def remembered(story):
    rows = db.session.query(StoryRevision).filter_by(story_id=story.id).order_by(StoryRevision.number)
    return [(row.number, row.text, row.was_read) for row in rows]


def test_every_change_that_readers_saw_is_one(ada, published):
    revise(published, Words("Three days on the coast", "Two bags."), ada)
    revise(published, Words("Three days on the coast", "Two bags."), ada)  # nothing new
    revise(published, Words("Three days on the coast", "Three bags."), ada)
    assert remembered(published) == [
        (1, "The rule was *simple*: one bag.", True),
        (2, "Two bags.", True),
        (3, "Three bags.", True),
    ]


def test_typing_is_one_and_what_stood_for_a_while_another(ada, coast):
    start = clock.now()
    for minute, text in ((1, "One"), (2, "One two"), (30, "One two three")):
        with clock.stopped(start + timedelta(minutes=minute)):
            keep_draft(coast, Words("Coast", text), ada)
    assert [text for _number, text, _read in remembered(coast)] == ["One two", "One two three"]
    publish(coast, by=ada)
    assert [read for _number, _text, read in remembered(coast)] == [False, True]


def test_a_story_from_before_keeps_what_stood_there(ada, published):
    db.session.query(StoryRevision).delete()
    db.session.commit()
    revise(published, Words("Three days on the coast", "Two bags."), ada)
    assert [text for _number, text, _read in remembered(published)] == [
        "The rule was *simple*: one bag.",
        "Two bags.",
    ]


@pytest.fixture
def changed(ada, published):
    revise(published, Words("Four days on the coast", "The rule was *simple*: two bags."), ada)
    return published


def test_its_author_reads_what_changed_and_brings_it_back(ada, ben, changed, browser_of):
    browser, here = browser_of(ada), f"/stories/{changed.id}/revisions"
    assert "Revision 2" in browser.get(here).text
    page = browser.get(f"{here}/2").text
    assert "<del>one bag.</del><ins>two bags.</ins>" in page
    assert "<ins>Four days on the coast</ins>" in page
    assert browser.post(f"{here}/1/restoration").location.endswith("three-days-on-the-coast")
    assert "one bag" in browser_of(ben).get(changed.url).text
    assert remembered(changed)[-1] == (3, "The rule was *simple*: one bag.", True)
    assert "edited" in browser_of(ben).get(changed.url).text


def test_a_draft_goes_back_without_being_shown(ada, mia, coast, browser_of):
    with clock.stopped(clock.now() + timedelta(hours=1)):
        keep_draft(coast, Words("Coast", "Worse"), ada)
    browser_of(ada).post(f"/stories/{coast.id}/revisions/1/restoration")
    assert "one bag" in db.session.get(Story, coast.id).text
    assert browser_of(mia).get(coast.url).status_code == 404


def test_readers_see_that_it_was_edited_and_no_more(ada, ben, mia, moderator, changed, browser_of):
    here = f"/stories/{changed.id}/revisions"
    assert "edited" in browser_of(ben).get(changed.url).text
    for address in (here, f"{here}/1", f"/api/v1{here}", f"/api/v1{here}/1"):
        assert browser_of(mia).get(address).status_code == 403, address
        assert browser_of(moderator).get(address).status_code == 200, address
    assert browser_of(moderator).post(f"{here}/1/restoration").status_code == 403
    draft = write("Not yet", "Words", by=ada)
    assert browser_of(moderator).get(f"/stories/{draft.id}/revisions").status_code == 404


def test_what_is_not_there_is_not_there(ada, changed, browser_of):
    for number in (0, 9, 10**12):
        assert browser_of(ada).get(f"/stories/{changed.id}/revisions/{number}").status_code == 404
    assert browser_of(ada).get(f"/stories/{changed.id}/revisions/2?against=77").status_code == 200


def test_pages_of_them_follow_each_other(ada, published, browser_of, asked):
    for number in range(35):
        revise(published, Words("Coast", f"{number} bags"), ada)
    browser, here = browser_of(ada), f"/stories/{published.id}/revisions"
    asked.clear()
    first = browser.get(here).text
    assert len(asked) <= 6, asked
    assert "?before=7" in first
    assert first.count("data-item") == 30
    assert browser.get(f"{here}?before=7").text.count("data-item") == 6


def test_a_program_reads_and_restores_them(ada, changed, browser_of):
    browser, here = browser_of(ada), f"/api/v1/stories/{changed.id}/revisions"
    items = browser.get(here).json["items"]
    assert [(it["number"], it["by"], it["was_read"]) for it in items] == [(2, "ada", True), (1, "ada", True)]
    one = browser.get(f"{here}/2").json
    gone = [piece["words"].strip() for piece in one["changes"] if piece["mark"] == "gone"]
    assert gone == ["one bag."]
    assert browser.post(f"{here}/1/restoration").status_code == 201
    assert browser.get(f"/api/v1/stories/{changed.id}").json["title"] == "Three days on the coast"


def test_what_is_replaced_is_read_as_it_stood_by_its_writer_alone(ada, moderator, published, browser_of):
    revise(published, Words("One bag", "Two bags."), ada)
    revise(published, Words("The coast", "Nothing to carry."), ada)
    watch("bag*", Act.REPLACE, moderator, "[…]")
    here = f"/stories/{published.id}/revisions"
    hers, others = browser_of(ada), browser_of(moderator)
    for address in (f"{here}/2", f"/api/v1{here}", f"/api/v1{here}/2"):
        assert "One bag" in hers.get(address).text, address
        read = others.get(address).text
        assert not [word for word in ("One bag", "Two bags", "two bags") if word in read], address
        assert "One […]" in read or "One [\\u2026]" in read, address
    assert [text for _number, text, _read in remembered(published)][1] == "Two bags."
