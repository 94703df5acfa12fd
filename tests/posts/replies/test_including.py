"""The thread under a story or a list: two queries, the same manners."""

from types import SimpleNamespace

import pytest
from flask import render_template

from community.db import db
from posts.replies.models import PinnedBelow, Reply
from posts.replies.tending import fold, pin
from posts.replies.writing import reply


@pytest.fixture
def included(app, coast, browser_of):
    """The thread as a page of a story includes it."""
    from community.members import current_member

    def included(member, query=""):
        token = browser_of(member).get_cookie("zone").value
        with app.test_request_context(f"{coast.url}{query}", headers={"Cookie": f"zone={token}"}):
            assert current_member()
            row = SimpleNamespace(
                id=coast.id,
                kind="story",
                author_id=coast.author_id,
                replies=coast.replies,
                title=coast.title,
                is_readable=coast.is_readable,
            )
            html = render_template("posts/replies/thread.html", about=row, quoted=None)
            app.do_teardown_request()
        return html

    return included


def test_the_first_reply_is_invited(ben, included):
    html = included(ben)
    assert "Nobody has replied yet" in html
    assert "data-composer" in html


def test_replies_of_a_story_are_numbered_from_one(ada, ben, coast, included):
    reply(coast, "Which bag?", by=ben)
    html = included(ada)
    assert "#1<" in html
    assert "Which bag?" in html
    assert "This helped" not in html


def test_a_thread_costs_two_queries_when_its_words_are_known(ada, ben, coast, included, queries):
    for n in range(30):
        reply(coast, f"Reply {n}", by=ben)
    included(ada)
    with queries() as asked:
        html = included(ada)
    assert len([it for it in asked if "reply" in it]) == 2
    assert "Reply 19<" in html
    assert "Reply 20<" not in html
    assert "Reply 20<" in included(ada, "?page=2")


def test_a_reply_to_a_story_is_found_by_its_page(ada, ben, coast, browser_of):
    replies: list[Reply] = [reply(coast, f"Reply {n}", by=ben) for n in range(21)]
    assert browser_of(ada).get(replies[19].url).location.startswith(f"{coast.url}?page=1#")
    assert browser_of(ada).get(replies[20].url).location.startswith(f"{coast.url}?page=2#")
    assert db.session.get(type(coast), coast.id).replies == 21


def test_what_answers_a_reply_stands_under_it(ada, ben, mia, coast, included):
    first = reply(coast, "Which bag?", by=ben)
    reply(coast, "Lovely.", by=mia)
    answer = reply(coast, "The small one.", by=ada, quoted=first)
    deeper = reply(coast, "Thank you, Ada!", by=ben, quoted=answer)
    assert (answer.root, deeper.root) == (1, 1)
    html = included(ben)
    assert "2 answers" in html
    order = [html.index(words) for words in ("Which bag?", "The small one.", "Thank you, Ada!", "Lovely.")]
    assert order == sorted(order)
    assert "To Ada<" in html  # the second level says whom it answers
    assert html.count("To Ben<") == 0  # that the first level is answered is seen


def test_many_answers_are_shown_when_asked_for(ada, ben, coast, included, browser_of):
    first = reply(coast, "Which bag?", by=ben)
    answers = [reply(coast, f"Guess {n}", by=ada, quoted=first) for n in range(5)]
    assert "Guess 2<" in included(ben)
    assert "Guess 3<" not in included(ben)
    assert "Show all answers" in included(ben)
    place = browser_of(ben).get(answers[4].url).location
    assert place == f"{coast.url}?page=1&open=1#reply-{answers[4].id}"
    opened = included(ben, "?page=1&open=1")
    assert "Guess 4<" in opened
    assert "Show all answers" not in opened
    assert "Guess 3<" not in included(ben, "?open=99999999999999999999999")


def test_pages_count_what_answers_the_thing_itself(ada, ben, coast, included, browser_of):
    first = reply(coast, "First", by=ben)
    for n in range(25):
        reply(coast, f"Under {n}", by=ada, quoted=first)
    last = [reply(coast, f"Reply {n}", by=ben) for n in range(20)][-1]
    assert "Reply 18<" in included(ada)
    assert "Reply 19<" not in included(ada)
    assert browser_of(ada).get(last.url).location.startswith(f"{coast.url}?page=2#")


def test_the_author_lets_a_reply_stand_first(ada, ben, coast, included, browser_of):
    replies = [reply(coast, f"Reply {n}", by=ben) for n in range(22)]
    under = reply(coast, "Mine too", by=ben, quoted=replies[21])
    pin(replies[21], by=ada, on=True)
    html = included(ben)
    assert html.index("Reply 21<") < html.index("Reply 0<")
    assert html.index("Mine too") < html.index("Reply 0<")
    assert "Pinned" in html
    assert browser_of(ben).get(under.url).location.startswith(f"{coast.url}?page=1&open=22#")
    assert browser_of(ben).get(replies[19].url).location.startswith(f"{coast.url}?page=2#")
    pin(replies[3], by=ada, on=True)
    assert db.session.get(Reply, replies[21].id).pinned_at is None
    browser_of(ada).post(f"/replies/{replies[3].id}/pin", data={"on": "0"})
    assert "Pinned" not in included(ben)
    with pytest.raises(PinnedBelow):
        pin(under, by=ada, on=True)


def test_the_author_closes_a_reply_and_opens_it_again(ada, ben, mia, coast, included, browser_of):
    it = reply(coast, "Overrated.", by=mia)
    fold(it, by=ada, on=True)
    html = included(ben)
    assert "Closed by whose page this is" in html
    assert "Overrated." in html  # whoever wants to reads it
    fold(it, by=ada, on=False)
    assert "Closed by whose" not in included(ben)
    for verb in ("pin", "folding"):
        assert browser_of(ben).post(f"/replies/{it.id}/{verb}", data={"on": "1"}).status_code == 403
    assert "/folding" not in included(ben)
    assert "/folding" in included(ada)
