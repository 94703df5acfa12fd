"""Ada says once that a decision was wrong; Nia, who did not decide it, reads that. A ban takes two."""

import re
from email import message_from_bytes
from email.policy import default

import pytest

from community import clock
from community.db import db
from community.engagement.standing import standing_of
from community.entrance.suspending import suspend
from community.jobs import run_due
from community.moderation.appealing import appeal, decide_appeal
from community.moderation.confirming import confirm
from community.moderation.models import (
    APPEAL_WITHIN,
    Appeal,
    DecidedAlready,
    Decision,
    SayWhy,
    TooClose,
    TooLate,
)
from community.moderation.weighing import record_of
from community.moderation.writing_to import key_to
from community.permissions import may
from posts.reactions.liking import like, unlike
from tests.community.moderation.conftest import decided, fresh, half_a_minute_later


@pytest.fixture
def removal(case, moderator):
    decision = decided(case, "remove", moderator)
    half_a_minute_later()
    return fresh(decision)


def test_what_was_wrong_is_taken_back_with_its_points(story, ada, ben, mia, case, moderator, nia):
    like(story, by=ben)
    like(story, by=mia)
    before = standing_of(ada.id).score
    decision = decided(case, "remove", moderator)
    half_a_minute_later()
    assert standing_of(ada.id).score < before
    it = appeal(fresh(decision), "It is my own bag.")
    decide_appeal(it, "You are right, sorry.", by=nia, won=True)
    run_due()
    db.session.expire_all()
    assert may(mia, "read", fresh(story))
    assert standing_of(ada.id).score == before
    assert record_of(mia.id) == (0, 1)


def test_reporters_hear_what_came_out_in_the_end(case, mia, moderator, nia, browser_of):
    decision = decided(case, "hide", moderator)
    half_a_minute_later()
    assert "and did something" in browser_of(mia).get("/notifications").text
    decide_appeal(appeal(fresh(decision), "Mine."), "Right.", by=nia, won=True)
    news = browser_of(mia).get("/notifications").text
    assert "what we did was taken back" in news
    assert "and did something" not in news
    assert "It stays as it is" in browser_of(mia).get("/reports").text


def test_what_somebody_took_back_meanwhile_does_not_come_again(story, ada, ben, case, moderator, nia):
    worth = standing_of(ada.id).score
    like(story, by=ben)
    decision = decided(case, "hide", moderator)
    half_a_minute_later()
    decide_appeal(appeal(fresh(decision), "Mine."), "Right.", by=nia, won=True)
    unlike(story, by=ben)
    run_due()
    db.session.expire_all()
    assert standing_of(ada.id).score == worth


def test_an_appeal_is_made_once_and_in_time(removal):
    with pytest.raises(SayWhy):
        appeal(removal, "  ")
    with clock.stopped(removal.at + APPEAL_WITHIN + (APPEAL_WITHIN / 100)), pytest.raises(TooLate):
        appeal(removal, "Late.")
    appeal(removal, "It is my own bag.")
    with pytest.raises(TooLate):
        appeal(removal, "Again.")
    assert db.session.query(Appeal).count() == 1


def test_who_decided_does_not_decide_again_and_nobody_does_twice(removal, moderator, nia):
    it = appeal(removal, "It is my own bag.")
    with pytest.raises(TooClose) as close:
        decide_appeal(it, "No.", by=moderator, won=False)
    assert close.value.why == "decided"
    decide_appeal(it, "No, because.", by=nia, won=False)
    with pytest.raises(DecidedAlready):
        decide_appeal(it, "Yes.", by=nia, won=True)
    assert not fresh(removal).undone_at


def test_who_confirmed_a_ban_leaves_its_appeal_to_a_third(case, moderator, nia, browser_of):
    decision = decided(case, "ban", moderator)
    half_a_minute_later()
    confirm(fresh(decision), by=nia, agrees=True)
    it = appeal(fresh(decision), "It is my own bag.")
    theirs = browser_of(nia)
    page = theirs.get(f"/moderation/cases/{case.id}").text
    assert "You decided on this before" in page
    assert f"/moderation/appeals/{it.id}/decision" not in page
    answered = theirs.post(f"/moderation/appeals/{it.id}/decision", data={"answer": "No.", "won": "0"})
    assert answered.status_code == 422
    assert fresh(it).decided_at is None
    assert "Somebody appeals" not in theirs.get("/notifications").text


def test_the_author_appeals_on_the_page_and_reads_the_answer_there(removal, ada, mia, nia, browser_of):
    hers, theirs = browser_of(ada), browser_of(nia)
    assert browser_of(mia).get(removal.url).status_code == 404
    assert browser_of(mia).post(f"{removal.url}/appeal", data={"text": "x"}).status_code in {403, 404}
    assert "Do you think this is wrong?" in hers.get(removal.url).text
    assert hers.post(f"{removal.url}/appeal", data={"text": ""}).status_code == 422
    assert hers.post(f"{removal.url}/appeal", data={"text": "It is my own bag."}).status_code == 303
    assert "Somebody appeals" in theirs.get("/notifications").text
    assert "Same bag" in theirs.get("/moderation?view=appeals").text
    page = f"/moderation/cases/{removal.case_id}"
    assert "It is my own bag." in theirs.get(page).text
    it = db.session.query(Appeal).one()
    answered = theirs.post(
        f"/moderation/appeals/{it.id}/decision", data={"answer": "We were wrong.", "won": "1"}
    )
    assert answered.status_code == 303
    told = hers.get(removal.url).text
    assert "You were right." in told
    assert "We were wrong." in told
    assert "taken back on appeal" in hers.get("/rules/log").text
    assert "You were right" in hers.get("/notifications").text


def test_who_is_kept_out_reads_why_and_appeals_by_the_key_in_a_mail(house, case, ada, moderator, app):
    decision = decided(case, "suspend", moderator)
    half_a_minute_later()
    run_due()
    letter = next((house.config["ZONE_DATA"] / "mail").glob("*"), None)
    assert letter
    stranger, place = app.test_client(), f"{decision.url}?key={key_to(decision)}"
    assert stranger.get(decision.url).status_code in {302, 401}
    assert stranger.get(f"{decision.url}?key=nonsense").status_code == 404
    assert stranger.get(f"/decisions/{decision.id + 1}?key={key_to(decision)}").status_code == 404
    assert "No selling, no spam" in stranger.get(place).text
    sent = stranger.post(f"{decision.url}/appeal?key={key_to(decision)}", data={"text": "I did not."})
    assert sent.status_code == 303
    assert "I did not." in stranger.get(place).text


def test_a_ban_is_a_month_until_a_second_person_agrees(case, ada, moderator, nia, browser_of):
    decision = decided(case, "ban", moderator)
    assert fresh(ada).suspended_until == decision.until
    half_a_minute_later()
    with pytest.raises(TooClose):
        confirm(fresh(decision), by=moderator, agrees=True)
    assert "Same bag" in browser_of(nia).get("/moderation?view=second").text
    place = f"/moderation/decisions/{decision.id}/confirmation"
    assert browser_of(nia).post(place, data={"agrees": "1"}).status_code == 303
    assert fresh(ada).suspended_at
    assert fresh(ada).suspended_until is None
    with pytest.raises(DecidedAlready):
        confirm(fresh(decision), by=nia, agrees=False)


@pytest.fixture
def post(house):
    """What was written since it was asked last, as plain text."""
    folder, read = house.config["ZONE_DATA"] / "mail", set()

    def new_letters() -> list[str]:
        run_due()
        fresh_ones = sorted(set(folder.glob("*.eml")) - read)
        read.update(fresh_ones)
        letters = [message_from_bytes(it.read_bytes(), policy=default) for it in fresh_ones]
        return [f"{it['Subject']}: {it.get_body(('plain',)).get_content()}" for it in letters]

    new_letters()
    return new_letters


def test_who_is_out_for_good_reads_so_and_how_to_appeal_in_a_letter_and_on_the_page(
    case, moderator, nia, browser_of, app, post
):
    decision = decided(case, "ban", moderator)
    half_a_minute_later()
    (first,) = post()
    assert "for good once a second person agrees" in first
    confirm(fresh(decision), by=nia, agrees=True)
    (letter,) = post()
    assert "for good" in letter
    assert "appeal if we are wrong" in letter
    place = re.search(r"/decisions/\S+", letter)[0]
    hers = app.test_client().get(place).text
    assert "kept out for good" in hers
    assert "once a second person agrees" not in hers
    assert "kept out for good" in browser_of(nia).get(f"/moderation/cases/{case.id}").text


def test_who_is_kept_out_for_another_reason_reads_what_was_decided_and_that_it_is_not_why(
    case, ada, moderator, post
):
    suspend(ada)
    decision = decided(case, "hide", moderator)
    half_a_minute_later()
    (letter,) = post()
    assert "for another reason" in letter
    assert "Hidden" in letter
    assert "membership is suspended" not in letter
    assert f"{decision.url}?key=" in letter


def test_whose_ban_ends_after_a_month_reads_that_it_is_decided(case, moderator, nia, app):
    decision = decided(case, "ban", moderator)
    half_a_minute_later()
    confirm(fresh(decision), by=nia, agrees=False)
    hers = app.test_client().get(f"{decision.url}?key={key_to(decision)}").text
    assert "30 days: a second person has found that to be enough" in hers
    assert "once a second person agrees" not in hers


@pytest.mark.parametrize(("won", "words"), [(False, "the decision stays"), (True, "You were right")])
def test_whose_appeal_is_heard_reads_the_answer_and_is_not_told_to_appeal_again(
    won, words, case, moderator, nia, post
):
    decision = decided(case, "suspend", moderator)
    half_a_minute_later()
    post()
    decide_appeal(appeal(fresh(decision), "I did not."), "Our answer.", by=nia, won=won)
    (letter,) = post()
    assert words in letter
    assert "appeal if we are wrong" not in letter
    assert f"{decision.url}?key=" in letter


def test_a_second_person_may_find_a_month_enough(case, ada, moderator, nia):
    decision = decided(case, "ban", moderator)
    confirm(decision, by=nia, agrees=False)
    assert fresh(ada).suspended_until == db.session.get_one(Decision, decision.id).until
