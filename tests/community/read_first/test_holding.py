"""What somebody writes who is read first waits, appears once, and counts from then on."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from werkzeug.exceptions import Forbidden

from community import clock
from community.audit import AuditEntry
from community.contributions import Audience, Contribution
from community.db import db, transaction
from community.engagement.activity import Activity, Deed
from community.engagement.standing import Standing, Tier
from community.jobs import run_due
from community.members import Role
from community.moderation.appealing import appeal, decide_appeal
from community.moderation.deciding import undo
from community.moderation.models import Case
from community.permissions import may
from community.pictures import store
from community.products.finding import product_named
from community.read_first.keeping import read_no_more, read_tiers_first
from posts.blog.publishing import publish
from posts.blog.scheduling import schedule
from posts.blog.writing import write
from posts.forum.boards import create_board
from posts.forum.heeding import heed_board
from posts.forum.holding import hold_topic
from posts.forum.models import HeldPost, Interest
from posts.forum.models import Review as Careful
from posts.forum.opening import open_topic
from posts.replies.models import Reply
from posts.replies.writing import reply
from posts.reviews.writing import Opinion, write_review
from posts.shopping.filling import Piece, add
from posts.shopping.publishing import publish as show_list
from posts.shopping.writing import begin as begin_list
from posts.tips.writing import TipWords, share_tip
from tests.community.moderation.conftest import decided, fresh, half_a_minute_later
from tests.posts.conftest import plan


def story(by, **_):
    it = write("A bag", "Look.", by=by)
    publish(it, by=by)
    return it


def topic(by, *, board, **_):
    return open_topic(board, "Bags", "Which one?", by=by)


def answer(by, *, about, **_):
    return reply(about, "The brown one.", by=by)


def review(by, *, product, **_):
    return write_review(product, Opinion(4, text="It held."), by=by)


def tip(by, *, photo, **_):
    return share_tip(TipWords("Ask for the dust bag", photo), by=by)


def shopping_list(by, **_):
    it = begin_list("My bags", by=by)
    add(it, Piece(name="Bag"), by=by)
    show_list(it, by=by)
    return it


EVERYWHERE = pytest.mark.parametrize("write_one", [story, topic, answer, review, tip, shopping_list])


@pytest.fixture
def around(ben, lab, app):
    """What they write about, and where."""
    import io

    from PIL import Image

    file = io.BytesIO()
    Image.new("RGB", (40, 40), "brown").save(file, "JPEG")
    file.seek(0)
    with transaction():
        product = product_named("Weekender", "Ardita")
        product.shown_at = clock.now()
    photo = store(file, by=ben).digest
    return {
        "board": lab,
        "about": open_topic(lab, "Colours", "Which?", by=ben),
        "product": product,
        "photo": photo,
    }


def deeds_of(member) -> int:
    done = (Activity.member_id == member.id, Activity.deed != Deed.MEMBER_JOINED)
    return db.session.scalar(select(func.count()).where(*done)) or 0


def the_case() -> Case:
    return db.session.scalars(select(Case)).one()


@EVERYWHERE
def test_it_waits_and_is_worth_nothing_until_it_appears(write_one, reading, around, ada, mia, moderator):
    it = write_one(ada, **around)
    run_due()
    assert it.hidden_at
    assert may(ada, "read", it)
    assert not may(mia, "read", it)
    assert deeds_of(ada) == 0
    decided(the_case(), "keep", by=moderator)
    assert may(mia, "read", fresh(it))
    assert deeds_of(ada) == 1
    half_a_minute_later()
    assert deeds_of(ada) == 1


@EVERYWHERE
def test_refused_it_never_counts_and_its_author_reads_why(
    write_one, reading, around, ada, mia, moderator, browser_of
):
    it = write_one(ada, **around)
    decided(the_case(), "remove", by=moderator, rule="unkind", words="Say it without the last sentence.")
    half_a_minute_later()
    assert not may(mia, "read", fresh(it))
    assert deeds_of(ada) == 0
    told = browser_of(ada).get(the_case().decisions[0].url).text
    assert "Say it without the last sentence." in told


@EVERYWHERE
def test_what_a_moderator_undoes_waits_again_and_appears_once(
    write_one, reading, around, ada, mia, moderator
):
    it = write_one(ada, **around)
    for measure in ("keep", "hide"):
        undo(decided(the_case(), measure, by=moderator, rule="unkind"), by=moderator)
        assert not may(mia, "read", fresh(it))
    decided(the_case(), "keep", by=moderator)
    half_a_minute_later()
    assert may(mia, "read", fresh(it))
    assert deeds_of(ada) == 1


def test_refused_wrongly_it_appears_and_counts(reading, ada, ben, mia, moderator, app):
    from tests.conftest import joins

    nia = joins("Nia")
    with transaction():
        nia.role = Role.MODERATOR
    it = story(ada)
    decision = decided(the_case(), "hide", by=moderator, rule="unkind")
    half_a_minute_later()
    decide_appeal(appeal(fresh(decision), "It is kind."), "It is.", by=nia, won=True)
    assert may(mia, "read", fresh(it))
    assert deeds_of(ada) == 1


def test_followers_hear_of_it_when_it_appears_and_not_before(reading, ada, ben, moderator, browser_of, lab):
    heed_board(lab, Interest.FOLLOW, by=ben)
    topic(ada, board=lab)
    run_due()
    assert "opened “Bags”" not in browser_of(ben).get("/notifications").text
    decided(the_case(), "keep", by=moderator)
    half_a_minute_later()
    assert "opened “Bags”" in browser_of(ben).get("/notifications").text
    assert "“Bags” was approved" in browser_of(ada).get("/notifications").text


def test_no_open_page_hears_of_what_waits(reading, ada, ben, lab, monkeypatch):
    told = []
    for place in ("posts.blog.publishing", "posts.feed_news", "posts.forum.opening", "posts.replies.writing"):
        monkeypatch.setattr(f"{place}.tell", lambda *said: told.append(said))
    story(ada)
    topic(ada, board=lab)
    answer(ada, about=open_topic(lab, "Ben asks", "What?", by=ben))
    assert not [said for said in told if "ada" in str(said).lower()]


def test_a_story_that_publishes_itself_waits_too(reading, ada, mia):
    it = write("A bag", "Look.", by=ada)
    tomorrow = clock.now() + timedelta(days=1)
    schedule(it, tomorrow, by=ada)
    with clock.stopped(tomorrow + timedelta(minutes=1)):
        run_due()
    assert not may(mia, "read", fresh(it))


def test_a_change_of_what_is_published_waits_again(ada, mia, moderator, reading):
    from posts.blog.models import Words
    from posts.blog.writing import revise

    it = story(ada)
    decided(the_case(), "keep", by=moderator)
    revise(fresh(it), Words("A bag", "Another text."), by=ada)
    assert not may(mia, "read", fresh(it))
    assert deeds_of(ada) == 1


def test_what_is_ones_own_alone_and_a_draft_are_nobodys_business(ada, reading):
    write("A bag", "Look.", by=ada)
    begin_list("My bags", by=ada)
    assert not db.session.query(Case).count()


def test_what_the_keepers_of_a_board_have_read_is_not_read_twice(reading, ada, mia, moderator, browser_of):
    careful = create_board({**plan("Careful"), "review": Careful.EVERYTHING}, by=moderator)
    held = hold_topic(careful, "Bags", "Which one?", by=ada)
    browser_of(moderator).post(f"/held/{held.id}/approval")
    db.session.expire_all()
    became = db.session.get_one(HeldPost, held.id).became_id
    assert may(mia, "read", db.session.get_one(Contribution, became))
    assert not db.session.query(Case).count()


def test_others_write_on(reading, ben, mia):
    assert may(mia, "read", story(ben))


def test_it_ends_by_itself_and_by_a_word(reading, ada, mia, moderator):
    with clock.stopped(reading.until + timedelta(minutes=1)):
        assert may(mia, "read", story(ada))
    assert not may(mia, "read", story(ada))
    read_no_more(reading, by=moderator)
    assert may(mia, "read", story(ada))


@pytest.mark.parametrize("known", [False, True])
def test_a_tier_is_read_first_whether_it_was_counted_yet_or_not(ada, mia, moderator, browser_of, known):
    with transaction():
        moderator.role = Role.ADMINISTRATOR
        if known:
            db.session.merge(Standing(member_id=ada.id, since=clock.today(), tier=Tier.SUPER))
    tier = Tier.SUPER if known else Tier.STANDARD
    read_tiers_first([tier], by=moderator)
    assert not may(mia, "read", story(ada))
    assert may(mia, "read", story(moderator))
    read_tiers_first([], by=moderator)
    assert may(mia, "read", story(ada))
    acts = db.session.scalars(select(AuditEntry.act)).all()
    assert acts.count("tiers.read_first") == 2


def test_a_moderator_alone_reads_no_tier_first(moderator):
    with pytest.raises(Forbidden):
        read_tiers_first([Tier.STANDARD], by=moderator)


def test_what_is_for_few_waits_as_well(reading, ada, ben):
    it = share_few(ada)
    assert not may(ben, "read", it)


def share_few(by):
    from posts.blog.publishing import address_to

    it = write("A bag", "Look.", by=by)
    address_to(it, Audience.FOLLOWERS, by=by)
    publish(it, by=by)
    return it


def test_a_reply_is_seen_in_its_place_when_it_appears(reading, ada, ben, moderator, around, browser_of):
    answer(ada, **around)
    his = browser_of(ben)
    assert "The brown one." not in his.get(around["about"].url).text
    decided(the_case(), "keep", by=moderator)
    assert "The brown one." in his.get(around["about"].url).text
    assert db.session.scalars(select(Reply.number)).all() == [1]
