"""Ada was paid and does not say so. Mo labels it, Ada appeals, and Nia, who did not decide it, reads that."""

import pytest

from community.contributions import Disclosure
from community.db import db
from community.disclosing import LabelOfTheClub, disclose, disclosed
from community.engagement.ledger import ScoreEntry
from community.engagement.standing import standing_of
from community.jobs import run_due
from community.moderation.appealing import appeal, decide_appeal
from community.moderation.deciding import undo
from community.moderation.models import Measure, NotForThis, TooClose, TooLate
from community.moderation.reporting import report
from community.moderation.weighing import record_of
from community.search import rebuild
from posts.forum.opening import open_topic
from posts.reactions.liking import like, unlike
from posts.reposts.reposting import repost
from posts.shopping.filling import Piece, add
from posts.shopping.guests import open_to_guests
from posts.shopping.publishing import publish as publish_list
from posts.shopping.writing import begin
from tests.community.moderation.conftest import decided, fresh, half_a_minute_later

LABEL = "Advertisement"


@pytest.fixture
def case(story, mia):
    """Mia knows that Ada was paid for it."""
    return report(story, "undisclosed", "The shop thanked her for it in its own feed.", by=mia).case


def entries_of(member):
    lines = db.session.query(ScoreEntry).filter(ScoreEntry.member_id == member.id).order_by(ScoreEntry.id)
    return [line.points for line in lines]


def test_it_is_labelled_wherever_it_is_shown(case, story, ada, ben, mia, moderator, browser_of):
    carried = repost(story, "Look at this", by=ben)
    decided(case, "label", moderator)
    rebuild()
    theirs = browser_of(mia)
    for place in ("/?view=latest", "/stories", story.url, carried.url, "/@ada", "/search?q=bag"):
        assert LABEL in theirs.get(place).text, place
    told = {"kind": "advertisement", "sponsor": ""}
    assert theirs.get(f"/api/v1/stories/{story.id}").json["disclosure"] == told
    assert LABEL in theirs.get(f"/contributions/{story.id}/disclosures").text
    assert LABEL in browser_of(ada).get("/stories/mine").text


def test_a_list_is_labelled_on_its_page_among_others_in_texts_and_for_guests(
    ada, mia, moderator, lab, browser_of, app
):
    it = begin("My five favourites", by=ada)
    piece = add(it, Piece("Repair cream"), by=ada)
    publish_list(it, by=ada)
    topic = open_topic(lab, "Which cream?", f"[List]({it.url})\n\n[Piece]({it.url}#piece-{piece.id})", by=mia)
    _link, word = open_to_guests(it, by=ada)
    decided(report(it, "undisclosed", "", by=mia).case, "label", moderator)
    theirs = browser_of(mia)
    for place in (it.url, "/lists", f"/products/{piece.product_id}"):
        assert LABEL in theirs.get(place).text, place
    assert theirs.get(topic.url).text.count(LABEL) == 2
    assert LABEL in app.test_client().get(f"/guest/{word}").text


def test_a_topic_is_labelled_on_its_board_and_in_the_index(ada, mia, moderator, lab, browser_of):
    topic = open_topic(lab, "The best cream ever", "Ask me where.", by=ada)
    theirs = browser_of(mia)
    for place in (topic.url, lab.url, "/boards"):
        assert LABEL not in theirs.get(place).text, place
    decided(report(topic, "undisclosed", "", by=mia).case, "label", moderator)
    for place in (topic.url, lab.url, "/boards"):
        assert LABEL in theirs.get(place).text, place


def test_a_repost_wears_the_label_of_what_it_carries_alone(story, ben, mia, moderator):
    said = report(repost(story, "Buy it.", by=ben), "undisclosed", "", by=mia).case
    with pytest.raises(NotForThis):
        decided(said, "label", moderator)


def test_its_author_does_not_take_it_off_nor_puts_it_on(case, story, ada, mia, moderator, browser_of):
    with pytest.raises(LabelOfTheClub):
        disclose(story, Disclosure.ADVERTISEMENT, "The shop", by=ada)
    decided(case, "label", moderator)
    for instead in (None, Disclosure.GIFTED):
        with pytest.raises(LabelOfTheClub):
            disclose(story, instead, "The shop", by=ada)
    hers, settings = browser_of(ada), f"/stories/{story.id}/settings"
    page = hers.get(settings).text
    assert "The label stays" in page
    assert 'name="disclosure"' not in page
    assert hers.post(settings, data={"audience": "followers"}).status_code == 303
    refused = hers.post(settings, data={"disclosure": "", "audience": "members"})
    assert refused.status_code == 422
    assert fresh(story).disclosure is Disclosure.ADVERTISEMENT
    patched = hers.patch(f"/api/v1/stories/{story.id}", json={"disclosure": None})
    assert (patched.status_code, list(patched.json["errors"])) == (422, ["disclosure"])


def test_what_it_brought_goes_back_and_what_comes_later_counts(case, story, ada, ben, mia, moderator):
    like(story, by=ben)
    worth = standing_of(ada.id).score
    assert worth > 0
    decided(case, "label", moderator)
    assert standing_of(ada.id).score == worth
    half_a_minute_later()
    assert standing_of(ada.id).score == 0
    like(story, by=mia)
    assert standing_of(ada.id).score > 0


def test_its_author_reads_why_and_what_to_do(case, story, ada, mia, moderator, browser_of):
    decision = decided(case, "label", moderator)
    half_a_minute_later()
    hers = browser_of(ada)
    assert "labelled as an advertisement: read why" in hers.get("/notifications").text
    page = hers.get(decision.url).text
    for words in ("Labelled as advertisement", "Say what you were given", "Next time say yourself"):
        assert words in page
    assert "Do you think this is wrong?" in page
    assert "and did something" in browser_of(mia).get("/notifications").text
    assert record_of(mia.id) == (1, 1)


def test_a_won_appeal_takes_back_label_and_entries_exactly_and_the_ledger_shows_both(
    case, story, ada, ben, mia, moderator, nia, browser_of
):
    disclose(story, Disclosure.GIFTED, "Casa Levante", by=ada)
    like(story, by=ben)
    like(story, by=mia)
    before = {member.id: (standing_of(member.id).score, entries_of(member)) for member in (ada, ben, mia)}
    decision = decided(case, "label", moderator)
    half_a_minute_later()
    taken = entries_of(ada)[len(before[ada.id][1]) :]
    assert sum(taken) == -before[ada.id][0]
    it = appeal(fresh(decision), "I bought it: here is the receipt.")
    with pytest.raises(TooClose):
        decide_appeal(it, "No.", by=moderator, won=False)
    decide_appeal(it, "You are right, sorry.", by=nia, won=True)
    run_due()
    db.session.expire_all()
    assert (story.disclosure, story.sponsor) == (Disclosure.GIFTED, "Casa Levante")
    for member in (ada, ben, mia):
        assert standing_of(member.id).score == before[member.id][0]
    lines = entries_of(ada)
    assert lines[: len(before[ada.id][1])] == before[ada.id][1]
    assert sum(lines) == before[ada.id][0]
    assert len(lines) > len(before[ada.id][1]) + len(taken)
    said = [each.disclosure for each in disclosed(story)]
    assert said == [Disclosure.GIFTED, Disclosure.ADVERTISEMENT, Disclosure.GIFTED]
    assert LABEL not in browser_of(mia).get("/stories").text
    with pytest.raises(TooLate):
        appeal(decision, "Again.")


def test_what_a_reader_took_back_meanwhile_does_not_come_again(case, story, ada, ben, moderator, nia):
    alone = standing_of(ada.id).score
    like(story, by=ben)
    decision = decided(case, "label", moderator)
    half_a_minute_later()
    unlike(story, by=ben)
    decide_appeal(appeal(fresh(decision), "Mine."), "Right.", by=nia, won=True)
    run_due()
    db.session.expire_all()
    assert standing_of(ada.id).score == alone


def test_within_half_a_minute_it_is_undone_as_if_nobody_had_decided(case, story, ada, moderator):
    before = standing_of(ada.id).score
    undo(decided(case, "label", moderator), by=moderator)
    half_a_minute_later()
    assert fresh(story).disclosure is None
    assert standing_of(ada.id).score == before
    assert fresh(case).closed_at is None


def test_what_is_labelled_is_not_labelled_twice_and_keeps_it_when_hidden(case, story, ben, moderator):
    decided(case, "label", moderator)
    again = report(story, "unkind", "", by=ben).case
    with pytest.raises(NotForThis):
        decided(again, Measure.LABEL, moderator)
    undo(decided(again, "hide", moderator), by=moderator)
    assert fresh(story).disclosure is Disclosure.ADVERTISEMENT
    assert fresh(story).hidden_at is None


def test_a_moderator_labels_on_the_page_of_the_case_and_previews_what_the_author_reads(
    case, story, moderator, browser_of
):
    theirs, here = browser_of(moderator), f"/moderation/cases/{case.id}"
    page = theirs.get(here).text
    assert "Label as advertisement" in page
    assert "What it said of gifts and money" in page
    form = {"measure": "label", "rule": "undisclosed", "words": "Say who paid."}
    assert "Next time say yourself" in theirs.post(f"{here}/decision", data=form | {"preview": "1"}).text
    assert theirs.post(f"{here}/decision", data=form).status_code == 303
    assert fresh(story).disclosure is Disclosure.ADVERTISEMENT
    assert "Labelled as advertisement" in theirs.get(here).text
