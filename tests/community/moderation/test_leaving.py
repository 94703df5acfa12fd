"""Whoever leaves takes what was reported of them along; the log stays whole, as it names nobody."""

from community.audit import broken_at
from community.db import db
from community.leaving.erasing import erase
from community.moderation.appealing import appeal
from community.moderation.models import Appeal, Case, Decision, Report
from community.moderation.noting import note
from tests.community.moderation.conftest import decided, fresh, half_a_minute_later


def test_what_was_kept_of_an_author_goes_with_them(case, ada, moderator):
    note(ada, "Third time.", by=moderator)
    decision = decided(case, "hide", moderator)
    half_a_minute_later()
    appeal(fresh(decision), "It is mine.")
    erase(fresh(ada), keeps_words=False)
    assert not any(db.session.query(kind).count() for kind in (Case, Report, Decision, Appeal))
    assert broken_at() is None


def test_a_case_outlives_whoever_reported_it_and_whoever_decided(case, mia, moderator, nia, browser_of):
    decided(case, "hide", moderator)
    half_a_minute_later()
    erase(fresh(mia), keeps_words=True)
    erase(fresh(moderator), keeps_words=True)
    assert db.session.query(Report).count() == 0
    page = browser_of(nia).get(case.url).text
    assert "Those who reported it have left the club." in page
    assert "Former member" in page
