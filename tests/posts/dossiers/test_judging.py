"""Mo marks it as disputed, Kim and Dora vote blind, and what is found stands by the pair."""

import re
from datetime import timedelta

import pytest

from community import clock
from community.audit import AuditEntry
from community.db import db, transaction
from community.entrance.factors.going_on import FIELD
from community.following import follow
from community.jobs import run_due
from community.moderation.models import DecidedAlready, SayWhy, TooClose, TooLate
from posts.blog.publishing import publish as publish_story
from posts.blog.writing import write
from posts.bloggers.models import Badge
from posts.dossiers.appealing import answer_appeal, appeal_to
from posts.dossiers.disputing import dispute
from posts.dossiers.experts import experts_for
from posts.dossiers.judging import judge
from posts.dossiers.models import (
    VOTE_WITHIN,
    DossierAppeal,
    NoExpert,
    Verdict,
    Vote,
    VoteIsOn,
    VoteIsOver,
)
from posts.dossiers.voting import vote
from posts.reviews.writing import Opinion, write_review
from posts.shopping.filling import Piece, add, turn
from posts.shopping.guests import open_to_guests
from posts.shopping.models import State
from posts.shopping.writing import begin
from tests.posts.dossiers.conftest import BRAND, SHOP
from tests.posts.dossiers.test_telling import main


def bell_of(browser) -> str:
    return main(browser.get("/notifications").text)


def test_experts_are_those_verified_for_the_brand_who_have_no_part_in_it(dossier, kim, dora, moderator, mia):
    assert experts_for(dossier, but=moderator) == [dora, kim]
    add(begin("Hers", by=kim), Piece("Saddle bag", BRAND, SHOP), by=kim)
    assert experts_for(dossier, but=moderator) == [dora]
    with transaction():
        db.session.get_one(Badge, dora.id).ended_at = clock.now()
    assert experts_for(dossier, but=moderator) == []
    with pytest.raises(NoExpert):
        dispute(dossier, [mia.id], by=moderator)
    assert dossier.disputed_at is None


def test_disputed_stands_by_it_everywhere_and_its_owner_reads_in_private_what_to_do(
    disputed, bag, ben, ada, mia, browser_of
):
    for reader in (ben, ada):
        for place in (bag.list.url, bag.product.url):
            assert "Disputed" in browser_of(reader).get(place).text
    found = main(browser_of(ada).get("/search?q=bags").text)
    assert re.search(r"Saddle bag\s+<span class=\"pair-mark disputed\" data-mark>", found)
    head = main(browser_of(ada).get(bag.product.url).text).split('class="product-counts"')[0]
    assert "Disputed, from Bag Outlet" in head
    his = browser_of(ben)
    assert "is not genuine: read what to do" in bell_of(his)
    page = main(his.get(disputed.url).text)
    assert "You have it on a list: what to do" in page
    assert "Keep the box" in page
    for hidden in ("Mia", "Kim", "The seams are glued", "4711"):
        assert hidden not in page
    assert "is not genuine" in bell_of(browser_of(mia))
    assert "is not genuine" not in bell_of(browser_of(ada))
    assert browser_of(ada).get(disputed.url).status_code == 404


def test_a_vote_is_blind_until_all_are_in(disputed, kim, dora, moderator, mia, browser_of):
    hers, theirs, mods = browser_of(kim), browser_of(dora), browser_of(moderator)
    assert "Your eye is wanted" in bell_of(hers)
    seen = main(hers.get(disputed.url).text)
    assert "The seams are glued." in seen
    for hidden in ("Mia", "4711", "Dora"):
        assert hidden not in seen
    form = {"vote": "fake", "sign": ["work"], "text": "Glue, where they sew."}
    assert hers.post(f"{disputed.url}/vote", data=form).status_code == 303
    assert "Glue, where" in main(hers.get(disputed.url).text)
    for browser in (theirs, mods, browser_of(mia)):
        assert "Glue, where" not in browser.get(disputed.url).text
        assert browser.get(f"/api/v1/dossiers/{disputed.id}").json["opinions"] == []
    assert "1 of 2 have voted" in mods.get(disputed.url).text
    assert "The experts have spoken" not in bell_of(mods)
    assert hers.post(f"{disputed.url}/vote", data=form).status_code == 409
    vote(disputed, Vote.GENUINE, [], "I have the same.", by=dora)
    assert "The experts have spoken" in bell_of(mods)
    page = main(mods.get(disputed.url).text)
    for words in ("Kim", "Glue, where", "Dora", "I have the same."):
        assert words in page
    for browser in (hers, theirs, browser_of(mia)):
        assert "Kim" not in main(browser.get(disputed.url).text)
    assert "I have the same." not in hers.get(disputed.url).text


def test_who_does_not_vote_in_a_week_is_waited_for_no_longer(disputed, kim, dora, moderator, browser_of):
    vote(disputed, Vote.FAKE, [], "Glue.", by=kim)
    with pytest.raises(VoteIsOn):
        judge(disputed, Verdict.FAKE, "Glue.", by=moderator)
    with clock.stopped(clock.now() + VOTE_WITHIN + timedelta(minutes=1)):
        run_due()
        with pytest.raises(VoteIsOver):
            vote(disputed, Vote.FAKE, [], "Late.", by=dora)
        judge(disputed, Verdict.FAKE, "Glue.", by=moderator)
        assert "Did not vote" in browser_of(moderator).get(disputed.url).text


def test_who_was_not_asked_does_not_vote_nor_a_member_decide(disputed, mia, ada, ben, moderator, browser_of):
    form = {"vote": "fake", "text": "Glue."}
    for stranger, status in ((mia, 403), (ben, 403), (moderator, 403), (ada, 404)):
        assert browser_of(stranger).post(f"{disputed.url}/vote", data=form).status_code == status
        asked = browser_of(stranger).post(f"/api/v1/dossiers/{disputed.id}/vote", json=form)
        assert asked.status_code == status
    verdict = {"verdict": "fake", "words": "Glue."}
    for stranger in (mia, ben, ada):
        for act, sent in (("dispute", {}), ("verdict", verdict)):
            assert browser_of(stranger).post(f"{disputed.url}/{act}", data=sent).status_code in {403, 404}


def test_until_when_the_experts_are_asked_stands_apart(disputed, kim, browser_of):
    words = re.sub(r"<[^>]+>", "", main(browser_of(kim).get(disputed.url).text))
    assert re.search(r"2 experts asked\s+until ", words)


def test_what_would_be_refused_is_not_offered(dossier, moderator, browser_of):
    theirs = browser_of(moderator)
    at_once = main(theirs.get(dossier.url).text).split("Or close it at once")[1]
    assert 'value="fake"' not in at_once
    assert 'value="genuine"' in at_once
    dispute(dossier, [], by=moderator)
    assert 'value="fake"' in main(theirs.get(dossier.url).text).split("What was found?")[1]


def test_fake_is_said_only_of_what_was_disputed_and_with_words(dossier, moderator):
    with pytest.raises(VoteIsOn):
        judge(dossier, Verdict.FAKE, "Clearly.", by=moderator)
    with pytest.raises(SayWhy):
        judge(dossier, Verdict.GENUINE, " ", by=moderator)
    judge(dossier, Verdict.UNPROVEN, "The photos show nothing.", by=moderator)
    with pytest.raises(DecidedAlready):
        judge(dossier, Verdict.GENUINE, "No.", by=moderator)
    with pytest.raises(DecidedAlready):
        dispute(dossier, [], by=moderator)


def test_an_owner_hears_nothing_of_doubt_that_was_never_told(dossier, ben, moderator, browser_of):
    judge(dossier, Verdict.UNPROVEN, "The photos show nothing.", by=moderator)
    assert "nothing was proven" not in bell_of(browser_of(ben))
    assert browser_of(ben).get(dossier.url).status_code == 404


def test_what_is_fake_is_said_on_every_list_review_story_and_product_page(
    found_fake, bag, ada, ben, lab, app, browser_of
):
    review = write_review(bag.product, Opinion(stars=4, text="Lovely."), by=ben)
    story = write("My bags", f"[It]({bag.product.url})\n\n[Mine]({bag.list.url}#piece-{bag.id})", by=ben)
    publish_story(story, by=ben)
    _link, word = open_to_guests(bag.list, by=ben)
    reader = browser_of(ada)
    for place in (bag.list.url, bag.product.url, review.url, story.url):
        assert "Confirmed fake" in reader.get(place).text, place
    assert reader.get(story.url).text.count("Confirmed fake") == 2
    assert f"Confirmed fake, from {SHOP}" in app.test_client().get(f"/guest/{word}").text
    told = reader.get(f"/api/v1/products/{bag.product_id}").json["marks"]
    assert told == [{"storefront": SHOP, "mark": "fake"}]
    assert reader.get(f"/api/v1/lists/{bag.list_id}").json["items"][0]["mark"] == "fake"


def test_the_same_product_of_another_seller_bears_no_mark(found_fake, bag, ada, browser_of):
    it = begin("From the maker", by=ada)
    add(it, Piece("Saddle bag", BRAND, "Flagship store"), by=ada)
    assert "Confirmed fake" not in browser_of(ada).get(it.url).text


def test_what_to_do_depends_on_what_one_did_with_it(found_fake, bag, ben, browser_of):
    his = browser_of(ben)
    assert "confirmed as a fake: read what to do" in bell_of(his)
    page = main(his.get(found_fake.url).text)
    assert "money back" in page
    assert "Buy it elsewhere" not in page
    turn(bag, State.WANT, by=ben)
    page = main(his.get(found_fake.url).text)
    assert "Buy it elsewhere" in page
    assert "money back" not in page
    turn(bag, State.RETURNED, by=ben)
    assert his.get(found_fake.url).status_code == 404


def test_genuine_takes_the_doubt_away_and_unproven_says_nothing(disputed, bag, ada, moderator, browser_of):
    with clock.stopped(clock.now() + VOTE_WITHIN + timedelta(minutes=1)):
        judge(disputed, Verdict.GENUINE, "The number is right.", by=moderator)
        assert "Examined" in browser_of(ada).get(bag.list.url).text
        assert "Disputed" not in browser_of(ada).get(bag.list.url).text


def test_who_told_of_it_has_it_or_is_close_does_not_decide(dossier, bag, mia, moderator, nia):
    follow(mia, by=moderator)
    follow(moderator, by=mia)
    with pytest.raises(TooClose) as close:
        dispute(dossier, [], by=moderator)
    assert close.value.why == "friends"
    add(begin("Hers", by=nia), Piece("Saddle bag", BRAND, SHOP), by=nia)
    with pytest.raises(TooClose) as close:
        judge(dossier, Verdict.GENUINE, "Mine is.", by=nia)
    assert close.value.why == "own"


def test_an_owner_appeals_once_and_somebody_else_says_what_it_is_now(
    found_fake, bag, ada, ben, moderator, nia, browser_of
):
    his, hers = browser_of(ben), browser_of(nia)
    assert "Do you think this is wrong?" in his.get(found_fake.url).text
    assert his.post(f"{found_fake.url}/appeals", data={"appeal": ""}).status_code == 422
    assert his.post(f"{found_fake.url}/appeals", data={"appeal": "Here is the receipt."}).status_code == 303
    assert "appeals against a verdict" in bell_of(hers)
    assert "appeals against a verdict" not in bell_of(browser_of(moderator))
    assert "appealed against" in hers.get("/moderation").text
    with pytest.raises(TooLate):
        appeal_to(found_fake, "Again.", by=ben)
    it = db.session.query(DossierAppeal).one()
    with pytest.raises(TooClose) as close:
        answer_appeal(it, Verdict.FAKE, "No.", by=moderator)
    assert close.value.why == "decided"
    place, sent = f"/dossiers/appeals/{it.id}/decision", {"verdict": "genuine", "answer": "It is."}
    assert browser_of(ada).post(place, data=sent).status_code == 403
    assert hers.post(place, data=sent).status_code == 303
    assert "Examined" in browser_of(ada).get(bag.list.url).text
    assert "verdict on something that concerns you has changed" in bell_of(his)
    assert "The verdict is now: Genuine" in his.get(found_fake.url).text


def test_an_appeal_that_is_lost_changes_nothing_and_who_has_no_part_makes_none(
    found_fake, bag, ada, mia, ben, nia, browser_of
):
    lost = appeal_to(found_fake, "I like it.", by=ben)
    answer_appeal(lost, Verdict.FAKE, "The number is another's.", by=nia)
    with pytest.raises(DecidedAlready):
        answer_appeal(lost, Verdict.GENUINE, "Yet.", by=nia)
    assert "Confirmed fake" in browser_of(ada).get(bag.list.url).text
    assert "the decision stays" in bell_of(browser_of(ben))
    assert browser_of(ada).post(f"{found_fake.url}/appeals", data={"appeal": "x"}).status_code == 404
    with clock.stopped(clock.now() + timedelta(days=21)), pytest.raises(TooLate):
        appeal_to(found_fake, "Late.", by=mia)


def test_every_act_stands_in_the_log(found_fake, ben, nia):
    answer_appeal(appeal_to(found_fake, "No.", by=ben), Verdict.UNPROVEN, "Perhaps.", by=nia)
    acts = [line.act for line in db.session.query(AuditEntry).order_by(AuditEntry.id)]
    assert acts == ["dossier.disputed", "dossier.decided", "dossier.appeal"]


def test_whoever_judges_shows_first_that_it_is_them(voted, mia, moderator, browser_of):
    mods, hers, told = browser_of(moderator), browser_of(mia), {"verdict": "fake", "words": "It is glued."}
    with clock.stopped(clock.now() + timedelta(minutes=11)):
        asked = mods.post(f"{voted.url}/verdict", data=told)
        assert (asked.status_code, FIELD in asked.text, "It is glued." in asked.text) == (403, True, True)
        assert mods.post(f"/api/v1{voted.url}/verdict", json=told).json["needs"] == "proof"
        assert hers.post(f"{voted.url}/verdict", data=told).status_code == 403
        db.session.refresh(voted)
        assert voted.verdict is None


def test_whoever_decides_on_an_appeal_shows_first_that_it_is_them(found_fake, mia, nia, browser_of):
    appeal = appeal_to(found_fake, "It is mine, and it is real.", by=mia)
    place, told = f"/dossiers/appeals/{appeal.id}/decision", {"verdict": "genuine", "words": "It is."}
    others = browser_of(nia)
    with clock.stopped(clock.now() + timedelta(minutes=11)):
        asked = others.post(place, data={"verdict": "genuine", "answer": "It is."})
        assert (asked.status_code, FIELD in asked.text) == (403, True)
        assert others.post(f"/api/v1{place}", json=told).json["needs"] == "proof"
        db.session.refresh(appeal)
        assert appeal.decided_at is None
