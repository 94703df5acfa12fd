"""Ada laid many pieces, and then she leaves; Mia watches and keeps what she collected."""

import json
from zipfile import ZipFile

from sqlalchemy import func, select

from community.db import db
from community.leaving.erasing import erase
from community.leaving.packing import pack
from livestream.shelf.laying import lay, take_off
from livestream.shelf.models import Laid
from livestream.shelf.wares import table_of
from posts.shopping.filling import Piece, add
from posts.shopping.models import Item
from tests.posts.shopping.conftest import queries


def asked_by(browser, path):
    with queries() as asked:
        assert browser.get(path).status_code == 200
    return len(asked)


def collect(saddle, stream, browser):
    browser.post(f"/lists/{saddle.list_id}/items/{saddle.id}/taking", data={"via": stream.id})
    return db.session.scalars(select(Item).where(Item.origin_id == saddle.id)).one()


def laid_rows():
    return db.session.scalar(select(func.count()).select_from(Laid))


def test_however_many_were_laid_a_page_asks_no_more(ada, mia, stream, november, saddle, browser_of):
    pages = [
        (browser_of(who), f"{stream.url}{path}")
        for who, path in ((mia, ""), (mia, "/shelf"), (ada, "/studio"), (ada, "/shelf?at=studio"))
    ]
    take_off(lay(stream, saddle.id, by=ada), by=ada)
    before = [asked_by(*page) for page in pages]
    for number in range(12):
        take_off(lay(stream, add(november, Piece(f"Scarf {number}"), by=ada).id, by=ada), by=ada)
    assert len(table_of(stream, mia).earlier) == 13
    after = [asked_by(*page) for page in pages]
    assert all(now <= then for now, then in zip(after, before, strict=True)), (before, after)


def test_a_host_who_leaves_with_her_words_clears_the_table(ada, mia, stream, saddle, browser_of):
    lay(stream, saddle.id, by=ada)
    copy = collect(saddle, stream, browser_of(mia))
    erase(ada, keeps_words=False)
    db.session.expire_all()
    assert laid_rows() == 0
    page = browser_of(mia).get(copy.list.url).text
    assert "Saddle leather weekender" in page
    assert "a stream of Ada" not in page
    assert stream.url not in page


def test_where_her_words_stay_the_table_does_under_nobodys_name(ada, mia, stream, saddle, browser_of):
    lay(stream, saddle.id, by=ada)
    erase(ada, keeps_words=True)
    db.session.expire_all()
    assert [row.name for row in table_of(stream, mia).all] == ["Saddle leather weekender"]
    page = browser_of(mia).get(stream.url).text
    assert "Saddle leather weekender" in page
    assert "Ada" not in page


def test_the_host_takes_home_what_she_laid_and_no_viewer_does(ada, mia, stream, saddle, browser_of, tmp_path):
    lay(stream, saddle.id, by=ada)
    collect(saddle, stream, browser_of(mia))
    for who, count in ((ada, 1), (mia, 0)):
        pack(who, tmp_path / "home.zip")
        with ZipFile(tmp_path / "home.zip") as home:
            name = "data/stream_laid.json"
            rows = json.loads(home.read(name)) if name in home.namelist() else []
        assert [row["item_id"] for row in rows] == [saddle.id] * count
