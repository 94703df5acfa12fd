"""How far two members have read, and what that costs."""

import re

from community.db import db
from posts.forum.models import TopicReading
from posts.forum.opening import open_topic
from posts.forum.reading import boards_for, new_since, topic_for, unread_in
from posts.forum.showing import unread_counts
from posts.replies.writing import remove, reply
from tests.conftest import joins

DOT = re.compile(r'class="dot"[^>]*>\s*(\d+|New)')


def new_on(board, browser):
    return DOT.findall(browser.get(board.url).text)


def read_to(topic, member):
    return db.session.get(TopicReading, (member.id, topic.id)).number


def test_two_members_read_at_their_own_pace(ada, ben, mia, lab, cream, browser_of, answered):
    bens, mias = browser_of(ben), browser_of(mia)
    assert new_on(lab, bens) == ["New"]
    bens.get(cream.url)
    assert new_on(lab, bens) == []
    assert new_on(lab, mias) == ["New"]
    answered(cream, ada, 3)
    assert new_on(lab, bens) == ["3"]
    page = bens.get(cream.url).text
    assert page.index("Answer 1") > page.index('id="new"') > page.index("I <em>cannot")
    assert 'id="new"' not in bens.get(cream.url).text  # it was read
    assert new_on(lab, mias) == ["New"]
    assert (read_to(cream, ben), read_to(cream, ada)) == (3, 3)


def test_a_long_topic_opens_at_the_first_unread_post(ada, ben, cream, browser_of, answered):
    browser = browser_of(ben)
    answered(cream, ada, 24)
    browser.get(cream.url)
    assert read_to(cream, ben) == 19  # the opening and 19 replies stand on the first page
    page = browser.get(cream.url).text
    assert "Answer 20<" in page
    assert "Answer 19<" not in page
    assert "21 / 25" in page
    assert read_to(cream, ben) == 24
    assert "Answer 1<" in browser.get(f"{cream.url}?page=1").text
    browser.post(f"/topics/{cream.id}/reading", data={"number": "3"})
    assert read_to(cream, ben) == 24  # looking back forgets nothing
    for odd in ("0", "99", "-3", "x"):
        assert browser.get(f"{cream.url}?page={odd}").status_code == 200


def test_the_links_through_its_pages_lead_where_they_say(ada, ben, lab, cream, browser_of, answered):
    answered(cream, ada, 45)
    for number in range(30):
        open_topic(lab, f"Topic {number}", "Text", by=ada)
    browser = browser_of(ben)
    for path in (cream.url, lab.url):
        first = browser.get(path).text
        later = re.search(r'rel="next"\s+href="([^"]+)"', first)[1]
        assert later == f"{path}?page=2"
        second = browser.get(later).text
        assert 'rel="prev"' in second
        assert re.search(r'aria-current="page">2<', second)


def test_the_index_counts_topics_with_something_new(ada, ben, mia, lab, cream, browser_of):
    other = open_topic(lab, "Another", "Text", by=ada)

    def count(member):
        return unread_counts(boards_for(member), member).get(lab.id, 0)

    assert (count(ada), count(ben), count(mia)) == (0, 2, 2)
    browser_of(ben).get(cream.url)
    assert (count(ada), count(ben), count(mia)) == (0, 1, 2)
    reply(cream, "Half a jar.", by=mia)
    assert (count(ada), count(ben), count(mia)) == (1, 2, 1)
    browser_of(ben).post(f"{lab.url}/reading")
    assert (count(ada), count(ben), count(mia)) == (1, 0, 1)
    reply(other, "And here.", by=mia)
    assert (count(ada), count(ben), count(mia)) == (2, 1, 0)


def test_what_was_silent_since_before_one_joined_is_not_new(mia, lab, cream):
    seen = topic_for(cream.id, mia)
    assert unread_in(seen, new_since(mia)) == 1
    mia.joined_at = cream.active_at
    assert unread_in(seen, new_since(mia)) == 0


def test_ones_own_reply_is_read_but_not_what_lies_before_it(ada, ben, cream, browser_of, answered):
    answered(cream, ada, 2)
    browser_of(ben).get(cream.url)
    reply(cream, "Mine", by=ben)
    assert read_to(cream, ben) == 3
    answered(cream, ada, 2)
    reply(cream, "Mine too, written without reading", by=ben)
    assert read_to(cream, ben) == 3


def test_fetching_ahead_reads_nothing(ada, ben, cream, browser_of, answered):
    browser = browser_of(ben)
    page = browser.get(cream.url, headers={"Sec-Purpose": "prefetch"}).text
    assert db.session.get(TopicReading, (ben.id, cream.id)) is None
    assert f'data-read-later="/topics/{cream.id}/reading"' in page
    assert browser.post(f"/topics/{cream.id}/reading", data={"number": "999"}).status_code == 204
    assert read_to(cream, ben) == 0


def test_a_topic_page_asks_at_most_six_times_whatever_its_length(
    ada, ben, mia, lab, cream, browser_of, queries, answered
):
    long = open_topic(lab, "A long one", "Text", by=ada)
    answered(cream, ben, 4)
    for n in range(60):
        reply(long, f"Answer {n}", by=(ada, ben, mia)[n % 3])
    browser = browser_of(joins("Cy"))  # the bell has nothing to say to him
    for path in (cream.url, long.url, f"{long.url}?page=2", lab.url, "/boards"):
        for _cold_then_warm in range(2):
            with queries() as asked:
                assert browser.get(path).status_code == 200
            assert len(asked) <= 6, (path, asked)


def test_the_same_page_is_not_sent_twice_but_anything_personal_makes_it_new(
    ada, ben, cream, lab, browser_of, answered
):
    answered(cream, ada, 2)
    browser = browser_of(ben)
    browser.get(cream.url)

    def etag(path):
        return browser.get(path).headers["ETag"]

    for path in (cream.url, lab.url, "/boards"):
        assert browser.get(path, headers={"If-None-Match": etag(path)}).status_code == 304
    before = {path: etag(path) for path in (cream.url, lab.url, "/boards")}
    assert before[cream.url] != browser_of(ada).get(cream.url).headers["ETag"]
    browser.post(f"/contributions/{cream.id}/like", data={"liked": "1"})
    assert etag(cream.url) != before[cream.url]
    reply(cream, "Another", by=ada)
    assert all(etag(path) != before[path] for path in (lab.url, "/boards"))


def test_a_removed_reply_does_not_bring_its_topic_up(ada, ben, mia, lab, cream):
    first = reply(cream, "First", by=ben)
    reply(cream, "Second", by=mia)
    assert cream.last_reply_by == mia.id
    remove(first, by=ben)
    assert (cream.last_reply_by, cream.faces) == (mia.id, [mia.id])
