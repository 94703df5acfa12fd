"""What members write for others meets the list of watched words, whatever room they write it in."""

import pytest
from sqlalchemy import select

from community import clock
from community.chat.messages import revise as revise_message
from community.chat.messages import say
from community.chat.rooms import direct_with, open_room
from community.contributions import Contribution
from community.db import db, transaction
from community.jobs import run_due
from community.moderation.appealing import appeal, decide_appeal
from community.moderation.deciding import undo
from community.moderation.models import Case
from community.permissions import may
from community.products.finding import product_named
from community.watched.models import Find, NoTag, Unwelcome
from posts.blog.models import Words
from posts.blog.publishing import publish
from posts.blog.writing import begin, revise, write
from posts.forum.opening import open_topic, revise_topic
from posts.replies.writing import reply
from posts.reviews.writing import Opinion, write_review
from posts.shopping.filling import Piece, add
from posts.shopping.publishing import publish as show_list
from posts.shopping.writing import begin as begin_list
from posts.tagging import ContributionTag, Tag
from tests.community.moderation.conftest import decided, fresh, half_a_minute_later, nia

__all__ = ["nia"]
WORD = "replica"


def story(by, *, product=None, board=None):
    it = write("A replica", "Look.", by=by)
    publish(it, by=by)
    return it


def topic(by, *, board, product=None):
    return open_topic(board, "Bags", "Who sells a **replica**?", by=by)


def review(by, *, product, board=None):
    return write_review(product, Opinion(1, text="It is a REPLICA."), by=by)


def shopping_list(by, *, product=None, board=None):
    it = begin_list("My replica bags", by=by)
    add(it, Piece(name="Bag"), by=by)
    show_list(it, by=by)
    return it


EVERYWHERE = pytest.mark.parametrize("write_one", [story, topic, review, shopping_list])


@pytest.fixture
def product(app):
    with transaction():
        it = product_named("Weekender", "Ardita")
        it.shown_at = clock.now()
    return it


@EVERYWHERE
def test_what_is_held_is_read_by_nobody_else_and_waits_in_the_queue(
    write_one, watching, ada, mia, moderator, product, lab
):
    watching(WORD, "hold")
    it = write_one(ada, product=product, board=lab)
    assert it.hidden_at
    assert not may(mia, "read", it)
    case = db.session.scalars(select(Case)).one()
    assert (case.contribution_id, case.hidden_at, case.reports) == (it.id, it.hidden_at, [])
    decided(case, "keep", by=moderator)
    assert may(mia, "read", fresh(it))


@pytest.mark.parametrize("measure", ["suspend", "ban"])
@EVERYWHERE
def test_whoever_is_kept_out_for_what_is_held_is_refused_it_until_an_appeal_gives_it_back(
    write_one, measure, watching, ada, mia, moderator, product, lab, nia, browser_of
):
    watching(WORD, "hold")
    it = write_one(ada, product=product, board=lab)
    case = db.session.scalars(select(Case)).one()
    theirs = browser_of(moderator)
    assert "What it is about stays hidden" in theirs.get(case.url).text
    decision = decided(case, measure, by=moderator, rule="unkind")
    assert "What it is about stays hidden" in theirs.get(case.url).text
    assert not may(mia, "read", fresh(it))
    half_a_minute_later()
    decide_appeal(appeal(fresh(decision), "It is a word of my own."), "You are right.", by=nia, won=True)
    assert fresh(ada).suspended_at is None
    assert may(mia, "read", fresh(it))


def test_who_is_kept_out_for_what_is_held_and_let_in_at_once_finds_it_waiting(watching, ada, mia, moderator):
    watching(WORD, "hold")
    it = story(ada)
    decision = decided(db.session.scalars(select(Case)).one(), "suspend", by=moderator, rule="unkind")
    undo(decision, by=moderator)
    assert not may(mia, "read", fresh(it))
    assert fresh(it).hidden_at == fresh(decision).case.hidden_at
    decided(decision.case, "keep", by=moderator)
    assert may(mia, "read", fresh(it))


def test_who_is_kept_out_for_what_is_shown_keeps_it_shown(watching, ada, mia, moderator):
    watching(WORD, "flag")
    it = story(ada)
    decided(db.session.scalars(select(Case)).one(), "suspend", by=moderator, rule="unkind")
    assert may(mia, "read", fresh(it))


@EVERYWHERE
def test_what_is_flagged_appears_and_stands_in_the_queue(write_one, watching, ada, mia, product, lab):
    watching(WORD, "flag")
    it = write_one(ada, product=product, board=lab)
    assert may(mia, "read", it)
    assert db.session.scalars(select(Case.contribution_id)).all() == [it.id]


@EVERYWHERE
def test_what_is_replaced_stands_nowhere_any_more(write_one, watching, ada, product, lab):
    watching(WORD, "replace", "[…]")
    it = fresh(write_one(ada, product=product, board=lab))
    said = [it.title, it.slug, it.excerpt, getattr(it, "text", ""), getattr(it, "html", "")]
    assert "replica" not in " ".join(said).lower()
    assert "[…]" in " ".join(said)
    assert not db.session.query(Case).count()
    assert db.session.scalars(select(Find.contribution_id)).all() == [it.id]


def test_of_a_held_story_no_open_page_hears(watching, ada, monkeypatch):
    told = []
    monkeypatch.setattr("posts.blog.publishing.tell", lambda *said: told.append(said))
    watching(WORD, "hold")
    story(ada)
    assert not told
    publish(write("A bag", "Look.", by=ada), by=ada)
    assert told[0][2]["title"] == "A bag"


def test_nobody_reads_a_held_reply_in_the_news(watching, ada, ben, mia, lab, browser_of):
    watching(WORD, "hold")
    asked = open_topic(lab, "Bags", "Which one?", by=ada)
    it = reply(asked, "Take the replica, @mia.", by=ben)
    run_due()
    assert it.hidden_at
    for other in (ada, mia):
        assert "Ben" not in browser_of(other).get("/notifications").text
        assert "Take the" not in browser_of(other).get(asked.url).text


def test_a_word_that_is_half_bold_is_one_word(watching, ada, lab):
    watching(WORD, "hold")
    assert open_topic(lab, "Bags", "A rep**lica**", by=ada).hidden_at


def test_a_draft_and_a_list_of_ones_own_are_nobody_elses_business(watching, ada):
    watching(WORD, "block")
    write("My replica", "Look.", by=ada)
    begin_list("My replica bags", by=ada)
    assert not db.session.query(Find).count()


def test_what_is_added_later_is_met_as_well(watching, ada, mia):
    watching(WORD, "hold")
    it = begin(Words("A bag", "Look."), by=ada)
    publish(it, by=ada)
    assert may(mia, "read", it)
    revise(it, Words("A bag", "It is a replica."), by=ada)
    assert not may(mia, "read", fresh(it))


def test_what_is_refused_in_a_request_is_not_kept(app, watching, ada, lab):
    watching(WORD, "block")
    with app.test_request_context(), pytest.raises(Unwelcome) as refusal:
        topic(ada, board=lab)
    assert refusal.value.words == [WORD]
    assert not db.session.query(Contribution).count()
    assert not db.session.query(Find).count()


def test_a_story_that_publishes_itself_waits_where_its_author_cannot_be_asked(watching, ada):
    watching(WORD, "block")
    assert story(ada).hidden_at


@pytest.mark.parametrize("act", ["block", "hold"])
def test_a_conversation_does_not_wait(watching, ada, ben, act):
    watching(WORD, act)
    room = direct_with(ben, by=ada)
    with pytest.raises(Unwelcome):
        say(room, "A Replica?", by=ada, client_id="a")
    it = say(room, "A bag?", by=ada, client_id="b")
    with pytest.raises(Unwelcome):
        revise_message(it, "A replica?", by=ada)
    assert not db.session.query(Case).count()


def test_between_two_members_nothing_is_reported_and_words_are_replaced(watching, ada, ben):
    watching(WORD, "flag")
    watching("cheap", "replace", "kind")
    it = say(direct_with(ben, by=ada), "A cheap replica", by=ada, client_id="a")
    assert it.text == "A kind replica"
    revise_message(it, "Some cheap replica", by=ada)
    assert "kind replica" in fresh(it).html
    assert not db.session.query(Case).count()


def test_what_is_said_to_all_is_reported(watching, ada, moderator):
    watching(WORD, "flag")
    room = open_room("Lounge", by=moderator)
    it = say(room, "A replica, a Replica!", by=ada, client_id="a")
    assert db.session.scalars(select(Case.contribution_id)).all() == [it.id]
    assert db.session.scalars(select(Find.word)).all() == [WORD]
    assert it.hidden_at is None


def test_the_team_speaks_of_the_words_themselves(watching, moderator, lab):
    watching(WORD, "block")
    assert topic(moderator, board=lab).hidden_at is None


def test_a_thing_in_the_queue_stays_one_case_whatever_else_is_found(watching, ada, lab):
    watching(WORD, "flag")
    it = topic(ada, board=lab)
    watching("cheap", "hold")
    revise_topic(it, "Bags", "Who sells a cheap replica?", by=ada)
    case = db.session.scalars(select(Case)).one()
    assert fresh(it).hidden_at == case.hidden_at is not None


@pytest.mark.parametrize("write_one", [story, topic])
def test_what_is_tagged_is_found_by_the_tag_and_nobody_is_told(write_one, watching, ada, lab):
    watching(WORD, "tag", "authenticity")
    it = fresh(write_one(ada, board=lab))
    assert it.tags == "authenticity"
    named = select(Tag.slug).join(ContributionTag, ContributionTag.tag_id == Tag.id)
    assert db.session.scalars(named.where(ContributionTag.contribution_id == it.id)).all() == ["authenticity"]
    assert it.hidden_at is None
    assert not db.session.query(Case).count()


def test_a_tag_stands_beside_those_of_the_author_while_there_is_room(watching, ada, lab):
    watching(WORD, "tag", "authenticity")
    some = open_topic(lab, "Bags", "A replica?", by=ada, tags="bags, leather")
    many = open_topic(lab, "More bags", "A replica?", by=ada, tags="a, b, c, d, e")
    assert fresh(some).tags == "bags, leather, authenticity"
    assert fresh(many).tags == "a, b, c, d, e"
    revise_topic(some, "Bags", "Still a replica?", by=ada, tags="bags")
    assert fresh(some).tags == "bags, authenticity"


def test_a_word_that_tags_needs_a_tag(watching, ada, lab):
    for tag in ("", "x" * 31):
        with pytest.raises(NoTag):
            watching(WORD, "tag", tag)
