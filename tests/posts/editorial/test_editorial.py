"""A first story, from the button to its readers: sent, spoken of, changed, approved, published."""

from datetime import timedelta

import pytest

from community import clock, jobs
from community.contributions import Audience, Disclosure
from community.db import db, transaction
from community.disclosing import disclose
from community.members import Role
from posts.blog.models import Words
from posts.blog.publishing import address_to, publish, remove
from posts.blog.scheduling import schedule
from posts.blog.writing import keep_draft, write
from posts.bloggers.models import Badge
from posts.editorial.assessing import approve, ask_for_changes, comment, take
from posts.editorial.clearing import needs_review
from posts.editorial.models import (
    LONGEST_COMMENT,
    PROMISE,
    Moved,
    NothingToReview,
    NoWords,
    Stage,
    Unreviewed,
)
from posts.editorial.paragraphs import paragraphs, places
from posts.editorial.reading import clock_of, usual_time
from posts.editorial.sending import send, take_back
from tests.posts.editorial.conftest import TEXT, review

SETTINGS = {"audience": "members", "disclosure": ""}


def path_of(story, tail=""):
    return f"/stories/{story.id}/review{tail}"


def changed(story, text, by):
    keep_draft(story, Words(story.title, text), by)


def test_a_first_story_is_sent_spoken_of_changed_approved_and_published(
    ada, ben, mo, coast, lines, browser_of
):
    adas, mos = browser_of(ada), browser_of(mo)
    page = adas.get(f"/stories/{coast.id}/publication").text
    assert "Send it to be read" in page
    sent = adas.post(path_of(coast), data=SETTINGS | {"publishes": "1"}, follow_redirects=True).text
    assert "It is the next to be read." in sent
    assert browser_of(ben).get(coast.url).status_code == 404
    assert "Ada sends a first story to be read" in lines(mo)

    assert coast.title in mos.get("/editorial").text
    mos.post(path_of(coast, "/reader"))
    assert "Mo reads it" in adas.get(path_of(coast)).text
    mos.post(path_of(coast, "/comments"), data={"paragraph": "1", "text": "How long did it rain?"})
    number = review(coast).number
    mos.post(path_of(coast, "/decision"), data={"decision": "changes", "number": number, "text": ""})
    assert "Changes are asked for in" in lines(ada)
    assert "sends a first story" not in lines(mo)

    page = adas.get(path_of(coast)).text
    assert page.index("it rained") < page.index("How long did it rain?") < page.index("a hat")
    said = review(coast).comments[0]
    adas.post(path_of(coast, f"/comments/{said.id}/settling"), data={"settled": "1"})
    changed(coast, "A new beginning.\n\n" + TEXT.replace("it rained", "it rained for six hours"), ada)
    adas.post(path_of(coast), data=SETTINGS | {"publishes": "1"})
    assert "<ins>" in mos.get(path_of(coast, "/changes")).text
    page = mos.get(path_of(coast)).text
    assert page.index("six hours") < page.index("How long did it rain?") < page.index("a hat")
    assert "on an earlier version" in page

    mos.post(path_of(coast, "/decision"), data={"decision": "approve", "number": review(coast).number})
    assert browser_of(ben).get(coast.url).status_code == 200
    assert "was approved" in lines(ada)
    later = write("A second story", "Words.", by=ada)
    assert not needs_review(later)
    publish(later, by=ada)


@pytest.mark.parametrize("by", ["ben", "badge ended", "an earlier story"])
def test_others_publish_as_ever(ada, ben, coast, by):
    """Members without a badge, and bloggers whose first one is out."""
    if by == "ben":
        publish(write("Mine", "Words.", by=ben), by=ben)
        return
    with transaction():
        if by == "badge ended":
            db.session.get_one(Badge, ada.id).ended_at = clock.now()
        else:
            write("Earlier", "Words.", by=ada).told_at = clock.now()
    publish(coast, by=ada)
    assert coast.told_at


def test_there_is_no_way_around_it(ada, coast, browser_of):
    browser = browser_of(ada)
    with pytest.raises(Unreviewed):
        publish(coast, by=ada)
    with pytest.raises(Unreviewed):
        schedule(coast, clock.now() + timedelta(hours=1), by=ada)
    assert "Send it to be read" in browser.post(f"/stories/{coast.id}/publication", data=SETTINGS).text
    for sent in ({}, {"at": "2030-01-01T09:00:00+08:00"}):
        answer = browser.post(f"/api/v1/stories/{coast.id}/publication", json=sent)
        assert answer.status_code == 409 if not sent else answer.status_code in {409, 422}
        assert not coast.published_at
    assert not coast.told_at


def test_nor_by_showing_it_to_oneself_first(ada, coast, browser_of):
    with transaction():
        coast.published_at, coast.audience = clock.now(), Audience.ONLY_ME
    with pytest.raises(Unreviewed):
        address_to(coast, Audience.MEMBERS, by=ada)
    answer = browser_of(ada).post(f"/stories/{coast.id}/settings", data=SETTINGS)
    assert answer.location == path_of(coast)
    assert coast.audience is Audience.ONLY_ME
    assert review(coast).stage is Stage.WAITS


def test_nor_by_changing_it_once_it_is_approved(ada, mo, coast, lines):
    send(coast, ada, publishes=False)
    approve(review(coast), by=mo)
    schedule(coast, clock.now() + timedelta(hours=1), by=ada)
    changed(coast, "Buy this.", ada)
    with pytest.raises(Unreviewed):
        publish(coast, by=ada)
    with clock.stopped(clock.now() + timedelta(hours=2)):
        jobs.run_due()
    assert not coast.published_at
    assert "was not published" in lines(ada)
    changed(coast, TEXT, ada)
    publish(coast, by=ada)


def test_what_was_paid_for_it_is_approved_with_it(ada, mo, coast):
    disclose(coast, Disclosure.GIFTED, "Ardita", ada)
    send(coast, ada, publishes=False)
    approve(review(coast), by=mo)
    disclose(coast, None, "", ada)
    assert needs_review(coast)


def test_approved_and_not_published_it_is_scheduled_as_ever(ada, mo, coast):
    send(coast, ada, publishes=False)
    approve(review(coast), by=mo)
    assert not coast.published_at
    schedule(coast, clock.now() + timedelta(hours=1), by=ada)
    with clock.stopped(clock.now() + timedelta(hours=2)):
        jobs.run_due()
    assert coast.told_at


def test_approved_while_it_was_being_changed_it_is_not_published(ada, mo, coast, browser_of):
    send(coast, ada, publishes=True)
    changed(coast, "Something else", ada)
    approve(review(coast), by=mo)
    assert not coast.published_at
    assert "has changed since" in browser_of(ada).get(path_of(coast)).text


def test_it_is_decided_on_as_it_was_read(ada, mo, coast, browser_of):
    send(coast, ada, publishes=True)
    read = review(coast).number
    changed(coast, "Something else", ada)
    send(coast, ada, publishes=True)
    answer = browser_of(mo).post(path_of(coast, "/decision"), data={"decision": "approve", "number": read})
    assert answer.status_code == 409
    assert review(coast).stage is Stage.WAITS


def test_two_do_not_decide_at_once(ada, mo, wen, coast):
    send(coast, ada, publishes=False)
    approve(review(coast), by=mo)
    for deed in (
        lambda: approve(review(coast), by=wen),
        lambda: ask_for_changes(review(coast), "No", by=wen),
    ):
        with pytest.raises(Moved):
            deed()
    with pytest.raises(Moved):
        take(review(coast), by=wen)


def test_whoever_takes_it_over_knows_from_whom(ada, mo, wen, coast, browser_of):
    send(coast, ada, publishes=True)
    hers = browser_of(wen)
    assert "instead_of" not in hers.get(path_of(coast)).text
    assert browser_of(mo).post(path_of(coast, "/reader")).status_code == 303
    answer = hers.post(path_of(coast, "/reader"))
    assert answer.status_code == 409
    assert f"{mo.name} took it a moment ago" in answer.text
    assert review(coast).taken_by_id == mo.id
    assert "instead_of" in answer.text
    assert hers.post(path_of(coast, "/reader"), data={"instead_of": mo.id}).status_code == 303
    assert review(coast).taken_by_id == wen.id


def test_whoever_asks_for_changes_says_which(ada, mo, coast, browser_of):
    send(coast, ada, publishes=True)
    with pytest.raises(NoWords):
        ask_for_changes(review(coast), "  ", by=mo)
    comment(review(coast), "I wrote this myself.", by=ada)
    answer = browser_of(mo).post(path_of(coast, "/decision"), data={"decision": "changes"})
    assert answer.status_code == 422
    assert "on a paragraph, or on the whole" in answer.text
    long = "x" * (LONGEST_COMMENT + 1)
    answer = browser_of(mo).post(path_of(coast, "/comments"), data={"paragraph": "0", "text": long})
    assert answer.status_code == 422
    assert long in answer.text


def test_who_decides(ada, ben, mia, mo, wen, coast, browser_of):
    with transaction():
        ada.invited_by_id = wen.id
    send(coast, ada, publishes=True)
    for path in ("", "/changes"):
        assert browser_of(mia).get(path_of(coast, path)).status_code == 404
    assert browser_of(mia).post(path_of(coast, "/comments"), data={"text": "Hm"}).status_code in {403, 404}
    assert browser_of(mia).get("/editorial").status_code in {403, 404}
    for member in (ada, wen, mia):
        answer = browser_of(member).post(path_of(coast, "/decision"), data={"decision": "approve"})
        assert answer.status_code in {403, 404}
    assert "Somebody else decides here" in browser_of(wen).get(path_of(coast)).text
    for path in ("", "/removal"):
        assert browser_of(mo).post(path_of(coast, path), data=SETTINGS).status_code in {403, 404}
    said = comment(review(coast), "A thought", by=mo)
    settling = path_of(coast, f"/comments/{said.id}/settling")
    assert browser_of(mo).post(settling).status_code == 403
    assert browser_of(ada).post(path_of(coast, "/comments/999/settling")).status_code == 404


def test_the_clock_says_where_it_stands(ada, mo, wen, coast, lines, browser_of):
    other = write("Another first", "Words.", by=ada)
    send(coast, ada, publishes=False)
    with clock.stopped(clock.now() + timedelta(minutes=1)):
        send(other, ada, publishes=False)
    assert clock_of(review(coast)).place == 1
    assert clock_of(review(other)).place == 2
    assert "number 2 in line" in browser_of(ada).get(path_of(other)).text
    assert usual_time() is None
    with clock.stopped(clock.now() + timedelta(hours=5)):
        approve(review(coast), by=mo)
    assert round(usual_time().total_seconds() / 3600) == 5
    assert "5 hours" in browser_of(ada).get(path_of(other)).text
    with clock.stopped(clock.now() + PROMISE + timedelta(minutes=2)):
        jobs.run_due()
        jobs.run_due()
        assert "those who run the programme know" in browser_of(ada).get(path_of(other)).text
        assert "Later than promised" in browser_of(mo).get("/editorial").text
    assert lines(wen).count("waits longer to be read than we promised") == 1
    assert "We are late with" in lines(ada)


def test_what_was_answered_in_time_is_not_late(ada, mo, wen, coast, lines):
    send(coast, ada, publishes=False)
    ask_for_changes(review(coast), "Shorter.", by=mo)
    with clock.stopped(clock.now() + PROMISE + timedelta(minutes=2)):
        jobs.run_due()
    assert "longer to be read" not in lines(wen)


def test_it_is_taken_back_and_sent_again(ada, mo, coast, lines, browser_of):
    send(coast, ada, publishes=True)
    comment(review(coast), "I like it.", by=mo)
    browser_of(ada).post(path_of(coast, "/removal"))
    assert "sends a first story" not in lines(mo)
    assert "Nothing waits to be read" in browser_of(mo).get("/editorial").text
    assert "I like it." in browser_of(ada).get(path_of(coast)).text
    with pytest.raises(Moved):
        take_back(review(coast), by=ada)
    assert send(coast, ada, publishes=True).round == 2
    assert browser_of(ada).post(path_of(coast), data=SETTINGS, follow_redirects=True).status_code == 200
    assert review(coast).round == 2


def test_in_the_queue_of_moderators_it_is_taken_as_on_its_page(ada, mo, coast, browser_of):
    send(coast, ada, publishes=True)
    theirs = browser_of(mo)
    page = theirs.get("/moderation?kind=first_story").text
    assert coast.title in page
    assert "Sent to be read before it is published" in page
    door = f"/moderation/queue/first_story/{coast.id}/claim"
    assert theirs.post(door).status_code == 303
    assert review(coast).taken_by_id == mo.id
    assert coast.title in theirs.get("/moderation?view=mine").text
    assert theirs.post(door, data={"on": "0"}).status_code == 303
    assert review(coast).taken_by_id is None
    approve(review(coast), by=mo)
    assert coast.title not in theirs.get("/moderation").text.split('data-fresh="cases"')[1]


def test_what_nobody_has_to_read_is_not_sent(ben, browser_of):
    story = write("Mine", "Words.", by=ben)
    with pytest.raises(NothingToReview):
        send(story, ben, publishes=True)
    browser = browser_of(ben)
    assert browser.get(path_of(story)).location == f"/stories/{story.id}/publication"
    assert browser.post(path_of(story), data=SETTINGS).location == f"/stories/{story.id}/publication"
    assert browser.get(path_of(story, "/changes")).status_code == 404
    empty = write("", "", by=ben)
    assert browser.post(path_of(empty), data=SETTINGS).status_code == 303


def test_a_removed_story_waits_for_nobody(ada, mo, coast, browser_of):
    send(coast, ada, publishes=True)
    remove(coast, by=ada)
    assert coast.title not in browser_of(mo).get("/editorial").text
    assert browser_of(mo).get(path_of(coast)).status_code == 404
    decided = browser_of(mo).post(path_of(coast, "/decision"), data={"decision": "approve"})
    assert decided.status_code == 404
    assert not coast.published_at


def test_paragraphs_are_what_stands_side_by_side():
    html = "<p>One<br>two</p>\n<ul>\n<li><p>a</p></li>\n</ul><hr><figure><img src=x></figure>"
    assert paragraphs(html) == [
        "<p>One<br>two</p>",
        "<ul>\n<li><p>a</p></li>\n</ul>",
        "<hr>",
        "<figure><img src=x></figure>",
    ]
    assert paragraphs("") == []


@pytest.mark.parametrize(
    ("old", "new", "at"),
    [
        ("abc", "abc", [0, 1, 2]),
        ("abc", "xabc", [1, 2, 3]),
        ("abc", "ac", [0, 1, 1]),
        ("abc", "aXc", [0, 1, 2]),
        ("abc", "", [0, 0, 0]),
    ],
)
def test_a_remark_stays_with_its_paragraph(old, new, at):
    before, after = ([f"<p>{one}</p>" for one in text] for text in (old, new))
    assert places(before, after) == at


def test_pages_ask_little_however_much_was_said(ada, mo, coast, queries, browser_of):
    browser, counts = browser_of(mo), {}
    for many in (1, 10):
        for nth in range(many):
            story = write(f"Story {many} {nth}", TEXT, by=ada)
            send(story, ada, publishes=False)
            for paragraph in range(3):
                for by in (mo, ada):
                    comment(review(story), f"Remark {nth}", by=by, paragraph=paragraph)
            comment(review(story), "On the whole", by=mo)
        for path in ("/editorial", path_of(story)):
            browser.get(path)
            with queries() as asked:
                browser.get(path)
            kind = "queue" if path == "/editorial" else "one"
            assert len(asked) <= counts.setdefault(kind, len(asked)), "\n\n".join(asked)
            assert len(asked) <= 20


def test_a_verified_moderator_does_not_exist_and_a_blogger_does_not_decide(ada, mia, coast, browser_of):
    with transaction():
        mia.role = Role.BLOGGER
    send(coast, ada, publishes=True)
    assert browser_of(mia).get(path_of(coast)).status_code == 404


def test_strangers_and_odd_addresses(app, ada, mo, coast, browser_of):
    send(coast, ada, publishes=True)
    assert app.test_client().get(path_of(coast)).status_code == 401
    browser, many = browser_of(mo), "9" * 20
    assert browser.get(f"/stories/{many}/review").status_code == 404
    assert browser.post(path_of(coast, "/decision"), data={"decision": "x"}).status_code == 400
    odd = {"paragraph": "99999", "text": "Where is it?"}
    browser.post(path_of(coast, "/comments"), data=odd)
    assert "Where is it?" in browser.get(path_of(coast)).text
    bad = browser.post(path_of(coast, "/comments"), data={"paragraph": many, "text": "Far"})
    assert bad.status_code < 500
