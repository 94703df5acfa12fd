"""One queue: whatever waits stands in it, in one order, under one count, and one of two takes it."""

import re
from datetime import timedelta

import pytest

from community import clock
from community.db import db, transaction
from community.leaving.erasing import erase
from community.moderation import queue
from community.moderation.appealing import appeal, decide_appeal
from community.moderation.claiming import claim
from community.moderation.models import HeldByAnother, Taken
from community.moderation.reporting import report
from community.moderation.taking import take
from community.read_first.keeping import read_first
from community.realtime import socketio
from posts.blog.publishing import publish
from posts.blog.writing import write
from posts.forum.holding import approve, hold_topic
from posts.forum.models import Review
from posts.replies.models import ReadFirst
from posts.replies.writing import reply
from tests.community.moderation.conftest import decided, fresh, half_a_minute_later


@pytest.fixture
def careful(lab):
    with transaction():
        lab.review = Review.EVERYTHING
    return lab


@pytest.fixture
def held(careful, ben):
    return hold_topic(careful, "May I ask?", "Something.", by=ben)


@pytest.fixture
def appealed(case, moderator, ada):
    decision = decided(case, "hide", moderator)
    half_a_minute_later()
    appeal(decision, "It was a joke.")
    return decision


def rows_in(page: str) -> list[str]:
    return re.findall(r'data-row="([^"]+)"', page)


def row_of(page: str, key: str) -> str:
    return page.split(f'data-row="{key}"')[1].split("</article>", maxsplit=1)[0]


def test_all_that_waits_is_one_list_in_one_order(case, held, ada, ben, mia, moderator, browser_of):
    """Read before it appears; then what weighs most; then what waits longest."""
    heavy = write("A second bag", "Cheap.", by=ada)
    publish(heavy, by=ada)
    report(heavy, "selling", "", by=mia)
    second = report(heavy, "selling", "", by=ben).case
    read_first(ada, "Two warnings.", 7, by=moderator)
    publish(write("A third bag", "Dear.", by=ada), by=ada)
    page = browser_of(moderator).get("/moderation").text
    shown = rows_in(page)
    assert [key.rpartition("-")[0] for key in shown] == ["held_post", "read_first", "report", "report"]
    assert shown[2:] == [f"report-{second.id}", f"report-{case.id}"]
    assert "4 wait" in page
    assert "Also waits" not in page


def test_each_kind_is_counted_and_shown_alone(case, held, moderator, browser_of):
    theirs = browser_of(moderator)
    page = theirs.get("/moderation").text
    chips = re.findall(r'class="chip"\s+href="([^"]+)"[^>]*>([^<]+) <span class="num">(\d+)', page)
    assert {(address, number) for address, _words, number in chips} == {
        ("/moderation", "2"),
        ("/moderation?kind=report", "1"),
        ("/moderation?kind=held_post", "1"),
    }
    assert rows_in(theirs.get("/moderation?kind=held_post").text) == [f"held_post-{held.id}"]
    assert rows_in(theirs.get("/moderation?kind=report").text) == [f"report-{case.id}"]
    assert rows_in(theirs.get("/moderation?rule=selling").text) == [f"report-{case.id}"]
    assert rows_in(theirs.get("/moderation?kind=ring").text) == []


@pytest.mark.parametrize("kind", ["report", "held_post"])
def test_one_of_two_takes_it_whatever_it_is(kind, case, held, moderator, nia, browser_of):
    key = f"{kind}-{case.id if kind == 'report' else held.id}"
    door = f"/moderation/queue/{key.replace('-', '/')}/claim"
    mine, hers = browser_of(moderator), browser_of(nia)
    answer = mine.post(f"{door}?kind={kind}")
    assert (answer.status_code, answer.location) == (303, f"/moderation?kind={kind}")
    assert "Mo" in row_of(hers.get("/moderation").text, key)
    assert rows_in(mine.get("/moderation?view=mine").text) == [key]
    assert rows_in(hers.get("/moderation?view=mine").text) == []
    assert "A colleague has this" in hers.post(door, follow_redirects=True).text
    assert hers.post(door, data={"on": "0"}).status_code == 303
    assert hers.post(door).status_code == 303
    assert rows_in(hers.get("/moderation?view=mine").text) == [key]


def test_what_is_taken_is_free_again_after_half_an_hour(held, moderator, nia):
    take("held_post", held.id, by=moderator)
    with pytest.raises(HeldByAnother):
        take("held_post", held.id, by=nia)
    with clock.stopped(clock.now() + timedelta(minutes=31)):
        assert queue.counts(moderator).mine == 0
        take("held_post", held.id, by=nia)
    assert db.session.get_one(Taken, ("held_post", held.id)).by_id == nia.id


def test_what_a_colleague_has_is_not_decided_on_by_another(held, appealed, moderator, nia, browser_of):
    theirs, hers = browser_of(moderator), browser_of(nia)
    take("held_post", held.id, by=moderator)
    answer = hers.post(f"/held/{held.id}/approval")
    assert answer.status_code == 409
    assert "A colleague has this case" in answer.text
    assert theirs.post(f"/held/{held.id}/approval").status_code == 303
    with transaction():
        db.session.add(Taken(kind="appeal", thing_id=appealed.case_id, by_id=moderator.id))
    door = f"/moderation/appeals/{appealed.appeal.id}/decision"
    assert "A colleague has this case" in hers.post(door, data={"won": "1", "answer": "Right."}).text
    assert (
        hers.post(f"/moderation/queue/appeal/{appealed.case_id}/claim", data={"on": "0"}).status_code == 303
    )
    assert hers.post(door, data={"won": "1", "answer": "Right."}).status_code == 303


def test_what_is_decided_cannot_be_taken(held, moderator, browser_of):
    approve(held, by=moderator)
    page = browser_of(moderator).post(f"/moderation/queue/held_post/{held.id}/claim", follow_redirects=True)
    assert "Somebody else has decided on it a moment ago." in page.text
    assert browser_of(moderator).post("/moderation/queue/nothing/1/claim").status_code == 404


def test_an_appeal_waits_for_those_who_did_not_decide(appealed, case, moderator, nia, browser_of):
    assert queue.how_much_waits(moderator) == 0
    assert queue.how_much_waits(nia) == 1
    page = browser_of(nia).get("/moderation").text
    assert rows_in(page) == [f"appeal-{case.id}"]
    assert f'href="{case.url}#appeal"' in page
    assert "decided on its own page" in row_of(page, f"appeal-{case.id}")
    assert rows_in(browser_of(moderator).get("/moderation?view=appeals").text) == []


def test_a_ban_waits_for_a_second_person(case, moderator, nia):
    decided(case, "ban", moderator, words="He threatens people.")
    assert [it.key for it in queue.entries(nia, queue.Asked())] == [f"second-{case.id}"]
    assert queue.entries(moderator, queue.Asked()) == []


def test_the_number_beside_its_place_counts_all_and_follows_every_room(
    app, case, careful, ben, moderator, nia, browser_of
):
    screen = socketio.test_client(app, flask_test_client=browser_of(nia))
    assert screen.emit("cases", {}, callback=True) == {"count": 1}
    screen.get_received()
    hold_topic(careful, "May I ask?", "Something.", by=ben)
    heard = [news["args"][0] for news in screen.get_received() if news["name"] == "count.moved"]
    screen.disconnect()
    assert {"place": "moderation", "count": 2} in heard


def test_a_colleague_hears_at_once_who_took_a_post(app, held, moderator, nia, browser_of):
    screen = socketio.test_client(app, flask_test_client=browser_of(nia))
    screen.get_received()
    take("held_post", held.id, by=moderator)
    names = [news["name"] for news in screen.get_received()]
    screen.disconnect()
    assert "count.moved" in names


def test_nobody_of_the_members_takes_anything(held, mia, browser_of):
    assert browser_of(mia).post(f"/moderation/queue/held_post/{held.id}/claim").status_code in {403, 404}
    assert db.session.get(Taken, ("held_post", held.id)) is None


def test_what_is_ones_own_is_not_for_one_to_decide(careful, moderator, nia, ada):
    topic = hold_topic(careful, "A question of mine", "Something.", by=ada)
    with transaction():
        topic.author_id = nia.id
    assert queue.how_much_waits(nia) == 0
    assert queue.how_much_waits(moderator) == 1


def test_a_long_queue_goes_on_over_its_page(case, ada, mia, moderator, browser_of, monkeypatch):
    monkeypatch.setattr(queue, "PAGE", 1)
    other = write("A second bag", "Cheap.", by=ada)
    publish(other, by=ada)
    second = report(other, "selling", "", by=mia).case
    theirs = browser_of(moderator)
    assert rows_in(theirs.get("/moderation").text) == [f"report-{case.id}"]
    assert "?after=1" in theirs.get("/moderation").text
    assert rows_in(theirs.get("/moderation?after=1").text) == [f"report-{second.id}"]


def test_beside_a_case_stands_what_comes_next_whatever_it_is(case, held, moderator, browser_of):
    page = browser_of(moderator).get(case.url).text
    assert re.search(rf'href="/boards/skincare-lab/held#held-{held.id}"\s+data-act="k"', page)


def test_of_reports_whose_writers_left_it_says_so(case, mia, moderator, browser_of):
    erase(mia, keeps_words=True)
    page = browser_of(moderator).get("/moderation").text
    assert "0 reports" not in page
    assert "reported by members who have left the club · weight" in page


def test_a_reply_on_a_board_names_its_topic(careful, cream, ben, moderator, browser_of):
    with pytest.raises(ReadFirst) as waits:
        reply(cream, "It helped me.", by=ben)
    waits.value.keep("It helped me.", ben, None)
    page = browser_of(moderator).get("/moderation").text
    assert "Reply to “Is the repair cream worth it?”, read before it appears" in page


def test_a_case_that_is_taken_says_so_in_the_queue(case, moderator, nia, browser_of):
    claim(case, by=moderator)
    row = row_of(browser_of(nia).get("/moderation").text, f"report-{case.id}")
    assert "Release it" in row
    assert fresh(case).holder is not None


def test_what_an_appeal_took_back_is_still_read_with_when(appealed, case, ada, nia, browser_of):
    decide_appeal(appealed.appeal, "You are right.", by=nia, won=True)
    took_back = "An appeal took this back. Everything is as it was."
    for page in (browser_of(nia).get(case.url).text, browser_of(ada).get(appealed.url).text):
        decided_then = page.split("What was decided")[1]
        assert took_back in page
        assert "Hidden" in decided_then
    hers = browser_of(ada).get("/reports").text
    assert "Hidden" in hers
    assert "Taken back" in hers
