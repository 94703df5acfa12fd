"""A member as others see her."""

import pytest
from sqlalchemy import event

from community import clock
from community.db import db, transaction
from community.engagement.activity import Activity
from community.engagement.standing import Standing, Tier
from community.entrance.suspending import suspend
from community.following import Follow
from community.members import Role
from posts.blog.publishing import publish
from posts.blog.writing import write

JSON = {"Accept": "application/json"}


def published(title, by):
    story = write(title, "The rule was simple.", by=by)
    publish(story, by=by)
    return story


def test_who_she_is_and_what_she_wrote(ada, ben, browser_of):
    story = published("Three days on the coast", ada)
    with transaction():
        ada.bio, ada.role = "Keeps linen.", Role.BLOGGER
        db.session.get(Standing, ada.id).tier = Tier.APASS
    page = browser_of(ben).get("/@ada").text
    for words in (
        "Ada",
        "@ada",
        "Keeps linen.",
        "Verified blogger",
        "Apass",
        story.url,
        "Three days on the coast",
    ):
        assert words in page
    assert "<b data-followers>1</b>" in page


def test_her_drafts_are_hers(ada, mia, browser_of):
    write("Not yet", "Half a thought.", by=ada)
    assert "Not yet" in browser_of(ada).get("/@ada").text
    assert "Not yet" not in browser_of(mia).get("/@ada").text


def test_what_was_hidden_or_taken_back_is_not_shown(ada, mia, browser_of):
    hidden, gone = published("Hidden one", ada), published("Gone one", ada)
    with transaction():
        hidden.hidden_at = gone.removed_at = clock.now()
    seen = browser_of(mia).get("/@ada").text
    assert "Hidden one" not in seen
    assert "Gone one" not in seen
    own = browser_of(ada).get("/@ada").text
    assert "Hidden by a moderator" in own
    assert "Gone one" not in own


@pytest.mark.parametrize("tab", ["", "/lists", "/topics"])
def test_an_empty_tab_says_what_to_do(ada, mia, browser_of, tab):
    assert 'class="empty"' in browser_of(ada).get(f"/@ada{tab}").text
    assert "Nothing here yet" in browser_of(mia).get(f"/@ada{tab}").text


def test_nobody_is_404(ada, browser_of):
    assert browser_of(ada).get("/@nobody").status_code == 404
    assert browser_of(ada).get("/@ada/secrets").status_code == 404
    assert browser_of(ada).post("/@nobody/follow").status_code == 404


def test_capitals_lead_home(ada, browser_of):
    browser = browser_of(ada)
    assert browser.get("/@Ada/lists").location == "/@ada/lists"
    assert browser.get("/@Ada/lists?before=7&x=%0a").location == "/@ada/lists?before=7&x=%0a"


def test_a_name_with_a_line_break_says_no_line_of_the_answer(ada, browser_of):
    browser = browser_of(ada)
    sent_on = browser.get("/@ADA%0d%0aSet-Cookie:%20mine=1")
    assert sent_on.location == "/@ada%0D%0Aset-cookie:%20mine=1".replace(":", "%3A")
    assert "mine" not in str(sent_on.headers.getlist("Set-Cookie"))
    assert browser.get(sent_on.location).status_code == 404


def test_a_stranger_sees_nobody(ada, app):
    assert app.test_client().get("/@ada").status_code == 401
    assert app.test_client().get("/@nobody").status_code == 401


def test_a_name_and_a_bio_are_only_words(ada, mia, browser_of):
    with transaction():
        ada.name, ada.bio = "<b>Ada</b>", "<script>alert(1)</script>"
    page = browser_of(mia).get("/@ada").text
    assert "<script>alert" not in page
    assert "<b>Ada</b>" not in page


def test_long_shelves_are_read_page_by_page(ada, mia, browser_of):
    for n in range(23):
        published(f"Story number {n:02}", ada)
    browser = browser_of(mia)
    first = browser.get("/@ada").text
    assert "Story number 22" in first
    assert "Story number 02" not in first
    assert "Show more" in first
    following = first.split('href="/@ada?before=')[1].split('"')[0]
    second = browser.get(f"/@ada?before={following}").text
    assert "Story number 02" in second
    assert "Story number 22" not in second


def test_the_page_costs_the_same_however_long_it_is(ada, mia, browser_of):
    browser, counts = browser_of(mia), []
    for _ in range(2):
        for n in range(8):
            published(f"Another {n}", ada)
        asked = []
        event.listen(db.engine, "before_cursor_execute", lambda *_a, asked=asked: asked.append(_a[2]))
        browser.get("/@ada")
        counts.append(len([statement for statement in asked if statement.startswith("SELECT")]))
    assert counts[0] == counts[1] <= 6


def test_following_and_no_longer(ada, mia, browser_of):
    browser = browser_of(mia)
    assert browser.post("/@ada/follow", data={"followed": "1"}).location == "/@ada"
    assert db.session.get(Follow, (mia.id, ada.id))
    assert 'aria-pressed="true"' in browser.get("/@ada").text
    browser.post("/@ada/follow", data={"followed": "0"})
    assert db.session.get(Follow, (mia.id, ada.id)) is None


def test_following_twice_is_once(ada, mia, browser_of):
    browser = browser_of(mia)
    for _ in range(2):
        answer = browser.post("/@ada/follow", data={"followed": "1"}, headers=JSON)
        assert answer.json == {"followed": True, "followers": 1}
    assert db.session.query(Activity).count() == 1


def test_nobody_follows_herself_or_somebody_suspended(ada, mia, browser_of):
    assert browser_of(ada).post("/@ada/follow").status_code == 403
    suspend(mia)
    assert browser_of(ada).post("/@mia/follow").status_code == 403
    assert db.session.query(Follow).count() == 0


def test_one_goes_back_only_to_pages_of_ours(ada, mia, browser_of):
    browser = browser_of(mia)
    assert browser.post("/@ada/follow", data={"next": "/stories"}).location == "/stories"
    assert browser.post("/@ada/follow", data={"next": "//evil.example"}).location == "/"
