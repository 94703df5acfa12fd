"""Mo and Nia work through the queue side by side: who may decide, what each sees, what is written down."""

import re
from datetime import timedelta

import pytest

from community import clock
from community.audit import AuditEntry, audit
from community.db import db, transaction
from community.following import follow
from community.moderation import queue, reading
from community.moderation.claiming import claim, release, see
from community.moderation.models import (
    DecidedAlready,
    HeldByAnother,
    TooClose,
)
from community.moderation.reporting import report
from community.realtime import socketio
from posts.blog.publishing import publish
from posts.blog.writing import write
from tests.community.moderation.conftest import decided, fresh, half_a_minute_later


def test_two_moderators_do_not_decide_at_once(case, moderator, nia):
    claim(case, by=moderator)
    with pytest.raises(HeldByAnother):
        decided(case, "hide", nia)
    with pytest.raises(HeldByAnother):
        claim(case, by=nia)
    with clock.stopped(clock.now() + timedelta(minutes=31)):
        assert case.holder is None
    release(case, by=nia)
    decided(case, "hide", nia)
    with pytest.raises(DecidedAlready):
        decided(case, "keep", moderator)


def test_who_is_close_does_not_decide(case, story, ada, mia, moderator, nia):
    report(story, "unkind", "", by=nia)
    with pytest.raises(TooClose) as close:
        decided(case, "hide", nia)
    assert close.value.why == "reported"
    follow(moderator, by=ada)
    follow(ada, by=moderator)
    with pytest.raises(TooClose) as close:
        decided(case, "hide", moderator)
    assert close.value.why == "friends"


def card_of(case, browser):
    cards = browser.get("/moderation").text.split("<article")[1:]
    card = next(card for card in cards if f'href="/moderation/cases/{case.id}"' in card)
    return card.split("</article>")[0]


def test_who_is_close_reads_it_on_the_card_and_is_offered_no_button(case, ada, moderator, nia, browser_of):
    assert "Hide and tell the author" in card_of(case, browser_of(nia))
    follow(moderator, by=ada)
    follow(ada, by=moderator)
    card = card_of(case, browser_of(moderator))
    assert "You follow each other: somebody else decides." in card
    assert "<form" not in card
    assert "<form" in card_of(case, browser_of(nia))


def test_who_reported_it_reads_on_the_card_that_somebody_else_decides(case, story, moderator, browser_of):
    report(story, "selling", "", by=moderator)
    card = card_of(case, browser_of(moderator))
    assert "You reported this yourself: somebody else decides." in card
    assert "<form" not in card


def test_where_a_rule_has_no_words_one_looks_closer(story, mia, moderator, browser_of):
    case = report(story, "other", "It is odd.", by=mia).case
    theirs = browser_of(moderator)
    card = card_of(case, theirs)
    assert "Hide and tell the author" not in card
    assert re.search(r'#decide"\s+data-act="e h"', card)
    assert "they read the words that go with the rule" not in theirs.get(case.url).text


def test_an_inviter_does_not_decide_on_whom_they_invited(case, ada, moderator):
    with transaction():
        ada.invited_by_id = moderator.id
    with pytest.raises(TooClose) as close:
        decided(case, "hide", moderator)
    assert close.value.why == "invited"


def test_every_open_queue_hears_of_it(app, case, moderator, nia, browser_of):
    screen = socketio.test_client(app, flask_test_client=browser_of(nia))
    screen.get_received()
    decided(case, "hide", moderator)
    heard = {news["name"]: news["args"][0] for news in screen.get_received()}
    screen.disconnect()
    assert heard["case.moved"] == {"id": case.id}
    assert heard["count.moved"] == {"place": "moderation", "count": 0}


def test_colleagues_need_not_look_any_more(moderator, nia, case, browser_of):
    assert "Something was reported" in browser_of(nia).get("/notifications").text
    decided(case, "keep", moderator)
    assert "Something was reported" not in browser_of(nia).get("/notifications").text


def test_members_neither_see_nor_touch_the_queue(case, mia, moderator, browser_of):
    hers = browser_of(mia)
    for address in ("/moderation", case.url, "/moderation/log"):
        assert hers.get(address).status_code in {403, 404}
    for address in (f"{case.url}/claim", f"{case.url}/decision", f"{case.url}/notes"):
        assert hers.post(address, data={"measure": "keep", "rule": "selling", "text": "x"}).status_code in {
            403,
            404,
        }
    assert fresh(case).closed_at is None
    assert "/moderation" not in hers.get("/rules").text
    assert "/moderation" in browser_of(moderator).get("/rules").text


def test_a_moderator_works_the_queue_on_its_pages(case, story, ada, moderator, browser_of):
    theirs = browser_of(moderator)
    queue = theirs.get("/moderation").text
    for words in ("1 waits", "Same bag, a fifth of the price", "1 report", "No selling, no spam"):
        assert words in queue
    page = theirs.get(case.url).text
    for words in (
        "She sells it.",
        "first report",
        "It has not changed since.",
        "Nothing was decided on them",
    ):
        assert words in page
    assert fresh(case).seen_at
    with transaction():
        story.title = "My week"
    page = theirs.get(case.url).text
    assert "As it is now" in page
    assert "My week" in page
    assert theirs.post(f"{case.url}/claim").status_code == 303
    assert "Mo has it" in theirs.get(case.url).text
    sent = {"measure": "hide", "rule": "selling", "words": "Not here, please."}
    preview = theirs.post(f"{case.url}/decision", data={**sent, "preview": "1"}).text
    assert "What the author will read" in preview
    assert preview.count("Not here, please.") == 2
    assert fresh(case).closed_at is None
    assert theirs.post(f"{case.url}/notes", data={"text": "Third time."}).status_code == 303
    assert theirs.post(f"{case.url}/decision", data=sent).status_code == 303
    assert "Undo" in theirs.get("/moderation").text
    assert "Third time." in theirs.get(case.url).text
    assert "Nothing waits" in theirs.get("/moderation").text
    assert "Hidden" in theirs.get(case.url).text
    half_a_minute_later()
    assert "Hidden" in browser_of(ada).get("/rules/log").text
    for view in ("mine", "appeals", "second", "decided"):
        assert theirs.get(f"/moderation?view={view}").status_code == 200
    log = theirs.get("/moderation/log?act=case.decided&by=mo").text
    assert "Decided on a case" in log
    assert "Wrote a note" not in log.split("<table")[1]


def test_the_queue_asks_little_however_long_it_is(moderator, case, ada, mia, ben, browser_of, queries):
    theirs = browser_of(moderator)
    theirs.get("/moderation")
    with queries() as asked:
        theirs.get("/moderation")
    few = len(asked)
    for n in range(6):
        it = write(f"Bag {n}", "Cheap.", by=ada)
        publish(it, by=ada)
        report(it, "selling", "", by=mia)
        report(it, "selling", "", by=ben)
    with queries() as asked:
        theirs.get("/moderation")
    assert len(asked) <= few


def test_what_weighs_most_stands_first_then_what_waits_longest(case, ada, ben, mia, moderator, browser_of):
    cases = [case]
    for title in ("A second bag", "A third bag"):
        it = write(title, "Cheap.", by=ada)
        publish(it, by=ada)
        cases.append(report(it, "selling", "", by=mia).case)
    report(cases[2].contribution, "selling", "", by=ben)
    theirs, order = browser_of(moderator), [cases[2].id, cases[0].id, cases[1].id]
    page = theirs.get("/moderation").text
    shown = re.findall(r'class="case-gist">\s*<a href="/moderation/cases/(\d+)"', page)
    assert [int(id) for id in shown] == order
    listed = theirs.get("/api/v1/moderation/cases").json["items"]
    assert [it["id"] for it in listed] == order
    places = [case.url for case in (cases[2], cases[0], cases[1])]
    assert [queue.neighbours(moderator, fresh(case)) for case in (cases[2], cases[0], cases[1])] == [
        (None, places[1]),
        (places[0], places[2]),
        (places[1], None),
    ]


def test_who_looks_at_a_case_stands_in_the_log_once(case, moderator):
    see(case, by=moderator)
    see(case, by=moderator)
    assert [line.act for line in db.session.query(AuditEntry)] == ["case.seen"]


def test_the_log_of_the_team_goes_on_over_its_page(moderator, browser_of):
    with transaction():
        for number in range(reading.PAGE + 3):
            audit("note.written", f"member {number}", by=moderator.id)
    theirs = browser_of(moderator)
    first = theirs.get("/moderation/log?act=note.written&by=mo").text
    older = re.search(r'href="(\?[^"]*before=\d+)"', first)[1].replace("&amp;", "&")
    second = theirs.get("/moderation/log" + older).text
    assert f"Member no. {reading.PAGE + 2}" in first
    assert "Member no. 0<" not in first
    assert "Member no. 0<" in second
