"""Mia reports what Ada shows: once, by a rule, and what she saw is kept."""

import pytest
from werkzeug.exceptions import Forbidden, NotFound

from community import clock
from community.chat.messages import say
from community.chat.rooms import direct_with
from community.db import db, transaction
from community.moderation.models import (
    AGAIN_AFTER,
    Case,
    LookedAtLately,
    Report,
    ReportedAlready,
    SayWhy,
    TooLong,
    UnknownRule,
)
from community.moderation.reporting import report
from community.moderation.weighing import bonus, weight_of
from posts.blog.writing import write
from posts.forum.opening import open_topic
from posts.replies.writing import reply
from posts.shopping.filling import Piece, add
from posts.shopping.publishing import publish
from posts.shopping.writing import begin
from tests.community.moderation.conftest import decided, fresh


def test_a_report_keeps_what_was_read_however_it_is_edited(story, case, ada):
    assert case.as_reported["title"] == "Same bag, a fifth of the price"
    assert "<em>link</em>" in case.as_reported["html"]
    with transaction():
        story.title, story.html = "My week", "<p>It was fine.</p>"
    assert fresh(case).as_reported["title"] == "Same bag, a fifth of the price"


def test_all_reports_on_a_thing_make_one_case_and_a_member_has_one_of_them(story, case, mia, ben):
    second = report(story, "unkind", "", by=ben)
    assert second.case_id == case.id
    assert case.rule == "selling"
    with pytest.raises(ReportedAlready):
        report(story, "unkind", "Again.", by=mia)
    assert db.session.query(Report).count() == 2


@pytest.mark.parametrize(
    ("rule", "text", "refusal"),
    [
        ("", "x", UnknownRule),
        ("treason", "x", UnknownRule),
        ("other", "  ", SayWhy),
        ("harm", "x" * 1001, TooLong),
    ],
)
def test_a_report_names_a_rule_of_the_club(story, mia, rule, text, refusal):
    with pytest.raises(refusal):
        report(story, rule, text, by=mia)
    assert not db.session.query(Case).count()


def test_nobody_reports_what_is_theirs_or_what_they_cannot_read(ada, mia, story):
    with pytest.raises(Forbidden):
        report(story, "unkind", "", by=ada)
    with pytest.raises(Forbidden):
        report(ada, "unkind", "", by=ada)
    draft = write("Not yet", "Words.", by=ada)
    with pytest.raises(NotFound):
        report(draft, "unkind", "", by=mia)


def test_what_was_written_to_one_is_reported_by_those_two_alone(ada, ben, mia):
    said = say(direct_with(ben, by=ada), "Buy it from me.", by=ada, client_id="1")
    with pytest.raises(NotFound):
        report(said, "selling", "", by=mia)
    assert report(said, "selling", "", by=ben).case.as_reported["text"] == "Buy it from me."


def test_what_was_decided_on_is_not_reported_again_the_same_day(case, story, mia, moderator):
    decided(case, "keep", moderator)
    with pytest.raises(LookedAtLately):
        report(story, "selling", "Still.", by=mia)
    with clock.stopped(clock.now() + AGAIN_AFTER):
        assert report(story, "selling", "Still.", by=mia).case_id != case.id


def test_a_member_is_reported_with_what_the_profile_said(ada, mia):
    with transaction():
        ada.bio = "Bags at a fifth of the price"
    case = report(ada, "selling", "", by=mia).case
    assert (case.kind, case.contribution_id) == ("member", None)
    assert case.as_reported == {"title": "Ada", "text": ada.bio, "at": case.as_reported["at"]}


def test_a_list_is_kept_with_the_pieces_that_all_see(ada, mia):
    it = begin("November", "Two things.", by=ada)
    add(it, Piece("A bag", "Ardita"), by=ada)
    add(it, Piece("A ring for Ben", "Secret", private=True), by=ada)
    publish(it, by=ada)
    assert report(it, "counterfeit", "", by=mia).case.as_reported["beside"] == ["Ardita A bag"]


def test_reports_weigh_by_who_makes_them(mia, moderator):
    assert (weight_of(mia), weight_of(moderator)) == (1, 6)
    assert [bonus(5, 5), bonus(10, 10), bonus(7, 10), bonus(0, 10)] == [0, 5, 0, -3]


def test_what_many_report_is_hidden_until_a_moderator_has_seen_it(house, story, mia, ben, moderator, nia):
    report(story, "selling", "", by=mia)
    report(story, "selling", "", by=moderator)
    assert fresh(story).hidden_at is None  # 1 + 6
    case = report(story, "selling", "", by=ben).case
    assert fresh(story).hidden_at == case.hidden_at
    decided(case, "keep", nia)
    assert fresh(story).hidden_at is None


def test_one_alone_hides_nothing(house, story, mia, monkeypatch):
    monkeypatch.setitem(house.config, "REPORTS_HIDE_AT", 1)
    report(story, "selling", "", by=mia)
    assert fresh(story).hidden_at is None


def test_the_pages_lead_from_the_menu_to_the_thanks_without_a_script(story, mia, ada, browser_of):
    hers = browser_of(mia)
    address = f"/contributions/{story.id}/report"
    assert address in hers.get(story.url).text
    assert address not in browser_of(ada).get(story.url).text
    assert "Which rule does it break?" in hers.get(address).text
    refused = hers.post(address, data={"rule": "other", "text": ""})
    assert refused.status_code == 422
    assert "Say why" in refused.text
    assert hers.post(address, data={"rule": "selling", "text": "She sells."}).location == "/reports"
    mine = hers.get("/reports").text
    assert "We are looking at it" in mine
    assert "Thank you" in mine
    assert "we are looking at it" in hers.get(address).text
    assert hers.post(address, data={"rule": "selling"}).status_code == 409


def test_a_member_and_a_reply_have_the_same_page(ada, mia, lab, browser_of):
    topic = open_topic(lab, "Creams", "Which?", by=mia)
    said = reply(topic, "Mine, at a fifth.", by=ada)
    hers = browser_of(mia)
    assert f"/contributions/{said.id}/report" in hers.get(topic.url).text
    assert "/@ada/report" in hers.get("/@ada").text
    for address in (f"/contributions/{said.id}/report", "/@ada/report"):
        assert hers.get(address).status_code == 200
        assert hers.post(address, data={"rule": "selling"}).status_code == 303


def test_the_rules_and_what_is_reported_are_for_members(app, mia, browser_of):
    for address in ("/rules", "/reports", "/rules/log"):
        assert app.test_client().get(address).status_code in {302, 401}
        assert browser_of(mia).get(address).status_code == 200
    assert "Nothing fake" in browser_of(mia).get("/rules").text
