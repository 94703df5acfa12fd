"""From the first look at the criteria to a badge that ends, on the pages and for programs."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from werkzeug.exceptions import Forbidden, NotFound

from community import clock
from community.chat.models import Membership
from community.db import db, transaction
from community.members import Member, Role
from community.moderation.models import HeldByAnother
from community.moderation.queue import how_much_waits
from community.moderation.taking import take
from community.notifications.models import Cause
from posts.blog.publishing import publish
from posts.blog.writing import write
from posts.bloggers import applying, deciding
from posts.bloggers.criteria import to_begin
from posts.bloggers.deciding import decline
from posts.bloggers.models import (
    Application,
    Badge,
    Moved,
    NeedsReason,
    NotForStaff,
    NotYet,
    State,
    Unfinished,
)
from posts.bloggers.renewing import look_at_badges
from posts.bloggers.writers_room import writers_room
from posts.editorial.assessing import approve
from posts.editorial.sending import send
from posts.reactions.liking import like
from tests.posts.bloggers.conftest import WORDS

SENT = {"topics": "Watches, Repair", "links": "https://example.org/a", "words": WORDS, "pledge": "1"}


def fresh(member):
    db.session.expire_all()
    return db.session.get_one(Member, member.id)


def test_a_member_asks_on_the_page_and_is_verified_there(writer, moderator, browser_of):
    hers, theirs = browser_of(writer), browser_of(moderator)
    assert "Ask to be verified" in hers.get("/bloggers/apply").text
    assert hers.post("/bloggers/apply", data=SENT).status_code == 303
    assert "Waits to be read" in hers.get("/bloggers/apply").text
    assert "Ada asks to be verified" in theirs.get("/notifications").text
    place = db.session.query(Application).one().place
    assert place in theirs.get("/bloggers/applications").text
    assert WORDS in theirs.get(place).text
    asked = theirs.post(f"{place}/decision", data={"decision": "more", "note": "Show us a bill."})
    assert asked.status_code == 303
    assert "Show us a bill." in hers.get("/bloggers/apply").text
    assert hers.post("/bloggers/apply/answer", data={"note": "Here it is."}).status_code == 303
    assert "Here it is." in theirs.get(place).text
    verified = theirs.post(f"{place}/decision", data={"decision": "verify", "topics": "Watches"})
    assert verified.status_code == 303
    assert fresh(writer).role is Role.BLOGGER
    assert "You are a verified blogger now" in hers.get("/notifications").text
    page = theirs.get("/@ada").text
    assert "Verified for Watches until" in page
    assert "Ada" in theirs.get("/bloggers").text
    assert db.session.get(Membership, (writers_room().id, writer.id))
    assert hers.get(f"/chat/{writers_room().slug}").status_code == 200


def test_criteria_say_where_one_stands(ada, browser_of):
    standing = {it.name: (it.have, it.need, it.is_met) for it in to_begin(ada)}
    assert standing["stories"] == (0, 1, False)
    assert standing["days"][2] is False
    assert standing["clean"][2] is True
    page = browser_of(ada).get("/bloggers/apply").text
    assert "0 of 2" in page
    assert "Ask to be verified" not in page
    refused = browser_of(ada).post("/bloggers/apply", data=SENT)
    assert refused.status_code == 422
    assert "not possible yet" in refused.text


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"topics": " , "}, "topics"),
        ({"topics": "a, b, c, d, e, f"}, "topics"),
        ({"topics": "x" * 31}, "topics"),
        ({"links": "javascript:alert(1)"}, "links"),
        ({"links": "https://a.example " * 6}, "links"),
        ({"words": "too short"}, "words"),
        ({"words": "x" * 3_001}, "words"),
        ({"pledge": ""}, "pledge"),
    ],
)
def test_what_cannot_stay_is_said_and_nothing_is_lost(writer, browser_of, wrong, field):
    answer = browser_of(writer).post("/bloggers/apply", data=SENT | wrong)
    assert answer.status_code == 422
    assert 'class="error"' in answer.text
    if field != "words":
        assert WORDS in answer.text
    assert db.session.query(Application).count() == 0


def test_one_application_at_a_time(writer, application):
    with pytest.raises(NotYet):
        applying.apply(writer, "Denim", "", WORDS, pledges=True)
    applying.take_back(application, by=writer)
    assert applying.apply(writer, "Denim", "", WORDS, pledges=True).state is State.SENT


def test_who_is_refused_may_ask_for_other_eyes_once(writer, moderator, other_moderator, application):
    with pytest.raises(NeedsReason):
        deciding.decline(application, " ", by=moderator)
    deciding.decline(application, "We saw nothing of it yet.", by=moderator)
    assert not applying.may_apply(writer)
    applying.appeal(application, "Please look again.", by=writer)
    with pytest.raises(Forbidden):
        deciding.verify(application, by=moderator)
    deciding.decline(application, "Two of us think so.", by=other_moderator)
    with pytest.raises(Moved):
        applying.appeal(application, "And again.", by=writer)
    assert fresh(writer).role is Role.MEMBER


def test_a_month_later_one_may_ask_again(writer, moderator, application, monkeypatch):
    deciding.decline(application, "Not yet.", by=moderator)
    later = clock.now() + timedelta(days=31)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert applying.may_apply(writer)


def test_two_who_decide_at_once_decide_once(moderator, other_moderator, application):
    deciding.verify(application, by=moderator)
    with pytest.raises(Moved):
        deciding.decline(application, "No.", by=other_moderator)


def test_nobody_decides_who_may_not(writer, ben, mia, moderator, application, browser_of):
    with pytest.raises((Forbidden, NotFound)):
        deciding.verify(application, by=ben)
    with transaction():
        writer.invited_by_id = moderator.id
    with pytest.raises(Forbidden):
        deciding.verify(application, by=moderator)
    for page in ("/bloggers/applications", application.place):
        assert browser_of(mia).get(page).status_code == 403
    with pytest.raises(NotFound):
        applying.answer(application, "Me too", by=mia)


def test_staff_is_not_verified_by_itself(moderator):
    with pytest.raises(NotForStaff):
        applying.apply(moderator, "Order", "", WORDS, pledges=True)


def test_a_badge_ends_after_a_year_unless_recent_work_was_liked(
    writer, ben, mia, moderator, application, monkeypatch
):
    deciding.verify(application, by=moderator)
    nearly = clock.now() + timedelta(days=340)
    monkeypatch.setattr(clock, "now", lambda: nearly)
    look_at_badges()
    look_at_badges()
    badge = db.session.get_one(Badge, writer.id)
    assert badge.told_at == nearly
    over = nearly + timedelta(days=30)
    monkeypatch.setattr(clock, "now", lambda: over)
    look_at_badges()
    assert fresh(writer).role is Role.MEMBER
    assert db.session.get_one(Badge, writer.id).ended_at == over
    assert not db.session.get(Membership, (writers_room().id, writer.id))


def test_recent_work_that_was_liked_renews_it(writer, ben, moderator, application, monkeypatch):
    deciding.verify(application, by=moderator)
    over = clock.now() + timedelta(days=366)
    monkeypatch.setattr(clock, "now", lambda: over)
    for number in range(3):
        story = write(f"Watch {number}", "Ticks.", by=writer)
        if number == 0:
            approve(send(story, writer, publishes=True), by=moderator)
        else:
            publish(story, by=writer)
        like(story, by=ben)
        with transaction():
            story.likes = 4
    look_at_badges()
    badge = db.session.get_one(Badge, writer.id)
    assert badge.ended_at is None
    assert badge.ends_at == over + timedelta(days=365)
    assert fresh(writer).role is Role.BLOGGER
    told = db.session.scalars(select(Cause.facts).order_by(Cause.id.desc())).first()
    assert told["outcome"] == "badge_renewed"


def test_a_badge_is_taken_away_with_a_reason(writer, moderator, application, browser_of):
    deciding.verify(application, by=moderator)
    theirs = browser_of(moderator)
    assert "Take the badge away" in theirs.get("/@ada").text
    theirs.post("/bloggers/ada/badge/removal", data={"reason": ""})
    assert fresh(writer).role is Role.BLOGGER
    theirs.post("/bloggers/ada/badge/removal", data={"reason": "Paid for, and not said."})
    assert fresh(writer).role is Role.MEMBER
    assert "Paid for, and not said." in browser_of(writer).get("/bloggers/apply").text
    assert "Paid for" not in browser_of(moderator).get("/@ada").text
    assert browser_of(writer).post("/bloggers/ada/badge/removal", data={"reason": "x"}).status_code in {
        403,
        303,
    }


def test_programs_do_the_same(writer, moderator, browser_of):
    hers, theirs = browser_of(writer), browser_of(moderator)
    sent = {"topics": ["Watches"], "words": WORDS, "discloses": True}
    made = hers.post("/api/v1/me/blogger-application", json=sent)
    assert made.status_code == 201
    assert made.json["state"] == "sent"
    assert hers.post("/api/v1/me/blogger-application", json=sent).status_code == 409
    listed = theirs.get("/api/v1/blogger-applications").json["items"]
    assert [it["handle"] for it in listed] == ["ada"]
    door = f"/api/v1/blogger-applications/{listed[0]['id']}/decision"
    assert hers.post(door, json={"decision": "verify"}).status_code == 403
    assert theirs.post(door, json={"decision": "decline"}).status_code == 422
    assert theirs.post(door, json={"decision": "more", "text": "A bill?"}).status_code == 201
    answered = hers.post("/api/v1/me/blogger-application/answers", json={"text": "Here."})
    assert [note["from_the_club"] for note in answered.json["notes"]] == [True, False]
    assert theirs.post(door, json={"decision": "verify"}).json["state"] == "approved"
    assert hers.get("/api/v1/bloggers").json["items"][0]["topics"] == ["Watches"]
    assert theirs.post(door, json={"decision": "verify"}).status_code == 409
    end = "/api/v1/bloggers/ada/badge/removal"
    assert hers.post(end, json={"reason": "Enough."}).status_code == 403
    assert theirs.post(end, json={"reason": " "}).status_code == 422
    assert theirs.post(end, json={"reason": "Paid for, and not said."}).status_code == 204
    assert hers.get("/api/v1/bloggers").json["items"] == []
    assert theirs.post(end, json={"reason": "Again."}).status_code == 409


def test_unfinished_words_are_refused_everywhere(writer):
    with pytest.raises(Unfinished):
        applying.apply(writer, "Watches", "", "\x00" * 100, pledges=True)


def test_it_waits_in_the_queue_of_those_who_may_decide(application, moderator, other_moderator, browser_of):
    assert (
        "Asks to be verified as a blogger" in browser_of(moderator).get("/moderation?kind=application").text
    )
    take("application", application.id, by=other_moderator)
    with pytest.raises(HeldByAnother):
        decline(application, "Not yet.", by=moderator)
    decline(application, "Not yet.", by=other_moderator)
    assert how_much_waits(moderator) == 0
