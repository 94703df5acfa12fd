"""Drafts are kept while one types, two windows do not write over each other, nothing typed is lost."""

import pytest

from community.contributions import Audience
from community.db import db
from community.pictures.keeping import PhotoUse
from posts.blog.models import StaleTab, Story, StoryDraft, TooLong, Words
from posts.blog.publishing import address_to
from posts.blog.writing import keep_draft, revise, write
from tests.posts.blog.conftest import picture_file

JSON = {"Accept": "application/json"}


def test_a_new_story_is_begun_by_its_first_keeping(ada, browser_of):
    answer = browser_of(ada).post("/stories", data={"title": "Coast", "text": "One bag."}, headers=JSON)
    assert answer.status_code == 201
    again = browser_of(ada).post(
        answer.json["draft"],
        data={"title": "Coast", "text": "One bag, two shoes.", "seq": answer.json["seq"]},
    )
    assert again.json["seq"] == answer.json["seq"] + 1
    assert db.session.get(Story, answer.json["id"]).text == "One bag, two shoes."


def test_a_stale_tab_writes_over_nothing_and_is_told(ada, coast, browser_of):
    browser, before = browser_of(ada), coast.seq
    draft = f"/stories/{coast.id}/draft"
    assert browser.post(draft, data={"title": "From the phone", "seq": before}).status_code == 200
    answer = browser.post(draft, data={"title": "From the old tab", "seq": before})
    assert answer.status_code == 409
    assert "another window" in answer.json["detail"]
    assert db.session.get(Story, coast.id).title == "From the phone"
    mine = browser.post(draft, data={"title": "From the old tab", "seq": answer.json["seq"]})
    assert mine.status_code == 200


def test_saying_again_what_is_stored_is_no_conflict(ada, coast):
    with pytest.raises(StaleTab):
        keep_draft(coast, Words("Other", "words"), ada, seq=99)
    keep_draft(coast, Words(coast.title, coast.text), ada, seq=99)


def test_the_form_of_a_stale_tab_comes_back_with_what_was_typed(ada, coast, browser_of):
    answer = browser_of(ada).post(
        f"/stories/{coast.id}/edition", data={"title": "Mine", "text": "Typed for an hour", "seq": "99"}
    )
    assert answer.status_code == 409
    assert "Typed for an hour" in answer.text
    assert "another window" in answer.text
    assert f'name="seq" value="{coast.seq}"' in answer.text


def test_what_is_too_long_is_said_at_its_field_and_nothing_is_lost(ada, browser_of):
    typed = {"title": "x" * 210, "text": "Typed for an hour", "tags": "a, b"}
    answer = browser_of(ada).post("/stories", data=typed)
    assert answer.status_code == 422
    assert "10 characters too long" in answer.text
    assert "Typed for an hour" in answer.text
    assert db.session.query(Story).count() == 0


@pytest.mark.parametrize(
    "typed",
    [{"text": "x" * 100_001}, {"excerpt": "x" * 301}, {"tags": "a,b,c,d,e,f"}, {"tags": "t" * 31}],
)
def test_every_limit_is_said_in_words(ada, browser_of, typed):
    answer = browser_of(ada).post("/stories", data={"title": "Coast", **typed}, headers=JSON)
    assert answer.status_code == 422
    assert answer.json["field"] == next(iter(typed))
    assert len(answer.json["detail"]) > 20


def test_changes_to_a_published_story_wait_until_they_are_published(ada, ben, published, browser_of):
    browser = browser_of(ada)
    browser.post(f"/stories/{published.id}/draft", data={"title": "Four days", "text": "Two bags", "seq": ""})
    assert "one bag" in browser_of(ben).get(published.url).text
    assert "Two bags" not in browser_of(ben).get(published.url).text
    editor = browser.get(f"/stories/{published.id}/edition").text
    assert "Two bags" in editor
    assert "readers do not see yet" in editor

    browser.post(
        f"/stories/{published.id}/edition", data={"title": "Four days", "text": "Two bags", "then": "publish"}
    )
    page = browser_of(ben).get(published.url).text
    assert "Two bags" in page
    assert "edited" in page
    assert db.session.get(StoryDraft, published.id) is None


def test_changes_can_be_thrown_away(ada, published, browser_of):
    browser = browser_of(ada)
    browser.post(f"/stories/{published.id}/draft", data={"title": "Four days", "text": "Two bags"})
    browser.post(f"/stories/{published.id}/draft/removal")
    assert "Two bags" not in browser.get(f"/stories/{published.id}/edition").text


def test_photos_of_a_text_are_shown_and_kept(ada, ben, photo, browser_of):
    story = write(
        "Bay", f"Before\n\n![The bay at six](photo:{photo.digest})\n\nAfter", by=ada, cover=photo.digest
    )
    assert "<figcaption>The bay at six</figcaption>" in story.html
    assert f"{photo.digest}/640.avif 640w" in story.html
    assert photo.stand_in in story.html
    assert story.cover == photo.digest
    assert db.session.get(PhotoUse, (story.id, photo.digest))
    assert "six" not in story.excerpt


def test_a_photo_that_does_not_exist_is_neither_shown_nor_a_cover(ada):
    made_up = "w10h10-000000-" + "0" * 40
    story = write("Bay", f"![Nothing](photo:{made_up})", by=ada, cover=made_up)
    assert "<img" not in story.html
    assert story.cover is None


def test_photos_of_changes_that_wait_are_kept_too(ada, published, photo):
    keep_draft(published, Words("Bay", f"![](photo:{photo.digest})"), ada)
    assert db.session.get(PhotoUse, (published.id, photo.digest))
    revise(published, Words("Bay", "No photo"), ada)
    assert not db.session.get(PhotoUse, (published.id, photo.digest))


def test_a_browser_without_scripts_sends_photos_with_the_form(ada, browser_of):
    files = {"photos": (picture_file(), "a.jpg"), "cover_file": (picture_file(), "b.jpg")}
    answer = browser_of(ada).post("/stories", data={"title": "Bay", "text": "Words", **files})
    story = db.session.query(Story).one()
    assert answer.location == f"/stories/{story.id}/edition"
    assert f"![](photo:{story.cover})" in story.text


def test_a_file_that_is_no_photo_is_named_and_the_words_are_kept(ada, browser_of):
    import io

    browser = browser_of(ada)
    answer = browser.post(
        "/stories",
        data={"title": "Bay", "text": "Words", "photos": (io.BytesIO(b"no"), "plan.pdf")},
        follow_redirects=True,
    )
    assert "plan.pdf" in answer.text
    assert db.session.query(Story).one().text == "Words"


def test_a_preview_is_rendered_and_nothing_is_kept(ada, browser_of):
    answer = browser_of(ada).post("/stories/preview", data={"title": "Bay", "text": "**bold**", "part": "1"})
    assert "<strong>bold</strong>" in answer.text
    assert "<script" not in answer.text
    assert "<html" in browser_of(ada).post("/stories/preview", data={"text": "x"}).text
    assert browser_of(ada).post("/stories/preview", data={"text": "x" * 100_001}).status_code == 422
    assert db.session.query(Story).count() == 0


def test_strings_that_break_others_come_back_as_they_were(ada, browser_of, shared):
    import json

    browser = browser_of(ada)
    for number, words in enumerate(json.loads((shared / "hostile/strings/blns.json").read_text())):
        answer = browser.post("/stories", data={"title": words[:200], "text": words}, headers=JSON)
        assert answer.status_code == 201, words
        story = db.session.get(Story, answer.json["id"])
        assert story.text == words.replace("\0", "").strip()
        if number % 8 == 0:
            assert browser.get(story.url).status_code == 200, words


@pytest.mark.parametrize(
    ("address", "status"),
    [("/stories/{}/edition", 404), ("/stories/{}/draft", 404), ("/stories/{}/draft/removal", 404),
     ("/stories/{}/publication", 404), ("/stories/{}/removal", 404)],
)  # fmt: skip
def test_nobody_else_changes_a_draft(app, mia, coast, browser_of, address, status):
    address = address.format(coast.id)
    assert browser_of(mia).post(address, data={"title": "Mine now"}).status_code == status
    assert app.test_client().post(address).status_code == 401
    foreign = {"Origin": "https://elsewhere.example"}
    assert browser_of(mia).post(address, headers=foreign).status_code == 403
    assert db.session.get(Story, coast.id).title == "Three days on the coast"


def test_too_long_says_where_and_how_much():
    with pytest.raises(TooLong) as refusal:
        Words(title="x" * 201).checked()
    assert (refusal.value.field, refusal.value.most) == ("title", 200)


def test_a_preview_for_a_tier_says_who_will_not_see_the_story(ada, mia, coast, browser_of):
    address_to(coast, Audience.SUPER, by=ada)
    asks = {"title": "Bay", "text": "The bay.", "part": "1", "story": coast.id}
    closed = browser_of(ada).post("/stories/preview", data={**asks, "as": "standard"}).text
    assert "does not see this story" in closed
    assert "The bay." not in closed
    assert "The bay." in browser_of(ada).post("/stories/preview", data={**asks, "as": "super"}).text
    assert "The bay." in browser_of(mia).post("/stories/preview", data={**asks, "as": "standard"}).text
