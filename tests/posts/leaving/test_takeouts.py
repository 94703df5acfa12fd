"""Ada takes everything home: all of hers, nothing of others, and no key to any door."""

import json
import re
from datetime import timedelta
from zipfile import ZipFile

import pytest

from community import clock
from community.belonging import Care, care_of
from community.db import db
from community.jobs import run_due
from community.leaving.bonds import tables
from community.leaving.models import Takeout
from community.leaving.packing import pack
from community.leaving.takeouts import file_of, order_takeout, takeouts_of, throw_away_takeout
from community.quiet.keeping import silence
from community.quiet.models import How
from tests.posts.leaving.conftest import SECRET


@pytest.fixture
def box(ada, ben, life, tmp_path):
    silence(ada, by=ben, how=How.BLOCK)
    silence(ben, by=ada, how=How.MUTE)
    pack(ada, tmp_path / "ada.zip")
    with ZipFile(tmp_path / "ada.zip") as box:
        yield {name: box.read(name).decode(errors="replace") for name in box.namelist()}


def rows(box, table):
    return json.loads(box.get(f"data/{table}.json", "[]"))


def test_all_of_hers_is_there_as_data(box, ada, life):
    titles = {row["title"] for row in rows(box, "contribution")}
    assert {"Three days on the coast", "Not yet", "Two of us", "The November basket"} <= titles
    assert {row["text"] for row in rows(box, "message")} == {"Good night", "Only for Ben"}
    assert rows(box, "member")[0]["email"] == "ada@example.org"
    assert rows(box, "bookmark")[0]["contribution_id"] == life.bens.id
    assert {row["name"] for row in rows(box, "shopping_item")} == {"Weekender", "A lamp", "A ring for Ben"}
    assert any(row["storefront"] == "Flagship store" for row in rows(box, "activity"))
    assert rows(box, "story_revision")
    assert rows(box, "score_entry")


def test_nothing_of_others_is(box, ben):
    assert "Rain." not in "".join(box.values())
    assert {row["author_id"] for row in rows(box, "contribution")} != {ben.id}
    assert [row["how"] for row in rows(box, "silence")] == ["mute"], "whom I mute, not who blocks me"
    assert all(row["email"] != "ben@example.org" for row in rows(box, "member"))


def test_no_key_to_any_door_leaves_the_house(box):
    columns = [column for table in tables() for column in table.columns]
    secrets = {(it.table.name, it.name) for it in columns if care_of(it) is Care.SECRET}
    assert ("member", "password_hash") in secrets
    told = {(table, name) for table, name in secrets for row in rows(box, table) if name in row}
    assert told == set()


def test_its_pages_read_without_the_club(box, life):
    assert f'src="photos/{life.photo}.jpeg"' in box["story.html"]
    assert f"photos/{life.photo}.jpeg" in box
    assert SECRET in box["story.html"]
    assert "Weekender" in box["shopping_list.html"]
    assert "What Ben saw" in box["reply.html"]
    assert "Wet, and true" in box["repost.html"]
    assert f"http://localhost{life.bens.url}" in box["repost.html"]
    assert "Night owls" in box["message.html"]
    assert "You bought at Flagship store" in box["score.html"]
    pages = [page for name, page in box.items() if name.endswith(".html")]
    links = {link for page in pages for link in re.findall(r'(?:href|src)="([^"]+)', page)}
    missing = {link for link in links if "://" not in link and link not in box}
    assert missing == set()


def test_it_is_packed_by_a_worker_told_and_fetched_by_her_alone(ada, ben, life, browser_of):
    browser = browser_of(ada)
    assert browser.post("/settings/takeouts").status_code == 303
    assert browser.post("/settings/takeouts").status_code == 303
    assert "Being packed" in browser.get("/settings/leaving").text
    run_due()
    takeout = db.session.query(Takeout).one()
    page = browser.get("/settings/leaving").text
    assert f"/settings/takeouts/{takeout.id}" in page
    assert "Everything of yours is packed" in browser.get("/notifications").text
    fetched = browser.get(f"/settings/takeouts/{takeout.id}")
    assert fetched.headers["Content-Disposition"].startswith("attachment; filename=members-zone-ada")
    assert fetched.data[:2] == b"PK"
    assert browser_of(ben).get(f"/settings/takeouts/{takeout.id}").status_code == 404


def test_after_a_week_it_is_thrown_away(ada, life, monkeypatch):
    takeout = order_takeout(ada)
    run_due()
    file = file_of(takeout.word)
    assert file.exists()
    later = clock.now() + timedelta(days=8)
    monkeypatch.setattr(clock, "now", lambda: later)
    run_due()
    assert not file.exists()
    assert db.session.get(Takeout, takeout.id) is None
    throw_away_takeout(takeout.id)  # twice does no harm


def test_once_its_week_is_over_it_is_not_given_out(ada, life, browser_of):
    takeout, browser = order_takeout(ada), browser_of(ada)
    run_due()
    address, ends_at = f"/settings/takeouts/{takeout.id}", db.session.get_one(Takeout, takeout.id).ends_at
    with clock.stopped(ends_at - timedelta(seconds=1)):
        assert browser.get(address).status_code == 200
    with clock.stopped(ends_at):
        assert file_of(takeout.word).exists()
        assert browser.get(address).status_code == 410


def test_one_that_could_not_be_packed_is_asked_for_again(ada, life, monkeypatch):
    first = order_takeout(ada).id
    assert order_takeout(ada).id == first
    later = clock.now() + timedelta(days=2)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert order_takeout(ada).id != first
    run_due()
    assert [takeout.ready_at for takeout in takeouts_of(ada)] == [later]


def test_what_could_not_be_packed_leaves_no_half_a_file(ada, life, tmp_path, monkeypatch):
    monkeypatch.setattr("community.leaving.packing.Library", None)
    with pytest.raises(TypeError):
        pack(ada, tmp_path / "ada.zip")
    assert not [file for file in tmp_path.iterdir() if file.suffix in {".zip", ".part"}]


def test_an_administrator_packs_it_without_a_browser(app, ada, life, tmp_path, zone):
    file = tmp_path / "box.zip"
    assert zone("export", "ada", str(file)).exit_code == 0
    assert ZipFile(file).testzip() is None
    again = zone("export", "ada", str(file))
    assert again.exit_code == 2
    assert "is there already" in again.output
    assert zone("export", "nobody", str(tmp_path / "x.zip")).exit_code
