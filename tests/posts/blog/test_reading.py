"""Reading: old addresses lead on, private things are not there, pages ask little of the database."""

from datetime import timedelta

import pytest

from community import clock
from community.db import db, transaction
from community.pictures import store
from posts.blog.models import Story, Words
from posts.blog.publishing import publish, remove
from posts.blog.writing import revise, write
from posts.reactions.liking import like
from tests.posts.blog.conftest import picture_file

MOST = 6


def test_an_older_title_leads_to_the_newer(ada, ben, published, browser_of):
    old = published.url
    revise(published, Words("Four days on the coast", "One bag."), ada)
    answer = browser_of(ben).get(old + "?page=2")
    assert (answer.status_code, answer.location) == (301, f"{published.url}?page=2")
    assert browser_of(ben).get(published.url).status_code == 200
    assert browser_of(ben).get(f"/stories/{published.id}").location == published.url


def test_an_address_tells_nothing_of_what_one_may_not_read(ada, mia, coast, browser_of):
    assert browser_of(mia).get(f"/stories/{coast.id}").status_code == 404
    assert browser_of(mia).get(f"/stories/{coast.id}-wrong").status_code == 404
    publish(coast, by=ada)
    with transaction():
        coast.hidden_at = clock.now()
    assert browser_of(mia).get(coast.url).status_code == 404
    assert "hidden" in browser_of(ada).get(coast.url).text


def test_strangers_are_asked_to_sign_in(app, published):
    for address in ("/stories", "/stories/mine", published.url, "/stories/new"):
        assert app.test_client().get(address).status_code == 401


def test_a_story_page_asks_little_however_much_there_is(ada, ben, photo, published, browser_of, asked):
    for number in range(5):
        publish(write(f"More {number}", "Words", by=ada, cover=photo.digest, tags="travel"), by=ada)
    like(published, by=ben)
    browser, address = browser_of(ben), published.url
    browser.get(address)
    asked.clear()
    page = browser.get(address)
    assert len(asked) <= MOST, asked
    assert "More 4" in page.text
    assert 'aria-pressed="true"' in page.text


def test_the_list_asks_little_however_long(ada, ben, photo, browser_of, asked):
    for number in range(20):
        publish(write(f"Story {number}", "Words", by=ada, cover=photo.digest, tags="travel, sea"), by=ada)
    browser = browser_of(ben)
    browser.get("/stories")
    for address in ("/stories", "/stories?tag=travel", "/stories/mine"):
        asked.clear()
        assert browser.get(address).status_code == 200
        assert len(asked) <= MOST, asked


def test_pages_of_the_list_follow_each_other_without_gap_or_double(ada, ben, browser_of):
    at = clock.now()
    for number in range(15):
        with clock.stopped(at + timedelta(seconds=number // 3)):  # several in the same moment
            publish(write(f"Story-{number}.", "Words", by=ada), by=ada)
    first = browser_of(ben).get("/stories").text
    more = first.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0].replace("&amp;", "&")
    second = browser_of(ben).get(more).text
    for number in range(15):
        seen = sum(f">Story-{number}.</a></h2>" in page for page in (first, second))
        assert seen == 1, number
    assert browser_of(ben).get("/stories?before=nonsense").status_code == 200


def test_a_tag_leads_to_its_stories_only(ada, ben, browser_of):
    publish(write("By the sea", "Words", by=ada, tags="Travel, #sea"), by=ada)
    publish(write("行李", "Words", by=ada, tags="旅行"), by=ada)
    write("Secret draft", "Words", by=ada, tags="Travel, hidden-tag")
    page = browser_of(ben).get("/stories?tag=travel").text
    assert "By the sea" in page
    assert "Secret draft" not in page
    assert "行李</a></h2>" not in page
    assert "行李" in browser_of(ben).get("/stories?tag=旅行").text
    assert "hidden-tag" not in browser_of(ben).get("/stories").text
    assert "No story about this yet" in browser_of(ben).get("/stories?tag=nothing").text


def test_the_empty_list_says_what_to_do(ben, browser_of):
    assert "/stories/new" in browser_of(ben).get("/stories").text
    assert "You have not written yet" in browser_of(ben).get("/stories/mine").text


def test_mine_are_mine(ada, ben, coast, browser_of):
    assert "Three days" in browser_of(ada).get("/stories/mine").text
    assert "Three days" not in browser_of(ben).get("/stories/mine").text


def test_a_story_of_several_parts_has_a_list_of_them(ada, ben, browser_of):
    text = "## Packing\n\nx\n\n## 路上\n\nx\n\n## Packing\n\nx"
    story = write("Parts", text, by=ada)
    publish(story, by=ada)
    page = browser_of(ben).get(story.url).text
    for place in ("h-packing", "h-路上", "h-packing--2"):
        assert f'href="#{place}"' in page
        assert f'id="{place}"' in page


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("我用了两年，换季的时候确实不一样。", "zh-Hans"),
        ("Nửa lọ kem, nửa hiệu quả. Thứ tự mới quan trọng.", "vi"),
        ("The rule was simple: one bag.", "en"),
        ("Правило было простым.", ""),
    ],
)
def test_the_page_says_in_which_language_a_text_is(ada, ben, browser_of, text, language):
    story = write("", text, by=ada)
    assert story.language == language
    with transaction():
        story.published_at = clock.now()
    assert (f'<div class="prose" lang="{language}">' in browser_of(ben).get(story.url).text) == bool(language)


def test_members_named_in_a_text_are_linked_if_they_exist(ada, ben):
    story = write("To all", "@ben and @Ben and @nobody, `@ben`, mail ben@ben.com", by=ada)
    assert story.html.count('href="/@ben"') == 2
    assert "/@nobody" not in story.html


def test_a_cover_is_described_for_those_who_cannot_see_it(ada, ben, browser_of):
    cover = store(picture_file(), by=ada)
    story = write("Bay", "Words", by=ada, cover=cover.digest, cover_alt="Boats at six")
    publish(story, by=ada)
    assert 'alt="Boats at six"' in browser_of(ben).get(story.url).text
    assert 'alt="Boats at six"' in browser_of(ben).get("/stories").text


def test_what_was_removed_is_gone_everywhere(ada, ben, published, browser_of):
    remove(published, by=ada)
    assert browser_of(ben).get(published.url).status_code == 404
    assert browser_of(ada).get(published.url).status_code == 404
    assert "Three days" not in browser_of(ben).get("/stories").text
    assert db.session.get(Story, published.id)
