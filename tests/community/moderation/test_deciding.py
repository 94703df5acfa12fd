"""Mo decides on what Mia reported; Ada reads why, Mia hears of it, and for half a minute it can be undone."""

import re
from datetime import timedelta

import pytest
from flask import current_app
from sqlalchemy import select

from community import clock
from community.audit import AuditEntry
from community.contributions import Audience
from community.db import db, transaction
from community.engagement.standing import standing_of
from community.entrance.sessions import sessions_of
from community.moderation.claiming import claim
from community.moderation.deciding import Verdict, decide_together, undo
from community.moderation.models import (
    Decision,
    HeldByAnother,
    Measure,
    NotForThis,
    SayWhy,
    TooLate,
)
from community.moderation.queue import how_much_waits
from community.moderation.reporting import report
from community.permissions import may
from posts.blog.publishing import publish
from posts.blog.writing import write
from posts.reactions.liking import like
from tests.community.moderation.conftest import decided, fresh, half_a_minute_later


def test_what_is_hidden_its_author_alone_reads_and_reads_why(case, story, ada, mia, moderator, browser_of):
    decided(case, "hide", moderator, words="Talk about it, do not sell it.")
    assert not may(mia, "read", fresh(story))
    assert may(ada, "read", story)
    hers = browser_of(ada)
    assert "read why" not in hers.get("/notifications").text
    half_a_minute_later()
    assert "Something of yours was hidden: read why" in hers.get("/notifications").text
    told = hers.get(db.session.query(Decision).one().url).text
    for words in ("Hidden", "No selling, no spam", "Talk about it, do not sell it.", "Same bag"):
        assert words in told
    assert "Only you see it. It keeps its points." in told
    assert "Mo" not in told.split("<main")[1].split("</main>")[0].replace("Moderation", "").split()
    assert "and did something" in browser_of(mia).get("/notifications").text
    assert "We did something" in browser_of(mia).get("/reports").text


def test_what_is_kept_its_author_never_hears_of(case, story, ada, mia, moderator, browser_of):
    decided(case, "keep", moderator)
    half_a_minute_later()
    assert may(mia, "read", fresh(story))
    assert "moderator" not in browser_of(ada).get("/notifications").text.lower().split("<main")[1]
    assert browser_of(ada).get("/reports").text.count("What was decided on you") == 0
    assert "it stays as it is" in browser_of(mia).get("/notifications").text


def test_what_is_undone_was_never_decided(case, story, ada, mia, moderator, browser_of):
    undo(decided(case, "remove", moderator), by=moderator)
    half_a_minute_later()
    assert may(mia, "read", fresh(story))
    assert fresh(case).closed_at is None
    assert case.reports[0].upheld is None
    assert "read why" not in browser_of(ada).get("/notifications").text
    assert decided(case, "hide", moderator)


@pytest.mark.parametrize("measure", ["keep", "hide", "limit", "warn"])
def test_what_reports_had_hidden_is_hidden_again_when_a_decision_is_undone(
    measure, case, story, ada, ben, mia, moderator, monkeypatch
):
    monkeypatch.setitem(current_app.config, "REPORTS_HIDE_AT", 2)
    report(story, "selling", "", by=ben)
    assert fresh(story).hidden_at == fresh(case).hidden_at is not None
    undo(decided(case, measure, moderator), by=moderator)
    assert fresh(case).closed_at is None
    assert not may(mia, "read", fresh(story))
    assert story.hidden_at == case.hidden_at
    decided(case, "keep", moderator)
    assert may(mia, "read", fresh(story))


def test_after_half_a_minute_nothing_is_undone_nor_by_a_colleague(case, moderator, nia):
    decision = decided(case, "hide", moderator)
    assert not may(nia, "undo", decision)
    with clock.stopped(clock.now() + timedelta(seconds=36)), pytest.raises(TooLate):
        undo(decision, by=moderator)


def test_what_is_removed_gives_its_points_back(case, story, ada, ben, moderator):
    like(story, by=ben)
    before = standing_of(ada.id).score
    assert before > 0
    decided(case, "remove", moderator)
    half_a_minute_later()
    assert standing_of(ada.id).score < before
    assert standing_of(ada.id).score == 0


def test_what_is_hidden_keeps_its_points(case, ada, moderator):
    before = standing_of(ada.id).score
    decided(case, "hide", moderator)
    half_a_minute_later()
    assert standing_of(ada.id).score == before


def test_what_is_limited_is_for_followers_and_its_author_cannot_widen_it(
    case, story, ada, ben, mia, moderator
):
    decided(case, "limit", moderator)
    assert fresh(story).audience is Audience.FOLLOWERS
    assert may(ben, "read", story)
    assert not may(mia, "read", story)
    assert not may(ada, "address", story)


def test_a_suspended_member_is_out_at_once_and_comes_back_in_time(case, ada, moderator, browser_of):
    hers = browser_of(ada)
    assert hers.get("/reports").status_code == 200
    decision = decided(case, "suspend", moderator, days=3)
    assert not sessions_of(ada)
    assert hers.get("/reports").status_code in {302, 401}
    assert decision.until - decision.at <= timedelta(days=3, seconds=1)
    with clock.stopped(clock.now() + timedelta(days=3, seconds=5)):
        from community.jobs import run_due

        run_due()
    assert fresh(ada).suspended_at is None


def test_a_measure_fits_the_case_and_says_why(case, ada, mia, moderator):
    about_her = report(ada, "unkind", "", by=mia).case
    for measure in ("hide", "remove", "limit"):
        with pytest.raises(NotForThis):
            decided(about_her, measure, moderator)
    with pytest.raises(NotForThis):
        decided(case, "suspend", moderator, days=400)
    with pytest.raises(SayWhy):
        decided(case, "hide", moderator, rule="other")
    assert fresh(about_her).closed_at is None


def test_several_of_one_member_are_decided_at_once_all_or_none(case, ada, mia, moderator):
    other = write("Another bag", "Also *cheap*.", by=ada)
    publish(other, by=ada)
    second = report(other, "selling", "", by=mia).case
    claim(second, by=moderator)
    made = decide_together([case, second], Verdict(Measure.HIDE, "selling"), by=moderator)
    assert [it.together for it in made] == [None, made[0].id]
    assert how_much_waits(moderator) == 0
    acts = db.session.scalars(select(AuditEntry.about).where(AuditEntry.act == "case.decided")).all()
    assert acts == [f"case {case.id}", f"case {second.id}"]


def test_if_one_of_several_cannot_be_none_is(case, story, ada, mia, moderator, nia):
    other = write("Another bag", "Also *cheap*.", by=ada)
    publish(other, by=ada)
    second = report(other, "selling", "", by=mia).case
    claim(second, by=nia)
    with pytest.raises(HeldByAnother):
        decide_together([case, second], Verdict(Measure.HIDE, "selling"), by=moderator)
    assert fresh(case).closed_at is None
    assert fresh(story).hidden_at is None


@pytest.fixture
def lot(case, ada, mia, moderator, browser_of):
    """Two stories of Ada's that Mo hid in one go."""
    other = write("Another bag", "Also *cheap*.", by=ada)
    publish(other, by=ada)
    second = report(other, "selling", "", by=mia).case
    sent = {"measure": "hide", "rule": "selling", "also": str(second.id)}
    assert browser_of(moderator).post(f"{case.url}/decision", data=sent).status_code == 303
    return [fresh(case), fresh(second)]


def undone_in_the_queue(browser):
    banner = browser.get("/moderation").text.split('class="notice undo"')[1].split("</form>")[0]
    place = re.search(r'action="([^"]+)"', banner)[1]
    fields = dict(re.findall(r'name="([^"]+)" value="([^"]+)"', banner))
    return banner, browser.post(place, data=fields)


def test_what_was_decided_in_one_go_is_undone_in_one(lot, mia, moderator, browser_of):
    theirs = browser_of(moderator)
    banner, answer = undone_in_the_queue(theirs)
    for words in ("Same bag", "Another bag", "Undo all 2"):
        assert words in banner
    assert answer.status_code == 303
    for case in lot:
        assert fresh(case).closed_at is None
        assert may(mia, "read", case.contribution)
    assert 'class="notice undo"' not in theirs.get("/moderation").text


def test_the_undo_of_many_says_which_stays_decided(lot, mia, moderator, browser_of):
    with transaction():
        lot[0].decisions[0].told_at = clock.now()
    theirs = browser_of(moderator)
    place = f"/moderation/decisions/{lot[1].decisions[0].id}/undoing"
    assert theirs.post(place, data={"all": "1"}).status_code == 303
    assert f"Story (Case {lot[0].id}) stays decided" in theirs.get("/moderation").text
    assert [fresh(case).closed_at is None for case in lot] == [False, True]
    assert theirs.post(place, data={"all": "1"}).status_code == 409


def test_the_undo_of_one_leaves_what_was_decided_in_another_go(lot, ada, mia, moderator, browser_of):
    third = write("A third bag", "Cheap.", by=ada)
    publish(third, by=ada)
    decided(report(third, "selling", "", by=mia).case, "hide", moderator)
    banner, answer = undone_in_the_queue(browser_of(moderator))
    assert "Another bag" not in banner
    assert answer.status_code == 303
    assert [fresh(case).closed_at is None for case in lot] == [False, False]
    assert fresh(third).hidden_at is None
