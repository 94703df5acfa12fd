"""A club is packed while its members talk, and opened elsewhere, whole."""

import json
import os
import shutil
import threading
from io import BytesIO
from zipfile import ZipFile

import pytest
from click.testing import CliRunner
from PIL import Image
from sqlalchemy import func, select, text

from community.chat.messages import say
from community.chat.rooms import open_room
from community.db import Model, db, transaction
from community.engagement.standing import Standing
from community.entrance.factors.sealing import Unreadable, seal, unseal
from community.members import Member
from community.migrating import upgrade
from community.pictures.files import folder_of
from community.pictures.models import Photo
from community.pictures.storing import store
from community.safekeeping.backing_up import back_up
from community.safekeeping.box import NoBackup
from community.safekeeping.commands import restore_command, verify_command
from community.safekeeping.restoring import ClubIsThere, restore
from config import Config
from tests.conftest import joins, own_database
from wsgi import create_app

KEY = "the key of the club, long enough for it"


@pytest.fixture(scope="module")
def club_in(tmp_path_factory):
    """A club in a folder and a database of its own, on the engine that is being tested."""
    apps, ground = [], tmp_path_factory.mktemp("clubs")

    def club_in(name, key=KEY, url=None):
        data = ground / f"{name}{len(apps)}"
        on_server = own_database(name) if os.environ.get("DATABASE_URL") else f"sqlite:///{data}/zone.db"
        app = create_app(
            Config(
                ZONE_DATA=data, SQLALCHEMY_DATABASE_URI=url or on_server, SECRET_KEY=key, TESTING=True,
                RATE_LIMITS=False, MAIL_URL="file://", PUBLIC_URL="https://club.example",
            )
        )  # fmt: skip
        apps.append(app)
        return app

    yield club_in
    for app in apps:
        with app.app_context():
            db.session.remove()
            db.engine.dispose()


@pytest.fixture(scope="module")
def lived_in(club_in):
    """Ada and Ben know each other, Ada has shown a photo and published."""
    from posts.blog.publishing import publish
    from posts.blog.writing import write

    app = club_in("lived_in")
    with app.app_context():
        upgrade()
        ada, ben = joins("Ada"), joins("Ben")
        picture = BytesIO()
        Image.new("RGB", (640, 480), "teal").save(picture, "PNG")
        picture.seek(0)
        store(picture, by=ada)
        story = write(by=ada, title="Three days", text="One bag, 三天, «é».")
        publish(story, by=ada)
        room = open_room("Kitchen", by=ben)
        say(room, "Hello", by=ben, client_id="first")
    return app


def rows_of():
    return {
        table.name: db.session.scalar(select(func.count()).select_from(table))
        for table in Model.metadata.sorted_tables
    }


def scores():
    return db.session.execute(select(Standing.member_id, Standing.score).order_by(Standing.member_id)).all()


def said_by(command, *words):
    return CliRunner().invoke(command, [str(word) for word in words])


def test_what_is_restored_is_what_was_packed_and_what_is_spoilt_is_found(lived_in, club_in, tmp_path):
    with lived_in.app_context():
        back_up(tmp_path / "club.zip")
        before, told = rows_of(), scores()
        joined_at = db.session.scalar(select(Member.joined_at).where(Member.handle == "ada"))
        digest = db.session.scalar(select(Photo.digest))
        original = (folder_of(digest) / "original.png").read_bytes()
    with club_in("elsewhere").app_context():
        said = said_by(restore_command, tmp_path / "club.zip")
        assert said.exit_code == 0, said.output
        assert "ok     every score is the sum of its lines" in said.output
        assert rows_of() == before
        assert scores() == told
        assert db.session.scalar(select(Member.joined_at).where(Member.handle == "ada")) == joined_at
        assert (folder_of(digest) / "original.png").read_bytes() == original
        assert joins("Carla").id == 3  # numbers go on where they were
        found_out(digest)


def found_out(digest):
    """What is spoilt in a living club is found by `zone verify`."""
    assert said_by(verify_command).exit_code == 0
    with transaction():
        db.session.execute(text("UPDATE standing SET score = score + 1 WHERE member_id = 1"))
    shutil.rmtree(folder_of(digest))
    found = said_by(verify_command)
    assert found.exit_code == 1
    assert "NOT SO every score is the sum of its lines" in found.output
    assert "@ada has" in found.output
    assert f"{digest} is missing" in found.output


def test_it_is_one_moment_though_members_go_on_talking(lived_in, club_in, tmp_path):
    over = threading.Event()
    said = []

    def talk(number):
        with lived_in.app_context():
            ben = db.session.scalar(select(Member).where(Member.handle == "ben"))
            room = open_room(f"Room {number}", by=ben)
            while not over.is_set():
                said.append(say(room, f"Word {len(said)}", by=ben, client_id=f"{number} {len(said)}"))

    talkers = [threading.Thread(target=talk, args=(number,)) for number in range(3)]
    for talker in talkers:
        talker.start()
    try:
        with lived_in.app_context():
            for number in range(3):
                back_up(tmp_path / f"{number}.zip")
    finally:
        over.set()
        for talker in talkers:
            talker.join()
    assert len(said) > 3
    with club_in("elsewhere").app_context():
        done = said_by(restore_command, tmp_path / "2.zip")
        assert done.exit_code == 0, done.output
        gaps = text("SELECT room_id FROM message GROUP BY room_id HAVING max(seq) != count(*)")
        assert db.session.execute(gaps).all() == []


def test_nothing_is_put_over_a_club_that_lives(lived_in, tmp_path):
    with lived_in.app_context():
        back_up(tmp_path / "club.zip")
        with pytest.raises(ClubIsThere, match="A club lives in this database"):
            restore(tmp_path / "club.zip")
        assert db.session.scalar(select(func.count()).select_from(Member)) == 2


@pytest.mark.parametrize("what", ["a row", "a picture", "missing", "half", "no zip", "later"])
def test_a_box_that_is_not_whole_is_refused_before_anything_is_written(lived_in, club_in, tmp_path, what):
    good, bad = tmp_path / "club.zip", tmp_path / "bad.zip"
    with lived_in.app_context():
        back_up(good)
    spoil(good, bad, what)
    with club_in("elsewhere").app_context():
        assert said_by(verify_command, bad).exit_code == (what != "later")
        with pytest.raises(NoBackup):
            restore(bad)
        assert db.inspect(db.engine).get_table_names() == []


def spoil(good, bad, what):
    if what in {"half", "no zip"}:
        bad.write_bytes(good.read_bytes()[:5000] if what == "half" else b"Once upon a time")
        return
    with ZipFile(good) as box, ZipFile(bad, "w") as other:
        for name in box.namelist():
            content = box.read(name)
            if what == "a row" and name == "tables/member.jsonl":
                content = content.replace(b"Ada", b"Eva")
            if what == "a picture" and name.startswith("files/media"):
                content = content[:-1] + b"x"
            if what == "later" and name == "backup.json":
                content = json.dumps({**json.loads(content), "form": "9999"}).encode()
            if what != "missing" or name != "tables/member.jsonl":
                other.writestr(name, content)


def test_the_keys_are_not_in_it_and_another_key_is_told_of(lived_in, club_in, tmp_path):
    (lived_in.config["ZONE_DATA"] / "secret_key").write_text(KEY)
    with lived_in.app_context():
        sealed = seal("a secret of an app")
        back_up(tmp_path / "club.zip")
    assert (tmp_path / "club.zip").stat().st_mode & 0o077 == 0
    with ZipFile(tmp_path / "club.zip") as box:
        assert all(KEY.encode() not in box.read(name) for name in box.namelist())
    with club_in("elsewhere", key="another key, and long enough for it").app_context():
        assert "The SECRET_KEY is another" in said_by(restore_command, tmp_path / "club.zip").output
        with pytest.raises(Unreadable):
            unseal(sealed)


def test_a_full_disk_leaves_what_was_there(lived_in, tmp_path, monkeypatch):
    (tmp_path / "club.zip").write_text("yesterday's")

    def full(*_words):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("community.safekeeping.backing_up.add_list", full)
    with lived_in.app_context(), pytest.raises(OSError, match="No space"):
        back_up(tmp_path / "club.zip")
    assert (tmp_path / "club.zip").read_text() == "yesterday's"
    assert not list(tmp_path.glob(".club*"))


def test_a_club_moves_from_one_kind_of_database_to_the_other(lived_in, club_in, tmp_path):
    if not os.environ.get("DATABASE_URL"):
        pytest.skip("needs a PostgreSQL beside SQLite: it is played where the tests run on servers")
    with lived_in.app_context():
        back_up(tmp_path / "club.zip")
        before = rows_of()
    on_sqlite = club_in("on_sqlite", url=f"sqlite:///{tmp_path}/moved.db")
    with on_sqlite.app_context():
        assert said_by(restore_command, tmp_path / "club.zip").exit_code == 0
        assert rows_of() == before
        back_up(tmp_path / "again.zip")
    with club_in("back").app_context():
        assert said_by(restore_command, tmp_path / "again.zip").exit_code == 0
        assert rows_of() == before
