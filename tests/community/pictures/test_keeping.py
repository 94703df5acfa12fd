"""What nobody uses goes after a day; what anybody uses stays."""

from datetime import timedelta

import pytest

from community import clock
from community.db import db, transaction
from community.pictures import Photo, store
from community.pictures.files import folder_of
from community.pictures.keeping import show_in_text, sweep, uses
from posts.blog.writing import write
from tests.community.pictures.conftest import coast, file_of


@pytest.fixture
def two_days_ago():
    return clock.now() - timedelta(days=2)


def brought(by, at, shade):
    with clock.stopped(at):
        return store(file_of(coast(40 + shade, 40)), by=by)


def thrown_away() -> int:
    before = db.session.query(Photo).count()
    sweep()
    return before - db.session.query(Photo).count()


def test_a_photo_nobody_uses_is_thrown_away_after_a_day(ada, two_days_ago):
    old, new = brought(ada, two_days_ago, 1), brought(ada, clock.now(), 2)
    digest, folder = old.digest, folder_of(old.digest)
    assert thrown_away() == 1
    assert db.session.get(Photo, digest) is None
    assert not folder.exists()
    assert folder_of(new.digest).exists()


def test_portraits_covers_and_photos_in_texts_stay(ada, two_days_ago):
    portrait, cover, inside = (brought(ada, two_days_ago, shade) for shade in range(3))
    story = write("A coast", "Words", by=ada)
    with transaction():
        ada.portrait, story.cover = portrait.digest, cover.digest
        show_in_text(story.id, [inside.digest])
    assert thrown_away() == 0
    with transaction():
        show_in_text(story.id, [])
    assert thrown_away() == 1


def test_every_column_that_holds_a_photo_is_asked():
    places = {f"{column.table.name}.{column.name}" for column in uses()}
    assert {"member.portrait", "contribution.cover", "photo_use.digest"} <= places
    assert "photo.digest" not in places


def test_a_photo_brought_again_gets_another_day(ada, two_days_ago):
    brought(ada, two_days_ago, 1)
    brought(ada, clock.now(), 1)
    assert thrown_away() == 0
