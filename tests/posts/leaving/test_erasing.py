"""Ada leaves: nothing says who she was, and nobody else loses what is theirs."""

from datetime import timedelta

import pytest
from flask_babel import force_locale
from sqlalchemy import JSON, String, cast, func, select

from community import clock
from community.chat.models import Membership, Message, Post
from community.db import db, transaction
from community.engagement.ledger import ScoreEntry
from community.engagement.standing import Standing
from community.following import Follow
from community.jobs import run_due
from community.leaving.bonds import GONE_WITH_THEM, keys_to_members, tables
from community.leaving.erasing import erase
from community.leaving.models import Erasure
from community.members import Member
from community.notifications.models import Notification
from community.pictures.files import folder_of
from community.pictures.models import Photo
from community.told import Name, Told
from posts.bookmarks.keeping import keep
from posts.forum.models import Board
from posts.reactions.liking import like
from posts.replies.models import Reply
from posts.replies.writing import reply
from tests.posts.leaving.conftest import SECRET, spine

HERS = (
    "Is the repair cream",
    "Three days on the coast",
    "ada@example.org",
    "One *bag*",
    SECRET,
    "I cannot say why",
    "For Ben",
    "/@ada",
    "Wet, and true",
)


def everywhere(words: str) -> list[str]:
    """In which columns of the house these words still stand."""
    found = []
    for table in tables():
        for column in table.columns:
            if isinstance(column.type, (String, JSON, Name, Told)):
                there = select(func.count()).select_from(table).where(cast(column, String).contains(words))
                if db.session.scalar(there):
                    found.append(f"{table.name}.{column.name}")
    return found


def how_many(table, which) -> int:
    return db.session.scalar(select(func.count()).select_from(table).where(which))


@pytest.fixture
def gone(ada, life):
    return erase(ada, keeps_words=False)


@pytest.mark.parametrize("words", HERS)
def test_nothing_says_who_she_was_or_what_she_said(gone, words):
    assert everywhere(words) == []


def test_the_words_were_there_before(life):
    assert all(everywhere(words) for words in HERS if words not in {"For Ben", "/@ada"})


def test_no_row_of_hers_is_left_but_those_that_others_rest_on(gone, ada):
    left = {
        f"{table.name}.{column.name}"
        for table, column, bond in keys_to_members()
        if bond in GONE_WITH_THEM
        and db.session.scalar(select(func.count()).select_from(table).where(column == ada.id))
    }
    assert left <= {"standing.member_id"}
    assert spine(ada).name == "Former member"
    assert db.session.get_one(Standing, ada.id).score == 0


def test_where_others_are_led_no_title_of_hers_is_left(ada, ben, mia, life):
    first = reply(life.story, "Where did you stay?", by=mia)
    like(first, by=ben)
    keep(life.story, by=mia, remind_at=clock.now() + timedelta(days=1))
    with clock.stopped(clock.now() + timedelta(days=2)):
        run_due()
    assert everywhere("-three-days-on-the-coast")
    erase(ada, keeps_words=False)
    assert everywhere("-three-days-on-the-coast") == []
    assert everywhere("Three days on the coast") == []
    led = select(Notification.path).where(Notification.member_id == mia.id)
    assert db.session.scalars(led).all() == [f"/stories/{life.story.id}"]


def test_what_stays_under_nobodys_name_keeps_its_address(ada, ben, mia, life):
    first = reply(life.story, "Where did you stay?", by=mia)
    like(first, by=ben)
    erase(ada, keeps_words=True)
    led = select(Notification.path).where(Notification.member_id == mia.id)
    assert life.story.url in db.session.scalars(led).all()
    assert life.story.url.endswith("-three-days-on-the-coast")


def test_what_others_built_on_stays(gone, ada, ben, life):
    assert spine(life.bens).likes == 1
    assert "@adamant" in spine(life.answer).text
    assert spine(life.topic).removed_at is None
    assert spine(life.topic).title == "A topic whose author has left"
    assert spine(life.answer).removed_at is None
    assert spine(life.story).removed_at


def test_everybody_reads_in_their_own_language_that_a_topic_lost_its_author(
    gone, ben, mia, life, browser_of, app
):
    with transaction():
        ben.language = "vi"
    for reader, title, words in (
        (mia, "A topic whose author has left", "What stood here went with whoever wrote it."),
        (ben, "Chủ đề của người đã rời đi", "Nội dung ở đây đã đi cùng người viết."),
    ):
        pages, board = browser_of(reader), life.topic.board.slug
        with app.app_context():  # which keeps the language that is spoken in it
            page = pages.get(f"/topics/{life.topic.id}", follow_redirects=True).text
            assert title in page.split("<h1", 1)[1].split("</h1>")[0]
            assert words in page
            assert title in pages.get(f"/boards/{board}").text
    answered = reply(spine(life.topic), "I still use it.", by=ben)
    with force_locale("en"):
        assert spine(answered).title == "A topic whose author has left"


def test_points_of_others_stay_as_they_were(ada, ben, life):
    before = db.session.get_one(Standing, ben.id).score
    erase(ada, keeps_words=False)
    db.session.expire_all()
    standing = db.session.get_one(Standing, ben.id)
    entries = select(func.sum(ScoreEntry.points)).where(ScoreEntry.member_id == ben.id)
    assert standing.score == before == db.session.scalar(entries)


def test_what_was_made_with_others_is_theirs(gone, ben, life):
    assert gone.counts["handed_over"] == 3
    assert spine(life.shared).author_id == ben.id
    assert spine(life.shared).seats == []
    assert spine(life.ours).author_id == ben.id
    assert [item.name for item in spine(life.ours).items] == ["A lamp"]
    seat = db.session.get_one(Membership, (life.room.id, ben.id))
    assert seat.role is Post.OWNER


def test_pictures_nobody_else_shows_go_with_their_files(gone, life):
    assert gone.counts["photos"] == 1
    assert db.session.scalar(select(func.count()).select_from(Photo)) == 0
    assert not folder_of(life.photo).exists()


def test_counts_are_right_again(gone, life):
    assert spine(life.bens).replies == 0
    assert db.session.scalar(select(Board.topics)) == 1


def test_what_was_published_may_stay_without_a_name(ada, life):
    erasure = erase(ada, keeps_words=True)
    assert spine(life.story).html.count("<img") > 0
    assert spine(life.story).author.handle == f"former-{ada.id}"
    assert spine(life.reply).text == "I saw it as well."
    assert everywhere(SECRET) == []
    assert erasure.counts["erased"] == 1
    assert db.session.scalar(select(func.count()).select_from(Photo)) == 1


def test_she_is_erased_once(gone, ada):
    assert erase(spine(ada), keeps_words=True).id == gone.id
    assert db.session.scalar(select(func.count()).select_from(Erasure)) == 1


def test_her_rooms_and_letters_can_still_be_read(gone, ben, life, browser_of):
    browser = browser_of(ben)
    for page in (f"/chat/{life.room.slug}", f"/chat/{life.letters.slug}", "/chat"):
        assert browser.get(page).status_code == 200
    assert db.session.scalars(select(Message.text)).all() == ["", ""]


def test_pages_where_she_was_are_kind_to_who_comes(gone, ada, ben, mia, life, browser_of):
    browser = browser_of(ben)
    handle = f"former-{ada.id}"
    for page in (
        "/",
        "/boards",
        life.topic.url,
        life.bens.url,
        "/notifications",
        "/passport",
        spine(life.ours).url,
    ):
        assert browser.get(page).status_code == 200, page
    assert browser.get("/@ada").status_code == 404
    assert browser.get(f"/@{handle}").status_code == 410
    assert browser.get(life.story.url).status_code in {404, 410}
    assert (
        db.session.scalar(select(func.count()).select_from(Follow).where(Follow.followed_id == mia.id)) == 0
    )


def test_whoever_has_left_cannot_be_found_or_named(gone, ada, ben, browser_of):
    browser = browser_of(ben)
    for page in (f"/search?q={'Ada'}", "/search?q=Former+member"):
        assert "former-" not in browser.get(page).text
    assert db.session.scalar(select(func.count()).select_from(Reply).where(Reply.text.contains("@ada "))) == 0
    assert db.session.get_one(Member, ada.id).suspended_at
