"""The thread under a story or a list: two queries, the same manners."""

from types import SimpleNamespace

import pytest
from flask import render_template

from community.db import db
from posts.blog.publishing import publish
from posts.blog.writing import write
from posts.replies.models import Reply
from posts.replies.writing import reply


@pytest.fixture
def coast(ada):
    story = write("Three days on the coast", "One bag.", by=ada)
    publish(story, by=ada)
    return story


@pytest.fixture
def included(app, coast, browser_of):
    """The thread as a page of a story includes it."""
    from community.members import current_member

    def included(member, query=""):
        token = browser_of(member).get_cookie("zone").value
        with app.test_request_context(f"{coast.url}{query}", headers={"Cookie": f"zone={token}"}):
            assert current_member()
            row = SimpleNamespace(
                id=coast.id, kind="story", author_id=coast.author_id, replies=coast.replies, title=coast.title
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
    assert "1 / 1" in html
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
