"""Ben asks, Mia wants to know it too, Ada answers from the vineyard."""

import re
from datetime import timedelta

import pytest

from community import clock
from community.contributions import Audience, Disclosure
from community.db import db
from community.leaving.erasing import erase
from community.moderation.deciding import undo
from community.moderation.reporting import report
from community.notifications.models import Cause, Notification
from community.products.models import Product
from livestream.questions.answering import AnswerWords, answer
from livestream.questions.asking import ask, remove, weigh
from livestream.questions.models import ANSWER, Answer, Question, Weight
from livestream.trips.planning import change
from livestream.trips.stops import remove_stop
from tests.community.moderation.conftest import decided, moderator
from tests.conftest import joins
from tests.livestream.trips.conftest import words

__all__ = ["moderator"]


@pytest.fixture
def asked(trip, ben):
    return ask(trip.stops[0], "Does it ship in October?", by=ben)


def news_of(member):
    causes = db.session.query(Cause).join(Notification).filter(Notification.member_id == member.id)
    return [it.facts.get("what") for it in causes.order_by(Cause.id)]


def weights(it):
    return db.session.query(Weight).filter_by(question_id=it.id).count()


def test_a_question_is_asked_weighed_answered_and_pinned(trip, ada, ben, mia, browser_of):
    here = f"/trips/{trip.id}/stops/{trip.stops[0].id}/questions"
    there = browser_of(ben).post(here, data={"text": "Which bottle?"})
    it = db.session.query(Question).one()
    assert there.location == f"{trip.url}#question-{it.id}"
    assert "asked" in news_of(ada)
    browser_of(mia).post(f"/questions/{it.id}/weight", data={"weighed": "1"})
    page = browser_of(mia).get(trip.url).text
    assert "Which bottle?" in page
    weighed = r'aria-pressed="true">.+I want to know it, too</span>\s+<span data-popular>1<'
    assert re.search(weighed, page, re.DOTALL)
    said = {"text": "The dark one.", "product": "Metodo classico"}
    browser_of(ada).post(f"/questions/{it.id}/answer", data=said)
    assert news_of(ben) == news_of(mia) == ["answered"]
    product = db.session.query(Product).filter_by(name="Metodo classico").one()
    for path in (trip.url, product.url):
        assert "The dark one." in browser_of(mia).get(path).text
    assert "Ada answered: “Which bottle?”" in browser_of(ben).get("/notifications").text
    assert browser_of(ben).get(it.url).location == it.place
    assert browser_of(ben).get(it.answer.url).location == it.place


@pytest.mark.parametrize(
    ("text", "sentence"), [(" ", "Ask something"), ("x" * 281, "at most 280 characters")]
)
def test_what_is_wrong_with_a_question_is_said(trip, ben, browser_of, text, sentence):
    here = f"/trips/{trip.id}/stops/{trip.stops[0].id}/questions"
    answered = browser_of(ben).post(here, data={"text": text})
    assert answered.status_code == 422
    assert sentence in answered.text


def test_three_open_questions_are_enough_until_one_is_answered(trip, ada, ben, browser_of):
    here = f"/trips/{trip.id}/stops/{trip.stops[0].id}/questions"
    for nth in range(3):
        last = ask(trip.stops[0], f"Question {nth}", by=ben)
    refused = browser_of(ben).post(here, data={"text": "One more"})
    assert "Wait for an answer" in refused.text
    assert "One more" in refused.text
    answer(last, AnswerWords("Yes."), by=ada)
    assert browser_of(ben).post(here, data={"text": "One more"}).status_code == 303


def test_one_member_has_one_weight_and_none_on_her_own(asked, ben, mia, browser_of):
    for _ in range(2):
        browser_of(mia).post(f"/questions/{asked.id}/weight", data={"weighed": "1"})
    assert weights(asked) == 1
    assert browser_of(ben).post(f"/questions/{asked.id}/weight", data={"weighed": "1"}).status_code == 403
    browser_of(mia).post(f"/questions/{asked.id}/weight", data={"weighed": "0"})
    assert weights(asked) == 0


def test_when_the_stop_is_over_nobody_asks_but_the_traveller_still_answers(trip, asked, ada, mia, browser_of):
    with clock.stopped(trip.stops[0].ends_at + timedelta(minutes=1)):
        here = f"/trips/{trip.id}/stops/{trip.stops[0].id}/questions"
        assert "They have moved on" in browser_of(mia).post(here, data={"text": "Too late?"}).text
        sent = {"data": {"weighed": "1"}, "follow_redirects": True}
        assert "They have moved on" in browser_of(mia).post(f"/questions/{asked.id}/weight", **sent).text
        assert weights(asked) == 0
        browser_of(ada).post(f"/questions/{asked.id}/answer", data={"text": "In the evening: yes."})
        assert "In the evening: yes." in browser_of(mia).get(trip.url).text


def test_only_those_who_travel_answer(asked, ben, mia, browser_of):
    for member in (mia, ben):
        browser = browser_of(member)
        assert browser.get(f"/questions/{asked.id}/answer").status_code == 403
        assert browser.post(f"/questions/{asked.id}/answer", data={"text": "Me!"}).status_code == 403
        assert browser.post(f"/questions/{asked.id}/removal").status_code == (303 if member is ben else 403)


def test_an_answer_is_changed_by_whoever_gave_it_and_told_once(asked, pia, ada, ben, browser_of):
    answer(asked, AnswerWords("Yes."), by=ada)
    browser_of(ada).post(f"/questions/{asked.id}/answer", data={"text": "No, in November."})
    assert asked.answer.text == "No, in November."
    assert news_of(ben) == ["answered"]
    assert browser_of(pia).post(f"/questions/{asked.id}/answer", data={"text": "!"}).status_code == 403


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"text": ""}, "Say something"),
        ({"text": "x" * (ANSWER + 1)}, "at most 2,000 characters"),
        ({"text": "x" * (3 * ANSWER)}, "characters"),
        ({"product": "/products/999999"}, "We do not know this product"),
        ({"product": "9" * 30}, "We do not know this product"),
    ],
)
def test_what_is_wrong_with_an_answer_is_said(asked, ada, browser_of, fields, sentence):
    sent = {"text": "Yes, from October."} | fields
    refused = browser_of(ada).post(f"/questions/{asked.id}/answer", data=sent)
    assert refused.status_code == 422
    assert sentence in refused.text
    assert not db.session.query(Answer).count()


def test_hosts_take_questions_and_answers_away(asked, pia, ada, ben, trip, browser_of):
    it = answer(asked, AnswerWords("Yes.", product="A bottle"), by=ada)
    product = it.product
    browser_of(pia).post(f"/answers/{it.id}/removal")
    assert "Yes." not in browser_of(ben).get(product.url).text
    assert news_of(ben) == []
    answer(asked, AnswerWords("Indeed."), by=ada)
    assert "Indeed." in browser_of(ben).get(trip.url).text
    browser_of(pia).post(f"/questions/{asked.id}/removal")
    page = browser_of(ben).get(trip.url).text
    assert "Does it ship" not in page
    assert "Indeed." not in page


def test_an_answer_of_a_closed_trip_is_not_told_on_the_product(asked, pia, ada, mia, trip, browser_of):
    it = answer(asked, AnswerWords("Only for you.", product="A bottle"), by=ada)
    product = it.product
    change(trip, words(audience=Audience.APASS), by=pia)
    assert it.audience is asked.audience is Audience.APASS
    assert "Only for you." not in browser_of(mia).get(product.url).text
    for path in (asked.url, it.url):
        assert browser_of(mia).get(path).status_code == 404
    assert browser_of(mia).post(f"/questions/{asked.id}/weight", data={"weighed": "1"}).status_code == 404


def test_questions_go_with_their_stop(asked, pia, mia, trip):
    weigh(asked, by=mia, on=True)
    remove_stop(trip.stops[0], by=pia)
    db.session.expire_all()
    assert asked.removed_at
    assert asked.stop_id is None


def test_who_leaves_leaves_no_words(asked, ada, ben, mia, trip, browser_of):
    weigh(asked, by=mia, on=True)
    it = answer(asked, AnswerWords("Yes, said Ada."), by=ada)
    for member in (ada, ben, mia):
        erase(member, keeps_words=False)
    db.session.expire_all()
    assert not weights(asked)
    assert (asked.title, it.text, it.excerpt) == ("", "", "")


def test_a_page_asks_no_more_for_many_questions(trip, ada, mia, queries, browser_of):
    browser, counted = browser_of(mia), []
    for many in (1, 6):
        for nth in range(many):
            it = ask(trip.stops[0], f"Question {many} {nth}", by=joins(f"m{many}x{nth}"))
            answer(it, AnswerWords("Yes.", product=f"Thing {nth}"), by=ada)
        browser.get(trip.url)
        with queries() as asked_now:
            browser.get(trip.url)
        counted.append(len(asked_now))
    assert counted[1] <= counted[0]


def test_a_removed_question_makes_room(trip, ben):
    for nth in range(3):
        last = ask(trip.stops[0], f"Question {nth}", by=ben)
    remove(last, by=ben)
    assert ask(trip.stops[0], "Another", by=ben)


def test_an_answer_that_hides_an_advertisement_is_labelled_wherever_it_stands(
    asked, pia, ada, mia, moderator, trip, browser_of
):
    it = answer(asked, AnswerWords("Buy the dark one.", product="A bottle"), by=ada)
    hers, theirs, path = browser_of(ada), browser_of(mia), f"/contributions/{it.id}/report"
    places = (trip.url, it.product.url)
    assert path in theirs.get(trip.url).text
    assert path not in hers.get(trip.url).text
    assert "Buy the dark one." in theirs.get(path).text
    decision = decided(report(it, "undisclosed", "The cellar paid.", by=mia).case, "label", moderator)
    answer(asked, AnswerWords("Buy it, really.", product="A bottle"), by=ada)
    for place in places:
        assert "Advertisement" in theirs.get(place).text, place
    told = theirs.get(f"/api/v1/trips/{trip.id}").json["stops"][0]["questions"][0]
    assert told["answer_disclosure"] == "advertisement"
    undo(decision, by=moderator)
    for place in places:
        assert "Advertisement" not in theirs.get(place).text, place


def test_who_answers_in_place_of_another_does_not_wear_the_label_of_that(
    asked, pia, ada, mia, moderator, trip
):
    it = answer(asked, AnswerWords("Buy the dark one."), by=ada)
    decided(report(it, "undisclosed", "", by=mia).case, "label", moderator)
    remove(it, by=ada)
    assert answer(asked, AnswerWords("Buy it."), by=ada).disclosure is Disclosure.ADVERTISEMENT
    remove(it, by=ada)
    assert answer(asked, AnswerWords("I would not."), by=pia).disclosure is None
